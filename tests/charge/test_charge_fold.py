"""From a journal to the charge."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.journal_builder import JournalBuilder, load_exercises
from support.mean_charge import mean_charge

from rearguard.charge.activity import Activity, charge_after
from rearguard.charge.activity_span import ActivitySpan
from rearguard.charge.battery import Battery, ChargeRange
from rearguard.charge.fold import MEMORY_WINDOW_S, battery_at, split_intervals
from rearguard.charge.timeline import ActivityTimeline, TimedDose, activity_timeline
from rearguard.core.dose import Dose
from rearguard.journal.entry import EventKind

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
FULL = Battery(ChargeRange(100, 100), ChargeRange(100, 100))
HOUR = 3600.0


def build_timeline(tale: JournalBuilder) -> ActivityTimeline:
    return activity_timeline(sorted(tale.entries, key=lambda entry: (entry.at, entry.id)), load_exercises())


def at_end(tale: JournalBuilder, hours: float, battery: Battery = FULL) -> Battery:
    """Return the charge some hours after nine, when it was `battery` at nine."""
    return battery_at(build_timeline(tale), tale.time_after(hours).timestamp(), battery, tale.start.timestamp())


def test_a_day_at_the_desk_leaves_forty() -> None:
    tale = JournalBuilder(NINE)
    tale.add_activity(0, 8)
    assert at_end(tale, 8).percent == pytest.approx(40)


def test_the_seven_minutes_lift_forty_as_far_as_their_doses_say() -> None:
    tale = JournalBuilder(NINE)
    tale.add_activity(0, 8)
    tale.add(EventKind.SESSION_STARTED, tale.time_after(8), session="one")
    for hours, exercise, seconds, side in [
        (8.02, "monster-walk", 35, "both"),
        (8.03, "monster-walk", 35, "both"),
        (8.04, "monster-walk", 35, "both"),
        (8.05, "glute-bridge", 40, "both"),
        (8.06, "clamshell", 30, "right"),
        (8.07, "clamshell", 30, "left"),
        (8.08, "glute-bridge", 40, "both"),
    ]:
        tale.add_step(hours, exercise, seconds=seconds, side=side)
    tale.add(EventKind.SESSION_ENDED, tale.time_after(8.08), session="one", reason="done")
    assert at_end(tale, 8.08).percent == pytest.approx(94.8, abs=0.1)


def test_a_manual_record_overrides_detection_whenever_it_was_made() -> None:
    tale = JournalBuilder(NINE)
    tale.add_activity(0, 1, "walking", by="hand")
    tale.add_activity(0, 2)
    battery = at_end(tale, 2)
    assert battery.percent == pytest.approx(charge_after(100, Activity.SITTING, 60))


def test_an_undone_record_has_no_effect() -> None:
    tale = JournalBuilder(NINE)
    tale.add_activity(0, 8)
    undone = tale.add_activity(7, 8, "walking", by="hand")
    tale.add(EventKind.RETRACTED, tale.time_after(9), entry=str(undone.id))
    assert at_end(tale, 8).percent == pytest.approx(40)


def test_a_step_that_was_taken_back_does_nothing() -> None:
    tale = JournalBuilder(NINE)
    tale.add_activity(0, 8)
    step = tale.add_step(8)
    lifted = at_end(tale, 8).percent
    tale.add(EventKind.RETRACTED, tale.time_after(9), entry=str(step.id))
    assert at_end(tale, 8).percent == pytest.approx(40)
    assert lifted > 40


def test_an_unknown_exercise_counts_for_nothing() -> None:
    tale = JournalBuilder(NINE)
    tale.add_activity(0, 8)
    tale.add(
        EventKind.STEP_DONE,
        tale.time_after(8),
        session="one",
        kind="work",
        exercise="gone",
        level="x",
        side="both",
        seconds=40,
    )
    assert at_end(tale, 8).percent == pytest.approx(40)


@pytest.mark.parametrize(("score", "counts"), [(None, 1.0), (1.0, 1.0), (0.5, 0.75), (0.0, 0.5)])
def test_a_set_with_a_form_score_counts_by_it_and_one_without_counts_whole(score: float | None, counts: float) -> None:
    tale = JournalBuilder(NINE)
    step = tale.add_step(0)
    tale.add(EventKind.SET_JUDGED, tale.time_after(0.001), session="one", index=step.data["index"], score=score)
    (work,) = build_timeline(tale).doses
    assert work.dose == load_exercises()["glute-bridge"].levels[0].effort.dose_over(40 * counts)


def test_unrecorded_time_gives_an_interval() -> None:
    tale = JournalBuilder(NINE)
    tale.add_activity(0, 4)
    battery = at_end(tale, 5)
    assert battery.low == pytest.approx(charge_after(60, Activity.SITTING, 60))
    assert battery.high == pytest.approx(charge_after(60, Activity.WALKING, 60))
    assert battery.low < battery.percent < battery.high


def test_an_empty_journal_knows_nothing() -> None:
    battery = battery_at(ActivityTimeline((), ()), NINE.timestamp())
    assert (battery.low, battery.high) == pytest.approx((20, 100), abs=1e-9)


def test_half_of_what_is_done_on_one_side_counts() -> None:
    one_sided, both = JournalBuilder(NINE), JournalBuilder(NINE)
    one_sided.add_step(0, "clamshell", side="left")
    both.add_step(0, "clamshell", side="left")
    both.add_step(0, "clamshell", side="right")
    empty = Battery(ChargeRange(20, 20), ChargeRange(20, 20))
    full_dose = load_exercises()["clamshell"].levels[0].effort.dose_over(40)
    assert at_end(both, 1e-6, empty).low == pytest.approx(empty.after_dose(full_dose).low, abs=1e-3)
    assert 20 < at_end(one_sided, 1e-6, empty).low < at_end(both, 1e-6, empty).low


activities = st.one_of(st.none(), st.sampled_from(Activity))
days = st.lists(st.tuples(activities, st.integers(0, 36)), min_size=1, max_size=30)
works = st.lists(st.builds(TimedDose, st.integers(0, 200).map(lambda h: h * HOUR), st.builds(Dose, st.floats(0, 60))))


@st.composite
def stories(draw: st.DrawFn) -> ActivityTimeline:
    at, spans = 0.0, []
    for activity, hours in draw(days):
        if activity is not None and hours:
            spans.append(ActivitySpan(at, at + hours * HOUR, activity))
        at += hours * HOUR
    return ActivityTimeline(tuple(spans), tuple(sorted(draw(works), key=lambda work: work.at)))


@given(stories(), st.integers(0, 300))
def test_two_weeks_tell_as_much_as_the_whole_life(timeline: ActivityTimeline, hours: int) -> None:
    at = MEMORY_WINDOW_S + hours * HOUR
    recent, whole = battery_at(timeline, at), battery_at(timeline, at, Battery(), -100 * MEMORY_WINDOW_S)
    assert (recent.low, recent.high) == pytest.approx((whole.low, whole.high), abs=1e-9)


@given(stories(), st.lists(st.integers(0, 200), max_size=6))
def test_the_number_of_evaluations_does_not_matter(timeline: ActivityTimeline, looks: list[int]) -> None:
    end = 201 * HOUR
    battery, since = FULL, 0.0
    for look in sorted(set(looks)):
        battery, since = battery_at(timeline, look * HOUR - 1, battery, since), look * HOUR - 1
    battery = battery_at(timeline, end, battery, since)
    in_one = battery_at(timeline, end, FULL, 0.0)
    assert (battery.low, battery.high) == pytest.approx((in_one.low, in_one.high), abs=1e-9)


@given(stories(), st.data())
def test_whatever_was_done_in_unknown_time_lies_in_the_interval(
    timeline: ActivityTimeline, data: st.DataObject
) -> None:
    end = 200 * HOUR
    filled, battery = [], FULL
    for stretch in split_intervals(timeline, 0.0, end):
        activity = stretch.activity or data.draw(st.sampled_from(Activity))
        filled.append(activity)
        battery = battery.after(activity, (stretch.end - stretch.start) / 60)
        if stretch.dose is not None:
            battery = battery.after_dose(stretch.dose)
    interval = battery_at(timeline, end, FULL, 0.0)
    assert interval.low - 1e-9 <= battery.percent <= interval.high + 1e-9


@given(stories(), st.integers(1, 200))
def test_the_stretches_cover_the_time_once_and_every_work_is_done_once(timeline: ActivityTimeline, hours: int) -> None:
    end = hours * HOUR
    pieces = list(split_intervals(timeline, 0.0, end))
    assert sum(piece.end - piece.start for piece in pieces) == pytest.approx(end)
    assert [piece.dose for piece in pieces if piece.dose] == [w.dose for w in timeline.doses if w.at <= end]


def test_the_mean_of_a_day_is_the_table_s() -> None:
    tale = JournalBuilder(NINE)
    tale.add_activity(0, 8)
    mean = mean_charge(build_timeline(tale), NINE.timestamp(), tale.time_after(8).timestamp(), FULL)
    assert (mean.low, mean.high) == pytest.approx((63.3, 63.3), abs=0.1)
