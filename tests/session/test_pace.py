"""A session at a coach's pace: what it waits for, what it never does, and that the clock is its ceiling."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sample_exercises import ARTICLE_EXERCISES
from support.sample_plans import LUNGE, SEVEN_MINUTE_PLAN, STRETCH_ONLY_PLAN

from rearguard.core.bout_progress import BoutProgress
from rearguard.plan.plan import Step, StepKind
from rearguard.session import event, session
from rearguard.session.coach_pacing import current_bout, follow_progress, release_pace
from rearguard.session.cue import CueKind
from rearguard.session.event import SessionEvent
from rearguard.session.pace import EPSILON_S, MAX_WAIT_SHARE, POSITION_TIMEOUT_S
from rearguard.session.session import AUTO_PAUSE_AFTER_S, SessionState
from rearguard.session.state import SessionStatus
from rearguard.session.timeline import LEAD_IN_S

COUNTED = next(i for i, step in enumerate(SEVEN_MINUTE_PLAN.steps) if step.kind is StepKind.WORK and step.reps)
HELD = next(
    i
    for i, step in enumerate(SEVEN_MINUTE_PLAN.steps)
    if i and step.kind is StepKind.WORK and ARTICLE_EXERCISES[step.exercise].dose.measure == "hold"
)
SET, HOLD = SEVEN_MINUTE_PLAN.steps[COUNTED], SEVEN_MINUTE_PLAN.steps[HELD]
HERE = 5000.0

Command = Callable[[SessionState, float], session.Transition]


def make_progress(index: int, reps: int = 0, *, ready: bool = True, holding: bool = False) -> BoutProgress:
    return BoutProgress(bout=index, in_posture=ready, reps=reps, is_holding=holding)


def at(position: float) -> tuple[SessionState, float]:
    """Return the session run up to a position by the clock, and the time then."""
    run, end = session.start_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, HERE), HERE + LEAD_IN_S + position
    while run.last_tick < end:
        run, _ = session.advance_session(run, min(run.last_tick + 4, end))
    return run, end


def watched(
    run: SessionState, now: float, seconds: float, progress: BoutProgress
) -> tuple[SessionState, float, list[SessionEvent]]:
    """Let time pass with ten identical sights a second."""
    events: list[SessionEvent] = []
    for _ in range(round(seconds * 10)):
        now += 0.1
        run, more = follow_progress(run, progress, now)
        events += more
    return run, now, events


def period(step: Step) -> float:
    assert step.tempo is not None
    return step.tempo.seconds


def test_a_repetition_that_is_not_done_is_waited_for() -> None:
    run, now = at(SET.at)

    run, now, events = watched(run, now, period(SET) + 3, make_progress(COUNTED))

    assert run.position == SET.at + period(SET) - EPSILON_S
    cues = [
        emitted.cue for emitted in events if isinstance(emitted, event.CueDue) and emitted.cue.kind is not CueKind.START
    ]
    assert all(cue.at < SET.at + period(SET) for cue in cues)


def test_a_repetition_that_is_done_goes_to_the_next_at_once() -> None:
    run, now = at(SET.at)
    run, now, _ = watched(run, now, 1.0, make_progress(COUNTED))

    run, _ = follow_progress(run, make_progress(COUNTED, 1), now + 0.1)

    assert run.position == SET.at + period(SET)


def test_the_set_is_done_when_its_repetitions_are() -> None:
    run, now = at(SET.at)
    events: list[SessionEvent] = []
    assert SET.reps
    for reps in range(SET.reps + 1):
        run, now, more = watched(run, now, 1.0, make_progress(COUNTED, reps))
        events += more

    assert [emitted.index for emitted in events if isinstance(emitted, event.StepDone)] == [COUNTED]
    assert run.position == pytest.approx(SET.end + 0.9, abs=1e-6)


def test_halfway_and_the_last_repetition_are_said_at_their_repetitions() -> None:
    run, now = at(SET.at)
    assert SET.reps
    cues_by_reps: dict[int, list[CueKind]] = {}
    for reps in range(SET.reps):
        run, now, events = watched(run, now, 1.0, make_progress(COUNTED, reps))
        cues_by_reps[reps] = [emitted.cue.kind for emitted in events if isinstance(emitted, event.CueDue)]

    assert CueKind.HALFWAY in cues_by_reps[SET.reps // 2]
    assert CueKind.LAST in cues_by_reps[SET.reps - 1]


def test_a_hold_runs_only_while_it_is_held() -> None:
    run, now = at(HOLD.at)
    run, now, _ = watched(run, now, 4.0, make_progress(HELD))
    assert run.position == pytest.approx(HOLD.at, abs=0.11)
    run, now, _ = watched(run, now, 10.0, make_progress(HELD, holding=True))
    position_held = run.position
    assert position_held == pytest.approx(HOLD.at + 10.0, abs=0.21)

    run, now, _ = watched(run, now, 5.0, make_progress(HELD))

    assert run.position == pytest.approx(position_held, abs=0.11)


def test_a_bout_waits_a_limited_time_for_the_position() -> None:
    run, now = at(HOLD.at - 1.0)

    run, now, events = watched(run, now, 1.0 + POSITION_TIMEOUT_S - 0.5, make_progress(HELD, ready=False))
    assert run.position == HOLD.at - EPSILON_S
    assert not any(isinstance(emitted, event.StepStarted) for emitted in events)
    run, _, events = watched(run, now, 1.0, make_progress(HELD, ready=False))

    assert run.step_index == HELD


def test_a_bout_never_begins_before_its_time() -> None:
    run, now = at(HOLD.at - 3.0)

    run, _, _ = watched(run, now, 1.0, make_progress(HELD))

    assert run.position == pytest.approx(HOLD.at - 2.0, abs=1e-6)


def test_in_the_lead_in_the_first_bout_is_waited_for() -> None:
    run = session.start_session(STRETCH_ONLY_PLAN, {"lunge": LUNGE}, HERE)
    first = current_bout(run)
    assert first is not None

    run, _, _ = watched(run, HERE, LEAD_IN_S + STRETCH_ONLY_PLAN.steps[first].at + 5, make_progress(first, ready=False))

    assert run.position == STRETCH_ONLY_PLAN.steps[first].at - EPSILON_S


@given(st.floats(0.0, 0.49), st.floats(0.05, 1.0))
@settings(max_examples=30, deadline=None)
def test_losing_sight_goes_on_by_the_clock_from_where_it_is(part: float, later: float) -> None:
    run, now = at(SET.at + part * period(SET))
    run, now, _ = watched(run, now, period(SET) + 1.0, make_progress(COUNTED))
    before = run.position

    run, _ = release_pace(run, now)
    assert run.position == before
    run, _ = session.advance_session(run, now + later)

    assert run.position == pytest.approx(before + later, abs=1e-6)


def test_after_tracking_is_regained_the_session_goes_on_from_the_clocks_position() -> None:
    run, now = at(SET.at)
    run, now, _ = watched(run, now, 1.0, make_progress(COUNTED, 1))
    run, now = release_pace(run, now)[0], now + AUTO_PAUSE_AFTER_S - 0.5
    run, _ = session.advance_session(run, now)
    slot = math.floor((run.position - SET.at) / period(SET))
    assert slot > 1

    run, _ = follow_progress(run, make_progress(COUNTED, 1), now + 0.1)
    run, _ = follow_progress(run, make_progress(COUNTED, 2), now + 0.2)

    assert run.position == SET.at + (slot + 1) * period(SET)


def test_what_was_seen_of_another_bout_moves_nothing() -> None:
    run, now = at(SET.at + 1.0)

    run, _ = follow_progress(run, make_progress(COUNTED + 1, 5), now + 0.1)

    assert run.position == pytest.approx(SET.at + 1.1)


@pytest.mark.parametrize("stand", [session.pause_session, session.report_pain])
def test_while_it_stands_still_nothing_that_is_seen_moves_it(stand: Command) -> None:
    run, now = at(SET.at + 1.0)
    run, _ = stand(run, now)

    run, _ = follow_progress(run, make_progress(COUNTED, 3), now + 1)

    assert run.position == SET.at + 1.0


def test_a_pause_costs_nothing_of_what_it_may_wait() -> None:
    run, now = at(SET.at)
    run, now, _ = watched(run, now, period(SET) + 2, make_progress(COUNTED))
    assert run.pace is not None
    remaining_wait_s = run.pace.remaining_wait_s
    run, _ = session.pause_session(run, now)
    run, _ = session.resume_session(run, now + 3600)

    assert run.pace is not None
    assert run.pace.remaining_wait_s == pytest.approx(remaining_wait_s)
    run, _ = session.advance_session(run, now + 3601)
    assert run.position == SET.at + period(SET) - EPSILON_S


@pytest.mark.parametrize("jump", [session.skip_step, session.go_back, session.make_easier])
def test_after_a_jump_it_goes_by_the_clock_until_the_coach_reports_again(jump: Command) -> None:
    run, now = at(SET.at)
    run, now, _ = watched(run, now, period(SET) + 2, make_progress(COUNTED))

    run, _ = jump(run, now)

    assert run.pace is None


Word = tuple[float, bool, int, bool, bool]
words = st.lists(
    st.tuples(st.floats(0.03, 3.0), st.booleans(), st.integers(0, 2), st.booleans(), st.booleans()),
    min_size=10,
    max_size=60,
)


@given(words, st.floats(0, 1e6))
@settings(max_examples=60, deadline=None)
def test_whatever_is_seen_it_goes_through_every_step_in_order_within_its_ceiling(
    all_that: list[Word], now: float
) -> None:
    run, events = session.start_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, now), list[SessionEvent]()
    began, reps, current = now, 0, None
    turn = 0
    while run.status is not SessionStatus.DONE:
        wait, ready, more, holding, lost = all_that[turn % len(all_that)]
        turn += 1
        now += wait
        index, before = current_bout(run), run.position
        reps = reps + more if index == current else 0
        current = index
        if lost or index is None:
            run, new_events = release_pace(run, now)
        else:
            run, new_events = follow_progress(run, make_progress(index, reps, ready=ready, holding=holding), now)
        assert run.position >= before
        assert run.status in {SessionStatus.RUNNING, SessionStatus.DONE}
        events += new_events

    every = list(range(len(SEVEN_MINUTE_PLAN.steps)))
    assert [emitted.index for emitted in events if isinstance(emitted, event.StepStarted)] == every
    assert [emitted.index for emitted in events if isinstance(emitted, event.StepDone)] == every
    cue_times = [
        emitted.at for emitted in events if isinstance(emitted, event.CueDue) and emitted.cue.kind is not CueKind.WHERE
    ]
    assert cue_times == sorted(set(cue_times))
    bouts = [step for step in SEVEN_MINUTE_PLAN.steps if step.kind is StepKind.WORK]
    longest = (
        LEAD_IN_S
        + SEVEN_MINUTE_PLAN.seconds
        + sum(POSITION_TIMEOUT_S + MAX_WAIT_SHARE * step.seconds for step in bouts)
    )
    assert now - began <= longest + 3.0


@pytest.mark.parametrize("wait", [0.0625, 0.25, 1.0])
def test_a_coach_who_sees_everything_done_in_time_changes_nothing(wait: float) -> None:
    run = session.start_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, HERE)
    now = HERE
    while (index := current_bout(run)) is not None:
        now += wait
        step, position = SEVEN_MINUTE_PLAN.steps[index], now - HERE - LEAD_IN_S
        reps = int((position - step.at) // period(step)) if step.tempo and position >= step.at else 0
        run, _ = follow_progress(run, make_progress(index, reps, holding=True), now)
        assert run.position == pytest.approx(position, abs=1e-6)
