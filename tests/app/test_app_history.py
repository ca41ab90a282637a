"""The history of sessions, read from the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.home_fixture import ManualClock, answer_screening

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.reports.history import history_json
from rearguard.app.training.live_session import LiveSession
from rearguard.app.training.planning import PlanRequest
from rearguard.core.message import untranslated
from rearguard.journal.entry import EventKind


@pytest.fixture
def application(home: Paths, clock: ManualClock) -> Application:
    answer_screening(home, clock)
    clock.advance(60)
    return Application(home, clock)


def read_history(application: Application) -> list[dict[str, Any]]:
    return history_json(application.diary, application.library.exercises, untranslated)


def run(training: LiveSession, clock: ManualClock, seconds: float) -> None:
    for _ in range(int(seconds)):
        clock.advance(1)
        training.apply("tick")


def test_without_a_session_there_is_no_history_and_no_journal(home: Paths, clock: ManualClock) -> None:
    assert read_history(Application(home, clock)) == []
    assert not home.data.exists()


def test_a_whole_session_is_listed_set_by_set(application: Application, clock: ManualClock) -> None:
    training = application.start_session(PlanRequest(), lead=0.0)
    run(training, clock, training.state.timeline.seconds)
    (past_session,) = read_history(application)
    assert (past_session["session"], past_session["program"], past_session["minutes"]) == (
        str(training.session_id),
        "article",
        7,
    )
    assert (past_session["reason"], past_session["seconds"], past_session["steps_done"]) == (
        "done",
        415,
        len(training.state.timeline.steps),
    )
    started, ended = datetime.fromisoformat(past_session["started"]), datetime.fromisoformat(past_session["ended"])
    assert started.tzinfo is not None
    assert ended - started == timedelta(seconds=415)
    counted = {
        work["exercise"]: (work["sets"], work["reps"], work["seconds"], work["sides"]) for work in past_session["work"]
    }
    assert counted == {
        "piriformis-stretch": (1, None, 30, ["left", "right"]),
        "monster-walk": (3, None, 105, ["both"]),
        "runners-stretch": (1, None, 30, ["left", "right"]),
        "glute-bridge": (2, 20, 80, ["both"]),
        "clamshell": (1, 10, 30, ["left", "right"]),
    }
    assert all(work["name"] == application.library.exercises[work["exercise"]].name for work in past_session["work"])


def test_one_side_alone_counts_as_the_set_it_was(application: Application, clock: ManualClock) -> None:
    training = application.start_session(PlanRequest(), lead=0.0)
    run(training, clock, 31)
    training.apply("stop")
    (past_session,) = read_history(application)
    assert past_session["reason"] == "stopped"
    (work,) = past_session["work"]
    assert (work["exercise"], work["sets"], work["seconds"], len(work["sides"])) == ("piriformis-stretch", 1, 30, 1)


def test_of_two_sides_the_one_that_did_more_counts(application: Application, clock: ManualClock) -> None:
    training = application.start_session(PlanRequest(minutes=12), lead=0.0)
    bouts = [step for step in training.state.timeline.steps if step.exercise == "clamshell" and step.kind == "work"]
    run(training, clock, bouts[2].end)
    training.apply("stop")
    (past_session,) = read_history(application)
    (work,) = [work for work in past_session["work"] if work["exercise"] == "clamshell"]
    assert (work["sets"], work["reps"], work["sides"]) == (2, 20, ["left", "right"])


def test_the_newest_comes_first_and_what_never_ended_says_so(application: Application, clock: ManualClock) -> None:
    first = application.start_session(PlanRequest())
    first.apply("stop")
    clock.advance(3600)
    second = application.start_session(PlanRequest(minutes=3))
    assert [(item["session"], item["reason"], item["minutes"]) for item in read_history(application)] == [
        (str(second.session_id), None, 3),
        (str(first.session_id), "stopped", 7),
    ]
    assert read_history(application)[0]["ended"] is None


def test_an_exercise_that_the_library_has_no_more_goes_by_its_id(application: Application, clock: ManualClock) -> None:
    training = application.start_session(PlanRequest(), lead=0.0)
    run(training, clock, 40)
    (past_session,) = history_json(application.diary, {}, untranslated)
    assert [work["name"] for work in past_session["work"]] == ["piriformis-stretch"]


def test_a_clock_that_is_set_back_meanwhile_loses_no_step(application: Application, clock: ManualClock) -> None:
    training = application.start_session(PlanRequest(), lead=0.0)
    run(training, clock, 40)
    clock.current_time -= timedelta(days=1)
    run(training, clock, training.state.timeline.seconds - 40)
    (past_session,) = read_history(application)
    assert (past_session["reason"], past_session["steps_done"]) == ("done", len(training.state.timeline.steps))


def test_steps_and_ends_of_a_session_whose_beginning_is_not_there_are_passed_over(
    home: Paths, clock: ManualClock
) -> None:
    with Diary(home, clock) as diary:
        diary.write(
            (EventKind.STEP_DONE, {"session": "x", "index": 0}),
            (EventKind.SESSION_ENDED, {"session": "x", "reason": "done", "seconds": 1}),
        )
        assert history_json(diary, {}, untranslated) == []


def test_times_carry_the_offset_of_this_machine(application: Application, clock: ManualClock) -> None:
    application.start_session(PlanRequest())
    (past_session,) = read_history(application)
    assert datetime.fromisoformat(past_session["started"]).astimezone(UTC) == clock.now()
