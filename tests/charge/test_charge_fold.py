"""From a journal to the charge."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.journal_builder import Tale, exercises

from rearguard.charge.activity import Activity, after
from rearguard.charge.activity_span import Span
from rearguard.charge.battery import Battery, Bounds
from rearguard.charge.fold import WINDOW, charge, mean, stretches
from rearguard.charge.timeline import Story, Work, story
from rearguard.core.dose import Dose
from rearguard.journal.entry import Kind

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
FULL = Battery(Bounds(100, 100), Bounds(100, 100))
HOUR = 3600.0


def told(tale: Tale) -> Story:
    return story(sorted(tale.entries, key=lambda entry: (entry.at, entry.id)), exercises())


def at_end(tale: Tale, hours: float, battery: Battery = FULL) -> Battery:
    """Return the charge some hours after nine, when it was `battery` at nine."""
    return charge(told(tale), tale.at(hours).timestamp(), battery, tale.start.timestamp())


def test_a_day_at_the_desk_leaves_forty() -> None:
    tale = Tale(NINE)
    tale.did(0, 8)
    assert at_end(tale, 8).percent == pytest.approx(40)


def test_the_seven_minutes_lift_forty_as_far_as_their_doses_say() -> None:
    tale = Tale(NINE)
    tale.did(0, 8)
    tale.write(Kind.SESSION_STARTED, tale.at(8), session="one")
    for hours, exercise, seconds, side in [
        (8.02, "monster-walk", 35, "both"),
        (8.03, "monster-walk", 35, "both"),
        (8.04, "monster-walk", 35, "both"),
        (8.05, "glute-bridge", 40, "both"),
        (8.06, "clamshell", 30, "right"),
        (8.07, "clamshell", 30, "left"),
        (8.08, "glute-bridge", 40, "both"),
    ]:
        tale.step(hours, exercise, seconds=seconds, side=side)
    tale.write(Kind.SESSION_ENDED, tale.at(8.08), session="one", reason="done")
    assert at_end(tale, 8.08).percent == pytest.approx(94.8, abs=0.1)


def test_a_hand_stands_above_what_was_watched_whenever_it_was_told() -> None:
    tale = Tale(NINE)
    tale.did(0, 1, "walking", by="hand")
    tale.did(0, 2)
    found = at_end(tale, 2)
    assert found.percent == pytest.approx(after(100, Activity.SITTING, 60))


def test_what_was_taken_back_was_never_told() -> None:
    tale = Tale(NINE)
    tale.did(0, 8)
    taken = tale.did(7, 8, "walking", by="hand")
    tale.write(Kind.RETRACTED, tale.at(9), entry=str(taken.id))
    assert at_end(tale, 8).percent == pytest.approx(40)


def test_a_step_that_was_taken_back_does_nothing() -> None:
    tale = Tale(NINE)
    tale.did(0, 8)
    step = tale.step(8)
    lifted = at_end(tale, 8).percent
    tale.write(Kind.RETRACTED, tale.at(9), entry=str(step.id))
    assert at_end(tale, 8).percent == pytest.approx(40)
    assert lifted > 40


def test_an_exercise_that_nobody_knows_any_more_counts_for_nothing() -> None:
    tale = Tale(NINE)
    tale.did(0, 8)
    tale.write(
        Kind.STEP_DONE, tale.at(8), session="one", kind="work", exercise="gone", level="x", side="both", seconds=40
    )
    assert at_end(tale, 8).percent == pytest.approx(40)


@pytest.mark.parametrize(("score", "counts"), [(None, 1.0), (1.0, 1.0), (0.5, 0.75), (0.0, 0.5)])
def test_a_set_that_was_judged_counts_by_its_form_and_an_unwatched_one_whole(
    score: float | None, counts: float
) -> None:
    tale = Tale(NINE)
    step = tale.step(0)
    tale.write(Kind.SET_JUDGED, tale.at(0.001), session="one", index=step.data["index"], score=score)
    (work,) = told(tale).works
    assert work.dose == exercises()["glute-bridge"].levels[0].effort.times(40 * counts)


def test_time_that_nobody_told_of_is_an_interval() -> None:
    tale = Tale(NINE)
    tale.did(0, 4)
    found = at_end(tale, 5)
    assert found.low == pytest.approx(after(60, Activity.SITTING, 60))
    assert found.high == pytest.approx(after(60, Activity.WALKING, 60))
    assert found.low < found.percent < found.high


def test_an_empty_journal_knows_nothing() -> None:
    found = charge(Story((), ()), NINE.timestamp())
    assert (found.low, found.high) == pytest.approx((20, 100), abs=1e-9)


def test_half_of_what_is_done_on_one_side_counts() -> None:
    one, both = Tale(NINE), Tale(NINE)
    one.step(0, "clamshell", side="left")
    both.step(0, "clamshell", side="left")
    both.step(0, "clamshell", side="right")
    empty = Battery(Bounds(20, 20), Bounds(20, 20))
    full_dose = exercises()["clamshell"].levels[0].effort.times(40)
    assert at_end(both, 1e-6, empty).low == pytest.approx(empty.worked(full_dose).low, abs=1e-3)
    assert 20 < at_end(one, 1e-6, empty).low < at_end(both, 1e-6, empty).low


activities = st.one_of(st.none(), st.sampled_from(Activity))
days = st.lists(st.tuples(activities, st.integers(0, 36)), min_size=1, max_size=30)
works = st.lists(st.builds(Work, st.integers(0, 200).map(lambda h: h * HOUR), st.builds(Dose, st.floats(0, 60))))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    at, spans = 0.0, []
    for activity, hours in draw(days):
        if activity is not None and hours:
            spans.append(Span(at, at + hours * HOUR, activity))
        at += hours * HOUR
    return Story(tuple(spans), tuple(sorted(draw(works), key=lambda work: work.at)))


@given(stories(), st.integers(0, 300))
def test_two_weeks_tell_as_much_as_the_whole_life(known: Story, hours: int) -> None:
    at = WINDOW + hours * HOUR
    recent, whole = charge(known, at), charge(known, at, Battery(), -100 * WINDOW)
    assert (recent.low, recent.high) == pytest.approx((whole.low, whole.high), abs=1e-9)


@given(stories(), st.lists(st.integers(0, 200), max_size=6))
def test_it_does_not_matter_how_often_one_looks(known: Story, looks: list[int]) -> None:
    end = 201 * HOUR
    battery, since = FULL, 0.0
    for look in sorted(set(looks)):
        battery, since = charge(known, look * HOUR - 1, battery, since), look * HOUR - 1
    battery = charge(known, end, battery, since)
    in_one = charge(known, end, FULL, 0.0)
    assert (battery.low, battery.high) == pytest.approx((in_one.low, in_one.high), abs=1e-9)


@given(stories(), st.data())
def test_whatever_was_done_in_unknown_time_lies_in_the_interval(known: Story, data: st.DataObject) -> None:
    end = 200 * HOUR
    filled, battery = [], FULL
    for stretch in stretches(known, 0.0, end):
        activity = stretch.activity or data.draw(st.sampled_from(Activity))
        filled.append(activity)
        battery = battery.after(activity, (stretch.end - stretch.start) / 60)
        if stretch.dose is not None:
            battery = battery.worked(stretch.dose)
    found = charge(known, end, FULL, 0.0)
    assert found.low - 1e-9 <= battery.percent <= found.high + 1e-9


@given(stories(), st.integers(1, 200))
def test_the_stretches_cover_the_time_once_and_every_work_is_done_once(known: Story, hours: int) -> None:
    end = hours * HOUR
    pieces = list(stretches(known, 0.0, end))
    assert sum(piece.end - piece.start for piece in pieces) == pytest.approx(end)
    assert [piece.dose for piece in pieces if piece.dose] == [w.dose for w in known.works if w.at <= end]


def test_the_mean_of_a_day_is_the_table_s() -> None:
    tale = Tale(NINE)
    tale.did(0, 8)
    found = mean(told(tale), NINE.timestamp(), tale.at(8).timestamp(), FULL)
    assert (found.low, found.high) == pytest.approx((63.3, 63.3), abs=0.1)


def test_a_mean_over_no_time_is_refused() -> None:
    with pytest.raises(ValueError, match="later than since"):
        mean(Story((), ()), 5.0, 5.0, FULL)
