"""A session that is saved: a finished step is in the journal before any listener is notified."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from support.home_fixture import ManualClock, answer_screening

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.screening import safety_status
from rearguard.app.training.live_session import EVENT_NAMES, SESSION_COMMANDS, LiveSession, event_json
from rearguard.app.training.planning import PlanRequest
from rearguard.core.errors import IllegalCommand, InvalidRequest, Refusal
from rearguard.core.message import Message, untranslated
from rearguard.journal.entry import Entry, EventKind
from rearguard.session import event
from rearguard.session.event import SessionEvent
from rearguard.session.state import SessionStatus


class FullDisk(Diary):
    """A journal that can be set to refuse."""

    full = False

    def write(self, *happened: tuple[EventKind, Mapping[str, Any]]) -> tuple[Entry, ...]:
        if self.full:
            raise Refusal(Message("The disk is full."))
        return super().write(*happened)


@pytest.fixture
def application(home: Paths, clock: ManualClock) -> Application:
    answer_screening(home, clock)
    clock.advance(60)
    application = Application(home, clock)
    application.diary = FullDisk(home, clock)
    return application


@pytest.fixture
def training(application: Application) -> LiveSession:
    return application.start_session(PlanRequest(minutes=5), lead=0.0)


def read_entries(home: Paths, clock: ManualClock, *kinds: EventKind) -> list[Entry]:
    """Return what another program would read."""
    with Diary(home, clock) as diary:
        return list(diary.read(*kinds))


def run(training: LiveSession, clock: ManualClock, seconds: int) -> list[SessionEvent]:
    events: list[SessionEvent] = []
    for _ in range(seconds):
        clock.advance(1)
        events += training.apply("tick")
    return events


def ends(home: Paths, clock: ManualClock) -> list[tuple[str, float]]:
    return [
        (entry.data["reason"], entry.data["seconds"]) for entry in read_entries(home, clock, EventKind.SESSION_ENDED)
    ]


def test_its_start_is_saved_with_its_whole_plan(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    (entry,) = read_entries(home, clock, EventKind.SESSION_STARTED)
    assert entry.data["session"] == str(training.session_id)
    assert (entry.data["minutes"], entry.data["place"], entry.data["program"]) == (5, "floor", "article")
    assert entry.data["plan"]["seconds"] == training.state.timeline.seconds
    assert entry.at == training.started_at


def test_each_finished_step_is_saved_before_it_is_reported(
    training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    reported = 0
    with Diary(home, clock) as reader:
        while not training.is_over:
            finished = [emitted for emitted in run(training, clock, 1) if isinstance(emitted, event.StepDone)]
            reported += len(finished)
            saved = [entry.data for entry in reader.read(EventKind.STEP_DONE)]
            assert [data["index"] for data in saved] == list(range(reported))
            for step_done in finished:
                assert saved[step_done.index]["exercise"] == step_done.step.exercise
                assert (saved[step_done.index]["seconds"], saved[step_done.index]["reps"]) == (
                    step_done.step.seconds,
                    step_done.step.reps,
                )
    assert reported == len(training.state.timeline.steps)
    assert ends(home, clock) == [("done", training.state.timeline.seconds)]


def test_an_unsaved_step_is_not_reported_until_it_is_saved(
    application: Application, training: LiveSession, clock: ManualClock
) -> None:
    first = training.state.timeline.steps[0].end
    run(training, clock, first - 1)
    diary = application.diary
    assert isinstance(diary, FullDisk)
    diary.full = True
    before = training.state
    clock.advance(1)
    for _ in range(2):
        with pytest.raises(Refusal, match="disk"):
            training.apply("tick")
        assert training.state is before
    diary.full = False
    assert [emitted.index for emitted in run(training, clock, 1) if isinstance(emitted, event.StepDone)] == [0]


def test_a_skipped_step_is_not_saved_as_done(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    run(training, clock, 3)
    training.apply("skip")
    run(training, clock, 3)
    assert read_entries(home, clock, EventKind.STEP_DONE) == []


@pytest.mark.parametrize("score", range(11))
def test_pain_is_saved_and_above_five_the_safety_check_is_due_again(
    score: int, application: Application, training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    run(training, clock, 3)
    training.apply("hurts")
    clock.advance(10)
    training.apply("pain", score=score)
    (entry,) = read_entries(home, clock, EventKind.FELT)
    assert entry.data == {"session": str(training.session_id), "pain": score, "exercise": "piriformis-stretch"}
    assert safety_status(application.diary).status == ("due" if score > 5 else "clear")
    assert training.is_over is (score > 5)
    assert len(read_entries(home, clock, EventKind.LEVEL_CHANGED)) == (1 if score in {4, 5} else 0)
    assert ends(home, clock) == ([("hurt", 3)] if score > 5 else [])


@pytest.mark.parametrize("score", [None, True, -1, 11, 5.5, "5", 10**100])
def test_an_invalid_pain_is_asked_for_again(
    score: object, training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    training.apply("hurts")
    with pytest.raises(InvalidRequest, match="0 to 10"):
        training.apply("pain", score=score)
    assert training.state.status is SessionStatus.HURT
    assert read_entries(home, clock, EventKind.FELT) == []


def test_easing_is_saved(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    run(training, clock, 3)
    training.apply("easier")
    (entry,) = read_entries(home, clock, EventKind.LEVEL_CHANGED)
    assert entry.data == {"session": str(training.session_id), "index": 0, "exercise": "piriformis-stretch"}
    assert training.state.revision == 1


def test_stopping_keeps_how_far_it_came(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    run(training, clock, 3)
    training.apply("stop")
    assert ends(home, clock) == [("stopped", 3)]


def test_stopping_before_the_first_step_is_at_zero_seconds(
    application: Application, home: Paths, clock: ManualClock
) -> None:
    application.start_session(PlanRequest()).apply("stop")
    assert ends(home, clock) == [("stopped", 0)]


def test_giving_up_keeps_that_it_was_interrupted_once(
    application: Application, training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    run(training, clock, 3)
    application.abandon()
    application.abandon()
    assert training.is_over
    assert application.live_session is None
    assert ends(home, clock) == [("interrupted", 3)]


def test_giving_up_keeps_the_step_that_was_finished_since_the_last_look(
    training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    run(training, clock, training.state.timeline.steps[0].end - 1)
    clock.advance(2)
    training.abandon()
    assert [entry.data["index"] for entry in read_entries(home, clock, EventKind.STEP_DONE)] == [0]


def test_giving_up_what_has_reached_its_end_meanwhile_finds_it_done(
    training: LiveSession, home: Paths, clock: ManualClock
) -> None:
    seconds = int(training.state.timeline.seconds)
    run(training, clock, seconds - 2)
    clock.advance(3)
    training.abandon()
    assert training.is_over
    assert ends(home, clock) == [("done", seconds)]


def test_abandoning_takes_time_and_still_has_a_single_moment(
    training: LiveSession, home: Paths, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its last tick and its end the session would be over."""

    def seconds() -> float:
        clock.elapsed_seconds += 0.75
        return clock.elapsed_seconds

    run(training, clock, int(training.state.timeline.seconds) - 1)
    monkeypatch.setattr(clock, "seconds", seconds)
    training.abandon()
    assert training.is_over
    assert [reason for reason, _ in ends(home, clock)] == ["interrupted"]


def test_what_is_illegal_changes_and_keeps_nothing(training: LiveSession, home: Paths, clock: ManualClock) -> None:
    before, entries = training.state, read_entries(home, clock)
    for command in ("resume", "pain"):
        with pytest.raises(IllegalCommand):
            training.apply(command, score=3)
    with pytest.raises(InvalidRequest, match="fly"):
        training.apply("fly")
    assert training.state is before
    assert read_entries(home, clock) == entries


def test_after_its_end_every_command_but_a_look_is_illegal(training: LiveSession) -> None:
    training.apply("stop")
    for command in SESSION_COMMANDS.keys() - {"tick"}:
        with pytest.raises(IllegalCommand):
            training.apply(command)
    assert training.apply("tick") == ()


def test_a_gap_of_more_than_five_seconds_pauses_it_where_it_was_last_seen(
    training: LiveSession, clock: ManualClock
) -> None:
    run(training, clock, 3)
    clock.advance(5)
    assert training.apply("tick") != ()
    assert (training.state.status, training.state.position) == (SessionStatus.RUNNING, 8)
    clock.advance(5.001)
    assert training.apply("tick") == (event.Paused(8, "gap"),)
    clock.advance(3600)
    training.apply("resume")
    assert training.state.position == 8


def test_there_is_one_session_at_a_time(application: Application, training: LiveSession) -> None:
    with pytest.raises(Refusal, match="in progress"):
        application.start_session(PlanRequest())
    assert application.live_session is training
    training.apply("stop")
    assert application.start_session(PlanRequest()) is not training


def test_events_are_json_with_their_names(training: LiveSession, clock: ManualClock) -> None:
    events = run(training, clock, 40)
    events += [*training.apply("pause"), *training.apply("resume"), *training.apply("easier"), *training.apply("hurts")]
    events += training.apply("pain", score=10)
    documents = [event_json(emitted, untranslated) for emitted in events]
    assert json.loads(json.dumps(documents)) == documents
    assert {document["event"] for document in documents} == set(EVENT_NAMES.values())
