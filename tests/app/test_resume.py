"""A session that was cut off is found again in the journal, by a program that knows nothing but that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import resources
from typing import Any

import pytest
from support.home_fixture import TurnedClock, answer

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.training.live_session import Training
from rearguard.app.training.planning import Wish
from rearguard.core.message import untranslated
from rearguard.journal.entry import Kind
from rearguard.plan.plan import Kind as StepKind
from rearguard.session.state import Status


@pytest.fixture
def training(home: Home, clock: TurnedClock) -> Training:
    """A session whose program will be killed: nothing is closed and nobody says goodbye."""
    answer(home, clock)
    clock.turn(60)
    return Application(home, clock).begin(Wish(), lead=0.0)


def run(training: Training, clock: TurnedClock, until: float) -> None:
    while training.state.position < until and not training.over:
        clock.turn(1)
        training.do("tick")


def found(home: Home, clock: TurnedClock) -> Training | None:
    return Application(home, clock).training


def the_found(home: Home, clock: TurnedClock) -> Training:
    training = found(home, clock)
    assert training is not None
    return training


def test_it_is_paused_where_its_first_unfinished_bout_is_made_ready_for(
    training: Training, home: Home, clock: TurnedClock
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
        assert (again.state.status, again.state.cause, again.interrupted) == (Status.PAUSED, "resumed", True)
        assert again.state.position == (steps[ready].at or -again.state.timeline.lead)
        assert again.state.done == training.state.done == frozenset(range(i))
        assert (again.name, again.started) == (training.name, training.started)


def test_going_on_finishes_it_with_each_step_kept_once(training: Training, home: Home, clock: TurnedClock) -> None:
    run(training, clock, 100)
    clock.turn(3600)
    again = the_found(home, clock)
    again.do("resume")
    assert not again.interrupted
    run(again, clock, again.state.timeline.seconds)
    assert again.state.status is Status.DONE
    with Diary(home, clock) as diary:
        indices = [entry.data["index"] for entry in diary.read(Kind.STEP_DONE)]
        (ended,) = diary.read(Kind.SESSION_ENDED)
    assert sorted(indices) == sorted(set(indices)) == list(range(len(again.state.timeline.steps)))
    assert (ended.data["session"], ended.data["reason"]) == (str(training.name), "done")
    assert found(home, clock) is None


def test_a_look_alone_does_not_go_on(training: Training, home: Home, clock: TurnedClock) -> None:
    run(training, clock, 100)
    again = the_found(home, clock)
    position = again.state.position
    for _ in range(10):
        clock.turn(1)
        assert again.do("tick") == ()
    assert (again.state.position, again.interrupted) == (position, True)


def test_what_was_eased_stays_eased(training: Training, home: Home, clock: TurnedClock) -> None:
    run(training, clock, 80)
    training.do("easier")
    run(training, clock, 100)
    training.do("hurts")
    training.do("pain", score=5)
    eased = training.state.timeline.plan
    assert training.state.revision == 2
    again = the_found(home, clock)
    assert again.state.timeline.plan.steps == eased.steps
    assert again.state.timeline.plan.seconds == eased.seconds


def test_after_twelve_hours_it_is_not_offered(training: Training, home: Home, clock: TurnedClock) -> None:
    run(training, clock, 30)
    clock.turn(12 * 3600 - 30)
    assert found(home, clock) is not None
    clock.turn(1)
    assert found(home, clock) is None


@pytest.mark.parametrize(
    "end",
    [
        lambda training: training.do("stop"),
        lambda training: (training.do("hurts"), training.do("pain", score=9)),
        lambda training: training.give_up(),
    ],
)
def test_what_has_ended_is_not_offered(
    end: Callable[[Training], Any], training: Training, home: Home, clock: TurnedClock
) -> None:
    run(training, clock, 30)
    end(training)
    assert found(home, clock) is None


def test_one_that_is_put_away_is_not_offered_again(training: Training, home: Home, clock: TurnedClock) -> None:
    run(training, clock, 30)
    application = Application(home, clock)
    application.put_away()
    assert application.training is None
    assert found(home, clock) is None


def test_only_the_last_session_is_offered(training: Training, home: Home, clock: TurnedClock) -> None:
    run(training, clock, 30)
    other = Application(home, clock)
    other.put_away()
    clock.turn(1)
    newer = other.begin(Wish(minutes=3))
    assert the_found(home, clock).name == newer.name != training.name


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
    change: Callable[[dict[str, Any]], object], training: Training, home: Home, clock: TurnedClock
) -> None:
    with Diary(home, clock) as diary:
        (started,) = diary.read(Kind.SESSION_STARTED)
        clock.turn(1)
        changed = {**started.data, "session": str(training.name)}
        change(changed["plan"])
        diary.write((Kind.SESSION_STARTED, changed))
    application = Application(home, clock)
    assert application.training is None
    assert application.session_document(untranslated) is None
    assert application.begin(Wish()).state.status is Status.RUNNING


def test_a_library_that_changed_since_is_not_offered_what_it_lacks(
    training: Training, home: Home, clock: TurnedClock
) -> None:
    assert "piriformis-stretch" in {step.exercise for step in training.state.timeline.steps}
    ours = resources.files("rearguard.library") / "exercises" / "piriformis-stretch.toml"
    own = home.library / "exercises" / "piriformis-stretch.toml"
    own.parent.mkdir(parents=True)
    own.write_text(ours.read_text("utf-8").replace('"plain"', '"gentle"'), "utf-8")
    application = Application(home, clock)
    assert [level.id for level in application.library.exercises["piriformis-stretch"].levels] == ["gentle"]
    assert application.training is None


def test_a_clock_that_is_set_back_meanwhile_confuses_nothing(
    training: Training, home: Home, clock: TurnedClock
) -> None:
    run(training, clock, 30)
    clock.time -= timedelta(hours=1)
    run(training, clock, 80)
    assert the_found(home, clock).state.done == training.state.done == {0, 1, 2, 3}
    training.do("stop")
    assert found(home, clock) is None
