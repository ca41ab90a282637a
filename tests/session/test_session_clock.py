import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sample_exercises import ARTICLE_EXERCISES
from support.sample_plans import LUNGE, SEVEN_MINUTE_PLAN, STRETCH_ONLY_PLAN

from rearguard.core.errors import IllegalCommand
from rearguard.session import event, session
from rearguard.session.cue import CueKind
from rearguard.session.event import SessionEvent
from rearguard.session.session import AUTO_PAUSE_AFTER_S, CUE_STALE_AFTER_S, SessionState
from rearguard.session.state import SessionStatus
from rearguard.session.timeline import LEAD_IN_S

starts = st.floats(0, 1e7)
uneven = st.integers(10**8, 10**9).map(lambda number: number / 999_983)  # all bits of the fraction are in use
LENGTH = LEAD_IN_S + SEVEN_MINUTE_PLAN.seconds

Happening = tuple[str, float]
happenings = st.lists(
    st.tuples(st.just("look"), st.floats(0, AUTO_PAUSE_AFTER_S - 0.01))
    | st.tuples(st.sampled_from(["pause", "suspend", "back"]), st.floats(AUTO_PAUSE_AFTER_S + 0.01, 1e4)),
    min_size=50,
    max_size=200,
)


def begun(now: float = 0.0) -> SessionState:
    return session.start_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, now)


def at(position: float, now: float = 0.0) -> tuple[SessionState, float]:
    """Return the session run up to a position without a gap, and the time then."""
    run, end = begun(now), now + LEAD_IN_S + position
    while run.last_tick < end:
        run, _ = session.advance_session(run, min(run.last_tick + 4, end))
    return run, end


def times_of(events: tuple[SessionEvent, ...], kind: type[SessionEvent]) -> list[float]:
    return [emitted.at for emitted in events if isinstance(emitted, kind)]


@given(starts, happenings)
@settings(max_examples=40, deadline=None)
def test_the_position_is_exactly_the_time_it_ran_whatever_else_happened(now: float, all_that: list[Happening]) -> None:
    run, ran = begun(now), 0.0
    for action, seconds in itertools.islice(itertools.cycle(all_that), 300):
        if run.status is SessionStatus.DONE:
            break
        before = now
        if action == "pause":
            run, _ = session.pause_session(run, now)
            now += seconds
            run, _ = session.resume_session(run, now)
        elif action == "suspend":
            now += seconds
            run, events = session.advance_session(run, now)
            assert times_of(events, event.Paused) == [run.position]
            run, _ = session.resume_session(run, now)
        elif action == "back":
            now -= seconds
            run, _ = session.advance_session(run, now)
        else:
            now += seconds
            run, _ = session.advance_session(run, now)
            ran += now - before
        assert run.position == pytest.approx(min(ran, LENGTH) - LEAD_IN_S, abs=1e-6)


@given(starts, st.lists(st.floats(0.1, AUTO_PAUSE_AFTER_S - 0.01), min_size=20, max_size=60))
@settings(max_examples=30, deadline=None)
def test_looked_at_in_any_pattern_every_step_begins_and_is_done_once_in_order(now: float, waits: list[float]) -> None:
    run, events = begun(now), list[SessionEvent]()
    for wait in itertools.cycle(waits):
        now += wait
        run, more = session.advance_session(run, now)
        events += more
        if run.status is SessionStatus.DONE:
            break

    every = list(range(len(SEVEN_MINUTE_PLAN.steps)))
    assert [emitted.index for emitted in events if isinstance(emitted, event.StepStarted)] == every
    assert [emitted.index for emitted in events if isinstance(emitted, event.StepDone)] == every
    assert run.done_steps == frozenset(every)
    assert events[-1] == event.Ended(float(SEVEN_MINUTE_PLAN.seconds), "done")


@given(starts, st.lists(st.floats(0.1, CUE_STALE_AFTER_S - 0.01), min_size=20, max_size=60))
@settings(max_examples=15, deadline=None)
def test_looked_at_often_enough_every_cue_is_said_once_in_order(now: float, waits: list[float]) -> None:
    run, cues = begun(now), []
    for wait in itertools.cycle(waits):
        now += wait
        run, events = session.advance_session(run, now)
        cues += [emitted.cue for emitted in events if isinstance(emitted, event.CueDue)]
        if run.status is SessionStatus.DONE:
            break

    # Only the very first is due before the first tick.
    assert cues == [cue for cue in run.timeline.cues if cue.at > -LEAD_IN_S or cue in cues]


@given(uneven, st.integers(2, 100), st.lists(uneven, min_size=20, max_size=20))
@settings(max_examples=40, deadline=None)
def test_events_reported_at_a_pause_are_not_reported_again(start: float, first: int, pauses: list[float]) -> None:
    times = [cue.at for cue in begun().timeline.cues]
    run, now = at(times[first] - 0.5, start)
    cue_times: list[float] = []
    for due, pause in zip(times[first:], pauses, strict=False):
        while due - run.position > AUTO_PAUSE_AFTER_S - 1:
            now += AUTO_PAUSE_AFTER_S - 1
            run, _ = session.advance_session(run, now)
        now += due - run.position
        run, events = session.advance_session(run, now)
        cue_times += [emitted.at for emitted in events if isinstance(emitted, event.CueDue)]
        run, _ = session.pause_session(run, now)
        now += pause
        run, _ = session.resume_session(run, now)
        now += 0.01
        run, events = session.advance_session(run, now)
        cue_times += [emitted.at for emitted in events if isinstance(emitted, event.CueDue)]

    assert cue_times == sorted(set(cue_times))


def test_a_gap_pauses_where_it_was_last_seen_and_offers_to_go_on() -> None:
    run, now = at(100.0)

    run, events = session.advance_session(run, now + AUTO_PAUSE_AFTER_S + 3600)

    assert (run.status, run.cause, run.position) == (SessionStatus.PAUSED, "gap", 100.0)
    assert events == (event.Paused(100.0, "gap"),)
    run, events = session.resume_session(run, now + AUTO_PAUSE_AFTER_S + 3700)
    assert (run.status, run.cause, run.position) == (SessionStatus.RUNNING, None, 100.0)
    assert events[0] == event.Resumed(100.0)


def test_a_look_that_is_not_too_late_is_no_gap() -> None:
    run, now = at(100.0)

    run, _ = session.advance_session(run, now + AUTO_PAUSE_AFTER_S)

    assert (run.status, run.position) == (SessionStatus.RUNNING, 100.0 + AUTO_PAUSE_AFTER_S)


@given(st.floats(0, SEVEN_MINUTE_PLAN.seconds - AUTO_PAUSE_AFTER_S), st.floats(0, AUTO_PAUSE_AFTER_S))
@settings(max_examples=60, deadline=None)
def test_a_late_tick_gives_no_stale_cue_and_at_most_one_cue_about_the_position(position: float, late: float) -> None:
    run, now = at(position)

    run, events = session.advance_session(run, now + late)

    cues = [emitted.cue for emitted in events if isinstance(emitted, event.CueDue)]
    where = [cue for cue in cues if cue.kind is CueKind.WHERE]
    assert all(run.position - cue.at <= CUE_STALE_AFTER_S for cue in cues)
    missed = any(position < cue.at < run.position - CUE_STALE_AFTER_S for cue in run.timeline.cues)
    assert len(where) <= (1 if missed and cues == where else 0)


def test_a_late_look_amid_a_bout_says_how_long_it_still_lasts() -> None:
    run, now = at(80.5)  # in the first walk, from 75 to 110

    run, events = session.advance_session(run, now + 4.9)

    assert [str(emitted.cue.text) for emitted in events if isinstance(emitted, event.CueDue)] == [
        "Monster walk: 25 seconds left."
    ]


def test_going_on_amid_a_pause_between_bouts_says_what_is_next() -> None:
    run, now = at(65.0 + 5)  # on the way to standing
    run, _ = session.pause_session(run, now)

    run, events = session.resume_session(run, now + 60)

    assert [str(emitted.cue.text) for emitted in events if isinstance(emitted, event.CueDue)] == ["Next: Monster walk."]


def test_a_clock_that_was_set_back_costs_no_time_and_gives_none() -> None:
    run, now = at(100.0)

    run, events = session.advance_session(run, now - 7200)
    assert (run.position, events) == (100.0, ())
    run, _ = session.advance_session(run, now - 7200 + 3)
    assert run.position == pytest.approx(103.0)


def test_time_that_is_paused_does_not_count() -> None:
    run, now = at(100.0)
    run, _ = session.pause_session(run, now)
    for hour in range(1, 5):
        run, events = session.advance_session(run, now + 3600 * hour)
        assert events == ()
    run, _ = session.resume_session(run, now + 5 * 3600)
    run, _ = session.advance_session(run, now + 5 * 3600 + 2)

    assert run.position == pytest.approx(102.0)


def test_a_clock_of_sixty_times_the_speed_takes_late_in_real_seconds() -> None:
    run = session.start_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, 0.0, speed=60.0)

    run, events = session.advance_session(run, 60 * (AUTO_PAUSE_AFTER_S - 1))  # four real seconds

    assert run.status is SessionStatus.RUNNING
    assert times_of(events, event.StepDone)


def test_the_end_of_the_timeline_is_the_end() -> None:
    run, now = at(SEVEN_MINUTE_PLAN.seconds - 1.0)

    run, events = session.advance_session(run, now + 1)

    assert run.status is SessionStatus.DONE
    assert [type(emitted) for emitted in events] == [event.StepDone, event.CueDue, event.Ended]
    assert run.done_steps == frozenset(range(len(SEVEN_MINUTE_PLAN.steps)))
    assert session.advance_session(run, now + 100)[1] == ()


def test_nothing_is_done_in_the_lead_in() -> None:
    run, events = session.advance_session(begun(), LEAD_IN_S / 2)

    assert (run.step_index, run.done_steps, times_of(events, event.StepStarted)) == (None, frozenset(), [])


def test_a_plan_that_begins_with_getting_ready_is_announced_in_the_lead_in() -> None:
    _, events = session.advance_session(session.start_session(STRETCH_ONLY_PLAN, {"lunge": LUNGE}, 0.0), 0.5)

    assert [str(emitted.cue.text) for emitted in events if isinstance(emitted, event.CueDue)] == ["Lunge, right leg."]


def test_a_plan_without_steps_cannot_be_begun() -> None:
    empty = type(SEVEN_MINUTE_PLAN)(program="none", budget=120, seconds=0, gain=0.0, steps=(), why=(), left_out=())

    with pytest.raises(ValueError, match="without steps"):
        session.start_session(empty, {}, 0.0)


def test_a_command_that_comes_after_the_end_is_illegal() -> None:
    run, now = at(SEVEN_MINUTE_PLAN.seconds - 1.0)

    with pytest.raises(IllegalCommand, match="can't pause when done"):
        session.pause_session(run, now + 2)
    assert run.status is SessionStatus.RUNNING
