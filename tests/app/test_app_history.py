"""What was done, as the journal tells it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.home_fixture import TurnedClock, answer

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.reports.history import history
from rearguard.app.training.live_session import Training
from rearguard.app.training.planning import Wish
from rearguard.core.message import untranslated
from rearguard.journal.entry import Kind


@pytest.fixture
def application(home: Home, clock: TurnedClock) -> Application:
    answer(home, clock)
    clock.turn(60)
    return Application(home, clock)


def told(application: Application) -> list[dict[str, Any]]:
    return history(application.diary, application.library.exercises, untranslated)


def run(training: Training, clock: TurnedClock, seconds: float) -> None:
    for _ in range(int(seconds)):
        clock.turn(1)
        training.do("tick")


def test_who_has_done_nothing_has_no_history_and_no_journal(home: Home, clock: TurnedClock) -> None:
    assert told(Application(home, clock)) == []
    assert not home.data.exists()


def test_a_whole_session_is_told_set_by_set(application: Application, clock: TurnedClock) -> None:
    training = application.begin(Wish(), lead=0.0)
    run(training, clock, training.state.timeline.seconds)
    (one,) = told(application)
    assert (one["session"], one["program"], one["minutes"]) == (str(training.name), "article", 7)
    assert (one["reason"], one["seconds"], one["steps_done"]) == ("done", 415, len(training.state.timeline.steps))
    started, ended = datetime.fromisoformat(one["started"]), datetime.fromisoformat(one["ended"])
    assert started.tzinfo is not None
    assert ended - started == timedelta(seconds=415)
    counted = {work["exercise"]: (work["sets"], work["reps"], work["seconds"], work["sides"]) for work in one["work"]}
    assert counted == {
        "piriformis-stretch": (1, None, 30, ["left", "right"]),
        "monster-walk": (3, None, 105, ["both"]),
        "runners-stretch": (1, None, 30, ["left", "right"]),
        "glute-bridge": (2, 20, 80, ["both"]),
        "clamshell": (1, 10, 30, ["left", "right"]),
    }
    assert all(work["name"] == application.library.exercises[work["exercise"]].name for work in one["work"])


def test_one_side_alone_counts_as_the_set_it_was(application: Application, clock: TurnedClock) -> None:
    training = application.begin(Wish(), lead=0.0)
    run(training, clock, 31)
    training.do("stop")
    (one,) = told(application)
    assert one["reason"] == "stopped"
    (work,) = one["work"]
    assert (work["exercise"], work["sets"], work["seconds"], len(work["sides"])) == ("piriformis-stretch", 1, 30, 1)


def test_of_two_sides_the_one_that_did_more_counts(application: Application, clock: TurnedClock) -> None:
    training = application.begin(Wish(minutes=12), lead=0.0)
    bouts = [step for step in training.state.timeline.steps if step.exercise == "clamshell" and step.kind == "work"]
    run(training, clock, bouts[2].end)
    training.do("stop")
    (one,) = told(application)
    (work,) = [work for work in one["work"] if work["exercise"] == "clamshell"]
    assert (work["sets"], work["reps"], work["sides"]) == (2, 20, ["left", "right"])


def test_the_newest_comes_first_and_what_never_ended_says_so(application: Application, clock: TurnedClock) -> None:
    first = application.begin(Wish())
    first.do("stop")
    clock.turn(3600)
    second = application.begin(Wish(minutes=3))
    assert [(one["session"], one["reason"], one["minutes"]) for one in told(application)] == [
        (str(second.name), None, 3),
        (str(first.name), "stopped", 7),
    ]
    assert told(application)[0]["ended"] is None


def test_an_exercise_that_the_library_has_no_more_goes_by_its_id(application: Application, clock: TurnedClock) -> None:
    training = application.begin(Wish(), lead=0.0)
    run(training, clock, 40)
    (one,) = history(application.diary, {}, untranslated)
    assert [work["name"] for work in one["work"]] == ["piriformis-stretch"]


def test_a_clock_that_is_set_back_meanwhile_loses_no_step(application: Application, clock: TurnedClock) -> None:
    training = application.begin(Wish(), lead=0.0)
    run(training, clock, 40)
    clock.time -= timedelta(days=1)
    run(training, clock, training.state.timeline.seconds - 40)
    (one,) = told(application)
    assert (one["reason"], one["steps_done"]) == ("done", len(training.state.timeline.steps))


def test_steps_and_ends_of_a_session_whose_beginning_is_not_there_are_passed_over(
    home: Home, clock: TurnedClock
) -> None:
    with Diary(home, clock) as diary:
        diary.write(
            (Kind.STEP_DONE, {"session": "x", "index": 0}),
            (Kind.SESSION_ENDED, {"session": "x", "reason": "done", "seconds": 1}),
        )
        assert history(diary, {}, untranslated) == []


def test_times_carry_the_offset_of_this_machine(application: Application, clock: TurnedClock) -> None:
    application.begin(Wish())
    (one,) = told(application)
    assert datetime.fromisoformat(one["started"]).astimezone(UTC) == clock.now()
