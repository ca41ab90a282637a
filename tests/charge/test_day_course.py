"""The best time for a session on a day of sitting."""

from __future__ import annotations

import pytest

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.charge.day_course import best_session_time, clip_span

SITTING = ActivitySpan(100.0, 300.0, Activity.SITTING)


def test_the_best_time_is_halfway_between_the_first_sitting_and_the_end_of_work() -> None:
    walking = ActivitySpan(0.0, 100.0, Activity.WALKING)
    assert best_session_time([walking, SITTING], now=200.0, work_ends=500.0) == 300.0


@pytest.mark.parametrize(
    ("spans", "now", "work_ends"),
    [
        ([], 200.0, 500.0),
        ([SITTING, ActivitySpan(300.0, 400.0, Activity.EXERCISING)], 450.0, 500.0),
        ([SITTING], 500.0, 500.0),
        ([SITTING], 50.0, 100.0),
    ],
    ids=["no sitting", "already trained", "after work", "sitting after work"],
)
def test_there_is_no_advice(spans: list[ActivitySpan], now: float, work_ends: float) -> None:
    assert best_session_time(spans, now, work_ends) is None


def test_a_span_is_clipped_on_both_sides() -> None:
    assert clip_span(SITTING, 150.0, 250.0) == ActivitySpan(150.0, 250.0, Activity.SITTING)
