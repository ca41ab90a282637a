from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sample_exercises import ARTICLE, exercise, level
from support.sample_plans import HARDER, LADDERS, PLAN, WORK

from rearguard.core.errors import IllegalCommand
from rearguard.library.exercise import Sides
from rearguard.plan.plan import Kind
from rearguard.session import event, session
from rearguard.session.event import Event
from rearguard.session.regression import ease
from rearguard.session.session import Outcome, Session
from rearguard.session.state import TRANSITIONS, Status, Trigger, pain_trigger
from rearguard.session.timeline import LEAD

COMMANDS: dict[Trigger, Callable[[Session, float], Outcome]] = {
    Trigger.PAUSE: session.pause,
    Trigger.RESUME: session.resume,
    Trigger.SKIP: session.skip,
    Trigger.BACK: session.back,
    Trigger.EASIER: session.easier,
    Trigger.HURTS: session.hurts,
    Trigger.MILD: lambda state, now: session.pain(state, 3, now),
    Trigger.MODERATE: lambda state, now: session.pain(state, 4, now),
    Trigger.SEVERE: lambda state, now: session.pain(state, 6, now),
    Trigger.STOP: session.stop,
}


def run_to(position: float, *, harder: bool = False) -> tuple[Session, float]:
    """Return a session run to a position without a gap, and the time it is then."""
    run = session.begin(*((HARDER, LADDERS) if harder else (PLAN, ARTICLE)), 0.0)
    while run.looked < LEAD + position:
        run, _ = session.advance(run, min(run.looked + 4, LEAD + position))
    return run, run.looked


def in_state(status: Status) -> tuple[Session, float]:
    """Return a session in a state, and the time it is then."""
    if status is Status.DONE:
        return run_to(PLAN.seconds)
    run, now = run_to(100.0)
    if status is Status.PAUSED:
        run, _ = session.pause(run, now)
    elif status is Status.HURT:
        run, _ = session.hurts(run, now)
    elif status is Status.STOPPED:
        run, _ = session.stop(run, now)
    return run, now


def kinds(events: tuple[Event, ...]) -> list[type[Event]]:
    return [type(one) for one in events]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("trigger", COMMANDS)
def test_the_table_says_what_a_command_does_in_a_state(status: Status, trigger: Trigger) -> None:
    run, now = in_state(status)
    assert run.status is status

    if trigger in TRANSITIONS[status]:
        after, _ = COMMANDS[trigger](run, now)
        assert after.status is TRANSITIONS[status][trigger]
    else:
        with pytest.raises(IllegalCommand, match=f"can't {trigger} when {status}"):
            COMMANDS[trigger](run, now)


def test_a_pause_that_comes_after_a_gap_is_refused_and_the_gap_is_still_found() -> None:
    run, now = run_to(100.0)

    with pytest.raises(IllegalCommand):
        session.pause(run, now + 60)
    run, events = session.advance(run, now + 61)

    assert events == (event.Paused(100.0, "gap"),)


def test_a_step_that_is_skipped_is_not_done() -> None:
    run, now = run_to(10.0)

    run, events = session.skip(run, now)

    assert (run.position, run.step, run.done) == (30.0, 1, frozenset())
    assert kinds(events)[:1] == [event.StepBegan]
    run, _ = session.advance(run, now + 5)
    assert run.done == {1}


def test_skipping_in_the_lead_in_leads_to_the_first_step() -> None:
    run, events = session.skip(session.begin(PLAN, ARTICLE, 0.0), 2.0)

    assert (run.position, run.step) == (0.0, 0)
    assert kinds(events)[-2:] == [event.StepBegan, event.Said]


def test_skipping_the_last_step_ends_the_session_without_it() -> None:
    run, now = run_to(PLAN.seconds - 10.0)

    run, events = session.skip(run, now)

    assert (run.status, run.position) == (Status.DONE, PLAN.seconds)
    assert events == (event.Ended(float(PLAN.seconds), "done"),)
    assert len(PLAN.steps) - 1 not in run.done


def test_skipping_all_the_way_does_nothing() -> None:
    run, now = run_to(-5.0)
    while run.status is not Status.DONE:
        run, _ = session.skip(run, now)

    assert run.done == frozenset()


def test_back_leads_to_the_beginning_of_the_bout_and_soon_after_it_to_the_one_before() -> None:
    amid, now = run_to(145.0 + 10)  # the second walk
    early, then = run_to(145.0 + 2)

    assert session.back(amid, now)[0].position == 145.0
    assert session.back(early, then)[0].position == 115.0


def test_back_from_the_beginning_leads_into_the_lead_in_again() -> None:
    for position in (-3.0, 0.0, 2.0):
        run, now = run_to(position)
        run, events = session.back(run, now)
        assert run.position == -LEAD
        assert [str(one.cue.text) for one in events if isinstance(one, event.Said)][-1:] == [
            "Piriformis stretch, right side."
        ]


def test_what_is_done_again_is_told_again_but_done_once() -> None:
    run, now = run_to(36.0)  # one second into the left side, the right one is done
    run, _ = session.back(run, now)
    assert (run.position, run.done) == (0.0, frozenset({0, 1}))

    events: tuple[Event, ...] = ()
    while run.position < 70:
        now += 1
        run, more = session.advance(run, now)
        events += more

    assert [one.index for one in events if isinstance(one, event.StepBegan)] == [1, 2, 3]
    assert [one.index for one in events if isinstance(one, event.StepDone)] == [2]
    assert run.done == {0, 1, 2}


def test_a_jump_while_paused_is_told_on_going_on() -> None:
    run, now = run_to(10.0)
    run, _ = session.pause(run, now)

    run, events = session.skip(run, now + 10)
    assert (run.status, run.position, events) == (Status.PAUSED, 30.0, ())
    run, events = session.resume(run, now + 20)

    assert kinds(events) == [event.Resumed, event.StepBegan, event.Said]


@given(st.integers(0, len(HARDER.steps) - 1), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_easier_changes_only_the_rest_of_the_exercise_and_no_index(index: int, times: int) -> None:
    target = HARDER.steps[index].exercise
    found = HARDER
    for _ in range(times):
        before, found = found, ease(found, index, LADDERS)
        assert found.gain <= before.gain
        assert found.seconds <= before.seconds

    assert [s.exercise for s in found.steps] == [s.exercise for s in HARDER.steps]
    for i, (was, now) in enumerate(zip(HARDER.steps, found.steps, strict=True)):
        if i < index or was.exercise != target:
            assert (now.level, now.reps, now.seconds) == (was.level, was.reps, was.seconds)
            continue
        assert now.level == "plain"
        assert (now.kind, now.set, now.side) == (was.kind, was.set, was.side)
        if was.kind is Kind.WORK:
            assert 0 < now.seconds < was.seconds
        else:
            assert now.seconds == was.seconds
    assert found.steps[0].at == 0
    assert all(a.end == b.at for a, b in pairwise(found.steps))
    assert found.seconds == found.steps[-1].end


def test_easier_is_a_level_down_and_thirty_percent_less() -> None:
    clam = next(i for i, step in enumerate(HARDER.steps) if step.exercise == "clamshell" and step.kind is Kind.WORK)
    walk = next(i for i, step in enumerate(HARDER.steps) if step.exercise == "monster-walk" and step.kind is Kind.WORK)

    eased = ease(ease(HARDER, clam, LADDERS), walk, LADDERS).steps

    assert (HARDER.steps[clam].level, HARDER.steps[clam].reps) == ("band", 10)
    assert (eased[clam].level, eased[clam].reps, eased[clam].seconds) == ("plain", 7, 21)
    assert HARDER.steps[walk].seconds * 0.6 < eased[walk].seconds <= HARDER.steps[walk].seconds * 0.7


def test_a_level_that_works_other_sides_is_no_way_down() -> None:
    ladder = exercise("bridge", reps=10, levels=[level("plain"), level("one-leg", sides=Sides.EACH)])
    bridge = next(step for step in HARDER.steps if step.exercise == "glute-bridge" and step.kind is Kind.WORK)
    single = replace(HARDER, steps=(replace(bridge, exercise="bridge", level="one-leg", at=0),))

    eased = ease(single, 0, {"bridge": ladder}).steps[0]

    assert (eased.level, eased.reps) == ("one-leg", 7)


def test_easing_a_bout_that_is_past_its_new_end_ends_it_as_done() -> None:
    index = next(i for i in reversed(range(len(HARDER.steps))) if HARDER.steps[i].exercise == "glute-bridge")
    step = HARDER.steps[index]
    run, now = run_to(step.at + 35.0, harder=True)

    run, events = session.easier(run, now)

    assert run.position == step.at + 28
    assert index in run.done
    assert kinds(events)[:2] == [event.Eased, event.StepDone]


def test_easing_amid_a_bout_stays_where_it_is() -> None:
    run, now = run_to(HARDER.steps[0].at + 5.0, harder=True)

    run, events = session.easier(run, now)

    assert (run.position, run.revision, kinds(events)) == (5.0, 1, [event.Eased])


def test_easing_the_last_bout_away_while_paused_leaves_nothing_but_the_end() -> None:
    run, now = run_to(HARDER.seconds - 1.0, harder=True)
    run, _ = session.pause(run, now)
    run, _ = session.easier(run, now)
    assert run.position == run.timeline.seconds

    easier_still, _ = session.easier(run, now)
    skipped, _ = session.skip(run, now)
    resumed, events = session.resume(run, now)

    assert easier_still.timeline.steps[0] == run.timeline.steps[0]
    assert skipped.status is Status.DONE
    assert resumed.status is Status.DONE
    assert len(HARDER.steps) - 1 in resumed.done
    assert kinds(events)[-1] is event.Ended


@pytest.mark.parametrize("score", range(11))
def test_pain_up_to_three_goes_on_up_to_five_goes_on_easier_and_from_six_stops(score: int) -> None:
    run, now = run_to(HARDER.steps[0].at + 5.0, harder=True)
    run, events = session.hurts(run, now)
    assert (run.status, events) == (Status.HURT, (event.Hurting(5.0),))
    waiting, _ = session.advance(run, now + 60)
    assert waiting.position == 5.0

    run, events = session.pain(waiting, score, now + 61)

    assert events[0] == event.PainRated(5.0, score)
    if score <= 3:
        assert (run.status, run.revision) == (Status.RUNNING, 0)
        assert event.Resumed(5.0) in events
    elif score <= 5:
        assert (run.status, run.revision) == (Status.RUNNING, 1)
        assert {event.Eased(5.0, 0), event.Resumed(5.0)} <= set(events)
    else:
        assert run.status is Status.STOPPED
        assert events[-1] == event.Ended(5.0, "hurt")


@pytest.mark.parametrize("score", [-1, 11])
def test_pain_is_a_number_from_nought_to_ten(score: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        pain_trigger(score)


@given(st.frozensets(st.integers(0, len(PLAN.steps) - 1)), st.floats(0, 1e6))
@settings(max_examples=60, deadline=None)
def test_an_interrupted_session_waits_where_the_first_bout_left_is_made_ready(done: frozenset[int], now: float) -> None:
    run = session.restore(PLAN, ARTICLE, now, done=done)

    left = [i for i in WORK if i not in done]
    before = [i for i in WORK if not left or i < left[0]]
    assert (run.status, run.cause, run.done) == (Status.PAUSED, "resumed", done)
    assert run.position == (PLAN.steps[before[-1]].end if before else -LEAD)

    events: tuple[Event, ...]
    run, events = session.resume(run, now + 3600)
    while run.status is Status.RUNNING:
        run, more = session.advance(run, run.looked + 4)
        events += more

    finished = [one.index for one in events if isinstance(one, event.StepDone)]
    assert not set(finished) & done
    assert set(WORK) <= run.done
    assert finished == sorted(finished)


def test_an_interrupted_session_is_announced_anew() -> None:
    run = session.restore(PLAN, ARTICLE, 0.0, done=frozenset({0, 1, 2}))

    run, events = session.resume(run, 100.0)

    assert kinds(events) == [event.Resumed, event.StepBegan, event.Said]
    assert (run.step, run.position) == (3, 65.0)


def test_an_interrupted_session_can_go_on_at_another_speed() -> None:
    run = session.restore(PLAN, ARTICLE, 0.0, done=frozenset(), speed=60.0)
    run, _ = session.resume(run, 0.0)

    assert session.advance(run, 200.0)[0].status is Status.RUNNING
