"""From known spans to daily totals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.journal_builder import JournalBuilder, load_exercises
from support.mean_charge import mean_charge

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan, overlay
from rearguard.charge.daily import summarize_periods
from rearguard.charge.fold import battery_at
from rearguard.charge.timeline import ActivityTimeline, TimedDose, activity_timeline
from rearguard.core.dose import Dose

MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
START = MIDNIGHT.timestamp()
DAY = timedelta(days=1) / timedelta(seconds=1)

spans = st.builds(
    lambda start, length, activity: ActivitySpan(START + start * 60, START + (start + length) * 60, activity),
    st.integers(-2000, 6000),
    st.integers(1, 900),
    st.sampled_from(Activity),
)
works = st.builds(
    lambda at, maximus, medius: TimedDose(START + at * 60, Dose(maximus, medius)),
    st.integers(-2000, 6000),
    st.floats(0, 40),
    st.floats(0, 40),
)
stories = st.builds(
    lambda spans_drawn, work_drawn: ActivityTimeline(
        overlay(spans_drawn), tuple(sorted(work_drawn, key=lambda work: work.at))
    ),
    st.lists(spans, max_size=12),
    st.lists(works, max_size=4),
)
moments = st.lists(st.integers(1, 5999), min_size=1, max_size=9, unique=True).map(sorted)


@given(timeline=stories, cuts=moments)
def test_wherever_it_is_cut_the_parts_sum_up_to_the_whole(timeline: ActivityTimeline, cuts: list[int]) -> None:
    ends = [START + minute * 60 for minute in [0, *cuts, 6000]]
    (whole,) = summarize_periods(timeline, [ends[0], ends[-1]])
    parts = list(summarize_periods(timeline, ends))
    shares = [(second - first) / (ends[-1] - ends[0]) for first, second in pairwise(ends)]
    assert sum(part.low * share for part, share in zip(parts, shares, strict=True)) == pytest.approx(whole.low)
    assert sum(part.high * share for part, share in zip(parts, shares, strict=True)) == pytest.approx(whole.high)
    for activity in Activity:
        summed = sum(part.seconds.get(activity, 0.0) for part in parts)
        assert summed == pytest.approx(whole.seconds.get(activity, 0.0))


@given(timeline=stories)
def test_a_day_s_mean_is_that_of_the_fold_begun_at_its_midnight(timeline: ActivityTimeline) -> None:
    away = ActivityTimeline(
        timeline.spans, tuple(work for work in timeline.doses if work.at != START)
    )  # which day it belongs to is open
    (summary,) = summarize_periods(away, [START, START + DAY])
    expected = mean_charge(away, START, START + DAY, battery_at(away, START))
    assert (summary.low, summary.high) == pytest.approx((expected.low, expected.high))


def test_a_day_has_its_recorded_activities_and_the_rest_is_unknown() -> None:
    tale = JournalBuilder(MIDNIGHT)
    tale.add_activity(-1, 7, "lying")
    tale.add_activity(9, 17)
    tale.add_activity(23, 26, "walking")
    first, second = summarize_periods(
        activity_timeline(tale.entries, load_exercises()), [START, START + DAY, START + 2 * DAY]
    )
    assert first.seconds == {Activity.LYING: 7 * 3600, Activity.SITTING: 8 * 3600, Activity.WALKING: 3600}
    assert second.seconds == {Activity.WALKING: 2 * 3600}
    assert 20 < first.low < first.high < 100


def test_a_day_without_records_is_unknown() -> None:
    (summary,) = summarize_periods(ActivityTimeline((), ()), [START, START + DAY])
    assert (summary.low, summary.high) == pytest.approx((20, 100), abs=1e-9)
    assert summary.seconds == {}


def test_work_at_the_very_moment_of_a_cut_counts_once() -> None:
    timeline = ActivityTimeline(
        (ActivitySpan(START - DAY, START + DAY, Activity.SITTING),), (TimedDose(START, Dose(15, 15)),)
    )
    _, summary = summarize_periods(timeline, [START - DAY, START, START + DAY])
    assert summary.low == pytest.approx(
        mean_charge(ActivityTimeline(timeline.spans, ()), START, START + DAY, battery_at(timeline, START)).low
    )


@pytest.mark.parametrize("cuts", [[2.0, 1.0], [1.0, 1.0]])
def test_cuts_that_do_not_rise_are_refused(cuts: list[float]) -> None:
    with pytest.raises(ValueError, match="later than the one before"):
        list(summarize_periods(ActivityTimeline((), ()), cuts))


def test_a_single_moment_takes_no_time() -> None:
    assert list(summarize_periods(ActivityTimeline((), ()), [START])) == []
