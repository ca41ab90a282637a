"""Entries of activity, and the check of their times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rearguard.charge.activity import Activity
from rearguard.charge.activity_entries import MAX_LOGGED_SPAN, activity_entry, check_logged_span
from rearguard.charge.activity_span import ActivitySpan
from rearguard.core.errors import InvalidRequest

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_same_span_gives_the_same_entry_and_another_gives_another() -> None:
    span = ActivitySpan(1000.0, 2000.0, Activity.SITTING)
    assert activity_entry("me", span) == activity_entry("me", span)
    others = [
        activity_entry("you", span),
        activity_entry("me", span, "activitywatch"),
        activity_entry("me", ActivitySpan(1000.0, 2000.0, Activity.STANDING)),
        activity_entry("me", ActivitySpan(1000.0, 2001.0, Activity.SITTING)),
    ]
    assert len({entry.id for entry in (activity_entry("me", span), *others)}) == 5


def test_a_span_of_the_last_day_can_be_logged() -> None:
    check_logged_span(NOON - HOUR, NOON, NOON)
    check_logged_span(NOON - MAX_LOGGED_SPAN, NOON, NOON)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (NOON, NOON - HOUR, "after the start"),
        (NOON, NOON, "after the start"),
        (NOON, NOON + HOUR, "future"),
        (NOON - MAX_LOGGED_SPAN - HOUR, NOON, "longer than a day"),
    ],
)
def test_times_that_make_no_sense_are_refused(start: datetime, end: datetime, text: str) -> None:
    with pytest.raises(InvalidRequest, match=text):
        check_logged_span(start, end, NOON)
