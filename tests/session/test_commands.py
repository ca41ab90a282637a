from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sample_exercises import ARTICLE_EXERCISES, make_exercise, make_level
from support.sample_plans import MIDDLE_LEVEL_PLAN, SEVEN_MINUTE_PLAN, THREE_LEVEL_EXERCISES, WORK_STEP_INDICES

from rearguard.core.errors import IllegalCommand
from rearguard.library.exercise import Sidedness
from rearguard.plan.plan import StepKind
from rearguard.session import event, session
from rearguard.session.event import SessionEvent
from rearguard.session.regression import ease_exercise
from rearguard.session.session import SessionState, Transition
from rearguard.session.state import SESSION_TRANSITIONS, SessionStatus, SessionTrigger, classify_pain
from rearguard.session.timeline import LEAD_IN_S

COMMANDS: dict[SessionTrigger, Callable[[SessionState, float], Transition]] = {
    SessionTrigger.PAUSE: session.pause_session,
    SessionTrigger.RESUME: session.resume_session,
    SessionTrigger.SKIP: session.skip_step,
    SessionTrigger.BACK: session.go_back,
    SessionTrigger.EASIER: session.make_easier,
    SessionTrigger.HURTS: session.report_pain,
    SessionTrigger.MILD: lambda state, now: session.rate_pain(state, 3, now),
    SessionTrigger.MODERATE: lambda state, now: session.rate_pain(state, 4, now),
    SessionTrigger.SEVERE: lambda state, now: session.rate_pain(state, 6, now),
    SessionTrigger.STOP: session.stop_session,
}


def run_to(position: float, *, harder: bool = False) -> tuple[SessionState, float]:
    """Return a session run to a position without a gap, and the time then."""
    run = session.start_session(
        *((MIDDLE_LEVEL_PLAN, THREE_LEVEL_EXERCISES) if harder else (SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES)), 0.0
    )
    while run.last_tick < LEAD_IN_S + position:
        run, _ = session.advance_session(run, min(run.last_tick + 4, LEAD_IN_S + position))
    return run, run.last_tick


def in_state(status: SessionStatus) -> tuple[SessionState, float]:
    """Return a session in a state, and the time then."""
    if status is SessionStatus.DONE:
        return run_to(SEVEN_MINUTE_PLAN.seconds)
    run, now = run_to(100.0)
    if status is SessionStatus.PAUSED:
        run, _ = session.pause_session(run, now)
    elif status is SessionStatus.HURT:
        run, _ = session.report_pain(run, now)
    elif status is SessionStatus.STOPPED:
        run, _ = session.stop_session(run, now)
    return run, now


def kinds(events: tuple[SessionEvent, ...]) -> list[type[SessionEvent]]:
    return [type(emitted) for emitted in events]


@pytest.mark.parametrize("status", SessionStatus)
@pytest.mark.parametrize("trigger", COMMANDS)
def test_the_table_says_what_a_command_does_in_a_state(status: SessionStatus, trigger: SessionTrigger) -> None:
    run, now = in_state(status)
    assert run.status is status

    if trigger in SESSION_TRANSITIONS[status]:
        after, _ = COMMANDS[trigger](run, now)
        assert after.status is SESSION_TRANSITIONS[status][trigger]
    else:
        with pytest.raises(IllegalCommand, match=f"can't {trigger} when {status}"):
            COMMANDS[trigger](run, now)


def test_a_pause_that_comes_after_a_gap_is_refused_and_the_gap_is_still_found() -> None:
    run, now = run_to(100.0)

    with pytest.raises(IllegalCommand):
        session.pause_session(run, now + 60)
    run, events = session.advance_session(run, now + 61)

    assert events == (event.Paused(100.0, "gap"),)


def test_a_step_that_is_skipped_is_not_done() -> None:
    run, now = run_to(10.0)

    run, events = session.skip_step(run, now)

    assert (run.position, run.step_index, run.done_steps) == (30.0, 1, frozenset())
    assert kinds(events)[:1] == [event.StepStarted]
    run, _ = session.advance_session(run, now + 5)
    assert run.done_steps == {1}


def test_skipping_in_the_lead_in_leads_to_the_first_step() -> None:
    run, events = session.skip_step(session.start_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, 0.0), 2.0)

    assert (run.position, run.step_index) == (0.0, 0)
    assert kinds(events)[-2:] == [event.StepStarted, event.CueDue]


def test_skipping_the_last_step_ends_the_session_without_it() -> None:
    run, now = run_to(SEVEN_MINUTE_PLAN.seconds - 10.0)

    run, events = session.skip_step(run, now)

    assert (run.status, run.position) == (SessionStatus.DONE, SEVEN_MINUTE_PLAN.seconds)
    assert events == (event.Ended(float(SEVEN_MINUTE_PLAN.seconds), "done"),)
    assert len(SEVEN_MINUTE_PLAN.steps) - 1 not in run.done_steps


def test_skipping_all_the_way_does_nothing() -> None:
    run, now = run_to(-5.0)
    while run.status is not SessionStatus.DONE:
        run, _ = session.skip_step(run, now)

    assert run.done_steps == frozenset()


def test_back_leads_to_the_start_of_the_bout_and_shortly_after_it_to_the_previous_bout() -> None:
    amid, now = run_to(145.0 + 10)  # the second walk
    early, then = run_to(145.0 + 2)

    assert session.go_back(amid, now)[0].position == 145.0
    assert session.go_back(early, then)[0].position == 115.0


def test_back_from_the_beginning_leads_into_the_lead_in_again() -> None:
    for position in (-3.0, 0.0, 2.0):
        run, now = run_to(position)
        run, events = session.go_back(run, now)
        assert run.position == -LEAD_IN_S
        assert [str(emitted.cue.text) for emitted in events if isinstance(emitted, event.CueDue)][-1:] == [
            "Piriformis stretch, right leg."
        ]


def test_a_repeated_step_is_announced_again_but_done_once() -> None:
    run, now = run_to(36.0)  # one second into the left side, the right side is finished
    run, _ = session.go_back(run, now)
    assert (run.position, run.done_steps) == (0.0, frozenset({0, 1}))

    events: tuple[SessionEvent, ...] = ()
    while run.position < 70:
        now += 1
        run, more = session.advance_session(run, now)
        events += more

    assert [emitted.index for emitted in events if isinstance(emitted, event.StepStarted)] == [1, 2, 3]
    assert [emitted.index for emitted in events if isinstance(emitted, event.StepDone)] == [2]
    assert run.done_steps == {0, 1, 2}


def test_a_jump_while_paused_is_announced_on_continuing() -> None:
    run, now = run_to(10.0)
    run, _ = session.pause_session(run, now)

    run, events = session.skip_step(run, now + 10)
    assert (run.status, run.position, events) == (SessionStatus.PAUSED, 30.0, ())
    run, events = session.resume_session(run, now + 20)

    assert kinds(events) == [event.Resumed, event.StepStarted, event.CueDue]


@given(st.integers(0, len(MIDDLE_LEVEL_PLAN.steps) - 1), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_easier_changes_only_the_rest_of_the_exercise_and_no_index(index: int, times: int) -> None:
    target = MIDDLE_LEVEL_PLAN.steps[index].exercise
    plan = MIDDLE_LEVEL_PLAN
    for _ in range(times):
        before, plan = plan, ease_exercise(plan, index, THREE_LEVEL_EXERCISES)
        assert plan.gain <= before.gain
        assert plan.seconds <= before.seconds

    assert [s.exercise for s in plan.steps] == [s.exercise for s in MIDDLE_LEVEL_PLAN.steps]
    for i, (was, now) in enumerate(zip(MIDDLE_LEVEL_PLAN.steps, plan.steps, strict=True)):
        if i < index or was.exercise != target:
            assert (now.level, now.reps, now.seconds) == (was.level, was.reps, was.seconds)
            continue
        assert now.level == "plain"
        assert (now.kind, now.set, now.side) == (was.kind, was.set, was.side)
        if was.kind is StepKind.WORK:
            assert 0 < now.seconds < was.seconds
        else:
            assert now.seconds == was.seconds
    assert plan.steps[0].at == 0
    assert all(a.end == b.at for a, b in pairwise(plan.steps))
    assert plan.seconds == plan.steps[-1].end


def test_easier_is_a_level_down_and_thirty_percent_less() -> None:
    clam = next(
        i
        for i, step in enumerate(MIDDLE_LEVEL_PLAN.steps)
        if step.exercise == "clamshell" and step.kind is StepKind.WORK
    )
    walk = next(
        i
        for i, step in enumerate(MIDDLE_LEVEL_PLAN.steps)
        if step.exercise == "monster-walk" and step.kind is StepKind.WORK
    )

    eased = ease_exercise(
        ease_exercise(MIDDLE_LEVEL_PLAN, clam, THREE_LEVEL_EXERCISES), walk, THREE_LEVEL_EXERCISES
    ).steps

    assert (MIDDLE_LEVEL_PLAN.steps[clam].level, MIDDLE_LEVEL_PLAN.steps[clam].reps) == ("band", 10)
    assert (eased[clam].level, eased[clam].reps, eased[clam].seconds) == ("plain", 7, 21)
    assert (
        MIDDLE_LEVEL_PLAN.steps[walk].seconds * 0.6 < eased[walk].seconds <= MIDDLE_LEVEL_PLAN.steps[walk].seconds * 0.7
    )


def test_a_level_that_works_other_sides_is_no_way_down() -> None:
    ladder = make_exercise("bridge", reps=10, levels=[make_level("plain"), make_level("one-leg", sides=Sidedness.EACH)])
    bridge = next(
        step for step in MIDDLE_LEVEL_PLAN.steps if step.exercise == "glute-bridge" and step.kind is StepKind.WORK
    )
    single = replace(MIDDLE_LEVEL_PLAN, steps=(replace(bridge, exercise="bridge", level="one-leg", at=0),))

    eased = ease_exercise(single, 0, {"bridge": ladder}).steps[0]

    assert (eased.level, eased.reps) == ("one-leg", 7)


def test_easing_a_bout_that_is_past_its_new_end_ends_it_as_done() -> None:
    index = next(
        i
        for i in reversed(range(len(MIDDLE_LEVEL_PLAN.steps)))
        if MIDDLE_LEVEL_PLAN.steps[i].exercise == "glute-bridge"
    )
    step = MIDDLE_LEVEL_PLAN.steps[index]
    run, now = run_to(step.at + 35.0, harder=True)

    run, events = session.make_easier(run, now)

    assert run.position == step.at + 28
    assert index in run.done_steps
    assert kinds(events)[:2] == [event.ExerciseEased, event.StepDone]


def test_easing_amid_a_bout_stays_where_it_is() -> None:
    run, now = run_to(MIDDLE_LEVEL_PLAN.steps[0].at + 5.0, harder=True)

    run, events = session.make_easier(run, now)

    assert (run.position, run.revision, kinds(events)) == (5.0, 1, [event.ExerciseEased])


def test_easing_the_last_bout_away_while_paused_leaves_nothing_but_the_end() -> None:
    run, now = run_to(MIDDLE_LEVEL_PLAN.seconds - 1.0, harder=True)
    run, _ = session.pause_session(run, now)
    run, _ = session.make_easier(run, now)
    assert run.position == run.timeline.seconds

    easier_still, _ = session.make_easier(run, now)
    skipped, _ = session.skip_step(run, now)
    resumed, events = session.resume_session(run, now)

    assert easier_still.timeline.steps[0] == run.timeline.steps[0]
    assert skipped.status is SessionStatus.DONE
    assert resumed.status is SessionStatus.DONE
    assert len(MIDDLE_LEVEL_PLAN.steps) - 1 in resumed.done_steps
    assert kinds(events)[-1] is event.Ended


@pytest.mark.parametrize("score", range(11))
def test_pain_up_to_three_goes_on_up_to_five_goes_on_easier_and_from_six_stops(score: int) -> None:
    run, now = run_to(MIDDLE_LEVEL_PLAN.steps[0].at + 5.0, harder=True)
    run, events = session.report_pain(run, now)
    assert (run.status, events) == (SessionStatus.HURT, (event.PainReported(5.0),))
    waiting, _ = session.advance_session(run, now + 60)
    assert waiting.position == 5.0

    run, events = session.rate_pain(waiting, score, now + 61)

    assert events[0] == event.PainRated(5.0, score)
    if score <= 3:
        assert (run.status, run.revision) == (SessionStatus.RUNNING, 0)
        assert event.Resumed(5.0) in events
    elif score <= 5:
        assert (run.status, run.revision) == (SessionStatus.RUNNING, 1)
        assert {event.ExerciseEased(5.0, 0), event.Resumed(5.0)} <= set(events)
    else:
        assert run.status is SessionStatus.STOPPED
        assert events[-1] == event.Ended(5.0, "hurt")


@pytest.mark.parametrize("score", [-1, 11])
def test_pain_is_a_number_from_nought_to_ten(score: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        classify_pain(score)


@given(st.frozensets(st.integers(0, len(SEVEN_MINUTE_PLAN.steps) - 1)), st.floats(0, 1e6))
@settings(max_examples=60, deadline=None)
def test_an_interrupted_session_waits_where_the_first_bout_left_is_made_ready(
    finished_steps: frozenset[int], now: float
) -> None:
    run = session.restore_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, now, done=finished_steps)

    remaining = [i for i in WORK_STEP_INDICES if i not in finished_steps]
    before = [i for i in WORK_STEP_INDICES if not remaining or i < remaining[0]]
    assert (run.status, run.cause, run.done_steps) == (SessionStatus.PAUSED, "resumed", finished_steps)
    assert run.position == (SEVEN_MINUTE_PLAN.steps[before[-1]].end if before else -LEAD_IN_S)

    events: tuple[SessionEvent, ...]
    run, events = session.resume_session(run, now + 3600)
    while run.status is SessionStatus.RUNNING:
        run, more = session.advance_session(run, run.last_tick + 4)
        events += more

    finished = [emitted.index for emitted in events if isinstance(emitted, event.StepDone)]
    assert not set(finished) & finished_steps
    assert set(WORK_STEP_INDICES) <= run.done_steps
    assert finished == sorted(finished)


def test_an_interrupted_session_is_announced_again() -> None:
    run = session.restore_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, 0.0, done=frozenset({0, 1, 2}))

    run, events = session.resume_session(run, 100.0)

    assert kinds(events) == [event.Resumed, event.StepStarted, event.CueDue]
    assert (run.step_index, run.position) == (3, 65.0)


def test_an_interrupted_session_can_go_on_at_another_speed() -> None:
    run = session.restore_session(SEVEN_MINUTE_PLAN, ARTICLE_EXERCISES, 0.0, done=frozenset(), speed=60.0)
    run, _ = session.resume_session(run, 0.0)

    assert session.advance_session(run, 200.0)[0].status is SessionStatus.RUNNING
