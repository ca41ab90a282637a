import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sample_exercises import ARTICLE
from support.sample_plans import LUNGE, PLAN, STRETCH_ONLY

from rearguard.core.errors import IllegalCommand
from rearguard.session import event, session
from rearguard.session.cue import Moment
from rearguard.session.event import Event
from rearguard.session.session import GAP, STALE, Session
from rearguard.session.state import Status
from rearguard.session.timeline import LEAD

starts = st.floats(0, 1e7)
uneven = st.integers(10**8, 10**9).map(lambda number: number / 999_983)  # all bits of the fraction are in use
LENGTH = LEAD + PLAN.seconds

Happening = tuple[str, float]
happenings = st.lists(
    st.tuples(st.just("look"), st.floats(0, GAP - 0.01))
    | st.tuples(st.sampled_from(["pause", "suspend", "back"]), st.floats(GAP + 0.01, 1e4)),
    min_size=50,
    max_size=200,
)


def begun(now: float = 0.0) -> Session:
    return session.begin(PLAN, ARTICLE, now)


def at(position: float, now: float = 0.0) -> tuple[Session, float]:
    """Return the session run up to a position without a gap, and the time it is then."""
    run, end = begun(now), now + LEAD + position
    while run.looked < end:
        run, _ = session.advance(run, min(run.looked + 4, end))
    return run, end


def told(events: tuple[Event, ...], kind: type[Event]) -> list[float]:
    return [one.at for one in events if isinstance(one, kind)]


@given(starts, happenings)
@settings(max_examples=40, deadline=None)
def test_the_position_is_exactly_the_time_it_ran_whatever_else_happened(now: float, all_that: list[Happening]) -> None:
    run, ran = begun(now), 0.0
    for what, seconds in itertools.islice(itertools.cycle(all_that), 300):
        if run.status is Status.DONE:
            break
        before = now
        if what == "pause":
            run, _ = session.pause(run, now)
            now += seconds
            run, _ = session.resume(run, now)
        elif what == "suspend":
            now += seconds
            run, events = session.advance(run, now)
            assert told(events, event.Paused) == [run.position]
            run, _ = session.resume(run, now)
        elif what == "back":
            now -= seconds
            run, _ = session.advance(run, now)
        else:
            now += seconds
            run, _ = session.advance(run, now)
            ran += now - before
        assert run.position == pytest.approx(min(ran, LENGTH) - LEAD, abs=1e-6)


@given(starts, st.lists(st.floats(0.1, GAP - 0.01), min_size=20, max_size=60))
@settings(max_examples=30, deadline=None)
def test_looked_at_in_any_pattern_every_step_begins_and_is_done_once_in_order(now: float, waits: list[float]) -> None:
    run, events = begun(now), list[Event]()
    for wait in itertools.cycle(waits):
        now += wait
        run, more = session.advance(run, now)
        events += more
        if run.status is Status.DONE:
            break

    every = list(range(len(PLAN.steps)))
    assert [one.index for one in events if isinstance(one, event.StepBegan)] == every
    assert [one.index for one in events if isinstance(one, event.StepDone)] == every
    assert run.done == frozenset(every)
    assert events[-1] == event.Ended(float(PLAN.seconds), "done")


@given(starts, st.lists(st.floats(0.1, STALE - 0.01), min_size=20, max_size=60))
@settings(max_examples=15, deadline=None)
def test_looked_at_often_enough_every_cue_is_said_once_in_order(now: float, waits: list[float]) -> None:
    run, cues = begun(now), []
    for wait in itertools.cycle(waits):
        now += wait
        run, events = session.advance(run, now)
        cues += [one.cue for one in events if isinstance(one, event.Said)]
        if run.status is Status.DONE:
            break

    # Only the very first is due before anybody can look.
    assert cues == [cue for cue in run.timeline.cues if cue.at > -LEAD or cue in cues]


@given(uneven, st.integers(2, 100), st.lists(uneven, min_size=20, max_size=20))
@settings(max_examples=40, deadline=None)
def test_what_was_told_at_a_pause_is_not_told_again(start: float, first: int, pauses: list[float]) -> None:
    times = [cue.at for cue in begun().timeline.cues]
    run, now = at(times[first] - 0.5, start)
    said: list[float] = []
    for due, pause in zip(times[first:], pauses, strict=False):
        while due - run.position > GAP - 1:
            now += GAP - 1
            run, _ = session.advance(run, now)
        now += due - run.position
        run, events = session.advance(run, now)
        said += [one.at for one in events if isinstance(one, event.Said)]
        run, _ = session.pause(run, now)
        now += pause
        run, _ = session.resume(run, now)
        now += 0.01
        run, events = session.advance(run, now)
        said += [one.at for one in events if isinstance(one, event.Said)]

    assert said == sorted(set(said))


def test_a_gap_pauses_where_it_was_last_seen_and_offers_to_go_on() -> None:
    run, now = at(100.0)

    run, events = session.advance(run, now + GAP + 3600)

    assert (run.status, run.cause, run.position) == (Status.PAUSED, "gap", 100.0)
    assert events == (event.Paused(100.0, "gap"),)
    run, events = session.resume(run, now + GAP + 3700)
    assert (run.status, run.cause, run.position) == (Status.RUNNING, None, 100.0)
    assert events[0] == event.Resumed(100.0)


def test_a_look_that_is_not_too_late_is_no_gap() -> None:
    run, now = at(100.0)

    run, _ = session.advance(run, now + GAP)

    assert (run.status, run.position) == (Status.RUNNING, 100.0 + GAP)


@given(st.floats(0, PLAN.seconds - GAP), st.floats(0, GAP))
@settings(max_examples=60, deadline=None)
def test_a_late_look_says_nothing_stale_and_at_most_one_cue_of_where_one_is(position: float, late: float) -> None:
    run, now = at(position)

    run, events = session.advance(run, now + late)

    cues = [one.cue for one in events if isinstance(one, event.Said)]
    where = [cue for cue in cues if cue.moment is Moment.WHERE]
    assert all(run.position - cue.at <= STALE for cue in cues)
    missed = any(position < cue.at < run.position - STALE for cue in run.timeline.cues)
    assert len(where) <= (1 if missed and cues == where else 0)


def test_a_late_look_amid_a_bout_says_how_long_it_still_lasts() -> None:
    run, now = at(80.5)  # in the first walk, from 75 to 110

    run, events = session.advance(run, now + 4.9)

    assert [str(one.cue.text) for one in events if isinstance(one, event.Said)] == ["Monster walk: 25 seconds left."]


def test_going_on_amid_a_pause_between_bouts_says_what_is_next() -> None:
    run, now = at(65.0 + 5)  # on the way to standing
    run, _ = session.pause(run, now)

    run, events = session.resume(run, now + 60)

    assert [str(one.cue.text) for one in events if isinstance(one, event.Said)] == ["Next: Monster walk."]


def test_a_clock_that_was_set_back_costs_no_time_and_gives_none() -> None:
    run, now = at(100.0)

    run, events = session.advance(run, now - 7200)
    assert (run.position, events) == (100.0, ())
    run, _ = session.advance(run, now - 7200 + 3)
    assert run.position == pytest.approx(103.0)


def test_time_that_is_paused_does_not_count() -> None:
    run, now = at(100.0)
    run, _ = session.pause(run, now)
    for hour in range(1, 5):
        run, events = session.advance(run, now + 3600 * hour)
        assert events == ()
    run, _ = session.resume(run, now + 5 * 3600)
    run, _ = session.advance(run, now + 5 * 3600 + 2)

    assert run.position == pytest.approx(102.0)


def test_a_clock_of_sixty_times_the_speed_takes_late_in_real_seconds() -> None:
    run = session.begin(PLAN, ARTICLE, 0.0, speed=60.0)

    run, events = session.advance(run, 60 * (GAP - 1))  # four real seconds

    assert run.status is Status.RUNNING
    assert told(events, event.StepDone)


def test_the_end_of_the_timeline_is_the_end() -> None:
    run, now = at(PLAN.seconds - 1.0)

    run, events = session.advance(run, now + 1)

    assert run.status is Status.DONE
    assert [type(one) for one in events] == [event.StepDone, event.Said, event.Ended]
    assert run.done == frozenset(range(len(PLAN.steps)))
    assert session.advance(run, now + 100)[1] == ()


def test_nothing_is_done_in_the_lead_in() -> None:
    run, events = session.advance(begun(), LEAD / 2)

    assert (run.step, run.done, told(events, event.StepBegan)) == (None, frozenset(), [])


def test_a_plan_that_begins_with_getting_ready_is_announced_in_the_lead_in() -> None:
    _, events = session.advance(session.begin(STRETCH_ONLY, {"lunge": LUNGE}, 0.0), 0.5)

    assert [str(one.cue.text) for one in events if isinstance(one, event.Said)] == ["Lunge, right side."]


def test_a_plan_without_steps_cannot_be_begun() -> None:
    empty = type(PLAN)(program="none", budget=120, seconds=0, gain=0.0, steps=(), why=(), left_out=())

    with pytest.raises(ValueError, match="without steps"):
        session.begin(empty, {}, 0.0)


def test_a_command_that_comes_after_the_end_is_illegal() -> None:
    run, now = at(PLAN.seconds - 1.0)

    with pytest.raises(IllegalCommand, match="can't pause when done"):
        session.pause(run, now + 2)
    assert run.status is Status.RUNNING
