"""A session that was cut off is found again in the journal, by a program that knows nothing but that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import resources
from typing import Any

import pytest
from support.home_fixture import ManualClock, answer_screening

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.training.live_session import LiveSession
from rearguard.app.training.planning import PlanRequest
from rearguard.core.message import untranslated
from rearguard.journal.entry import EventKind
from rearguard.plan.plan import StepKind
from rearguard.session.state import SessionStatus


@pytest.fixture
def training(home: Paths, clock: ManualClock) -> LiveSession:
    """A session whose program will be killed: nothing is closed and nobody says goodbye."""
    answer_screening(home, clock)
    clock.advance(60)
    return Application(home, clock).start_session(PlanRequest(), lead=0.0)


def run(training: LiveSession, clock: ManualClock, until: float) -> None:
    while training.state.position < until and not training.is_over:
        clock.advance(1)
        training.apply("tick")


def found(home: Paths, clock: ManualClock) -> LiveSession | None:
    return Application(home, clock).live_session


def the_found(home: Paths, clock: ManualClock) -> LiveSession:
    training = found(home, clock)
    assert training is not None
    return training


def test_it_is_paused_where_its_first_unfinished_bout_is_made_ready_for(
    training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    """Killed at every boundary and within every step, it goes on with the right bout and repeats none."""
    steps = training.state.timeline.steps
    for i, step in enumerate(steps):
        run(training, clock, step.at + 1)
        again = the_found(home, clock)
        bout = next(j for j in range(i, len(steps)) if steps[j].kind is StepKind.WORK)
        ready = bout
        while ready and steps[ready - 1].kind is not StepKind.WORK:
            ready -= 1
        assert (again.state.status, again.state.cause, again.is_interrupted) == (SessionStatus.PAUSED, "resumed", True)
        assert again.state.position == (steps[ready].at or -again.state.timeline.lead)
        assert again.state.done_steps == training.state.done_steps == frozenset(range(i))
        assert (again.session_id, again.started_at) == (training.session_id, training.started_at)


def test_going_on_finishes_it_with_each_step_kept_once(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    run(training, clock, 100)
    clock.advance(3600)
    again = the_found(home, clock)
    again.apply("resume")
    assert not again.is_interrupted
    run(again, clock, again.state.timeline.seconds)
    assert again.state.status is SessionStatus.DONE
    with Diary(home, clock) as diary:
        indices = [entry.data["index"] for entry in diary.read(EventKind.STEP_DONE)]
        (ended,) = diary.read(EventKind.SESSION_ENDED)
    assert sorted(indices) == sorted(set(indices)) == list(range(len(again.state.timeline.steps)))
    assert (ended.data["session"], ended.data["reason"]) == (str(training.session_id), "done")
    assert found(home, clock) is None


def test_a_look_alone_does_not_go_on(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    run(training, clock, 100)
    again = the_found(home, clock)
    position = again.state.position
    for _ in range(10):
        clock.advance(1)
        assert again.apply("tick") == ()
    assert (again.state.position, again.is_interrupted) == (position, True)


def test_what_was_eased_stays_eased(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    run(training, clock, 80)
    training.apply("easier")
    run(training, clock, 100)
    training.apply("hurts")
    training.apply("pain", score=5)
    eased = training.state.timeline.plan
    assert training.state.revision == 2
    again = the_found(home, clock)
    assert again.state.timeline.plan.steps == eased.steps
    assert again.state.timeline.plan.seconds == eased.seconds


def test_after_twelve_hours_it_is_not_offered(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    run(training, clock, 30)
    clock.advance(12 * 3600 - 30)
    assert found(home, clock) is not None
    clock.advance(1)
    assert found(home, clock) is None


@pytest.mark.parametrize(
    "end",
    [
        lambda training: training.apply("stop"),
        lambda training: (training.apply("hurts"), training.apply("pain", score=9)),
        lambda training: training.abandon(),
    ],
)
def test_what_has_ended_is_not_offered(
    end: Callable[[LiveSession], Any], training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    run(training, clock, 30)
    end(training)
    assert found(home, clock) is None


def test_one_that_is_put_away_is_not_offered_again(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    run(training, clock, 30)
    application = Application(home, clock)
    application.abandon()
    assert application.live_session is None
    assert found(home, clock) is None


def test_only_the_last_session_is_offered(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    run(training, clock, 30)
    other = Application(home, clock)
    other.abandon()
    clock.advance(1)
    newer = other.start_session(PlanRequest(minutes=3))
    assert the_found(home, clock).session_id == newer.session_id != training.session_id


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: plan["steps"][5].update(exercise="a-lost-exercise"),
        lambda plan: plan["steps"][5].update(level="a-lost-level"),
        lambda plan: plan["steps"][5].update(kind="a-kind-of-tomorrow"),
        lambda plan: plan["steps"][5].update(key="of tomorrow"),
        lambda plan: plan.pop("steps"),
        lambda plan: plan.update(steps=None),
    ],
)
def test_a_plan_that_this_library_and_version_can_not_follow_is_not_offered(
    change: Callable[[dict[str, Any]], object], training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    with Diary(home, clock) as diary:
        (started,) = diary.read(EventKind.SESSION_STARTED)
        clock.advance(1)
        changed = {**started.data, "session": str(training.session_id)}
        change(changed["plan"])
        diary.write((EventKind.SESSION_STARTED, changed))
    application = Application(home, clock)
    assert application.live_session is None
    assert application.session_json(untranslated) is None
    assert application.start_session(PlanRequest()).state.status is SessionStatus.RUNNING


def test_a_library_that_changed_since_is_not_offered_what_it_lacks(
    training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    assert "piriformis-stretch" in {step.exercise for step in training.state.timeline.steps}
    ours = resources.files("rearguard.library") / "exercises" / "piriformis-stretch.toml"
    own = home.library / "exercises" / "piriformis-stretch.toml"
    own.parent.mkdir(parents=True)
    own.write_text(ours.read_text("utf-8").replace('"plain"', '"gentle"'), "utf-8")
    application = Application(home, clock)
    assert [level.id for level in application.library.exercises["piriformis-stretch"].levels] == ["gentle"]
    assert application.live_session is None


def test_a_clock_that_is_set_back_meanwhile_confuses_nothing(
    training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    run(training, clock, 30)
    clock.current_time -= timedelta(hours=1)
    run(training, clock, 80)
    assert the_found(home, clock).state.done_steps == training.state.done_steps == {0, 1, 2, 3}
    training.apply("stop")
    assert found(home, clock) is None
