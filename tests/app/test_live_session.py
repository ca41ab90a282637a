"""A session that is kept: what was finished is in the journal before anybody hears of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from support.home_fixture import TurnedClock, answer

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.person.screening import standing
from rearguard.app.training.live_session import COMMANDS, EVENTS, Training, event_document
from rearguard.app.training.planning import Wish
from rearguard.core.errors import IllegalCommand, Misuse, Refusal
from rearguard.core.message import Message, untranslated
from rearguard.journal.entry import Entry, Kind
from rearguard.session import event
from rearguard.session.event import Event
from rearguard.session.state import Status


class FullDisk(Diary):
    """A diary that can be told to refuse."""

    full = False

    def write(self, *happened: tuple[Kind, Mapping[str, Any]]) -> tuple[Entry, ...]:
        if self.full:
            raise Refusal(Message("The disk is full."))
        return super().write(*happened)


@pytest.fixture
def application(home: Home, clock: TurnedClock) -> Application:
    answer(home, clock)
    clock.turn(60)
    application = Application(home, clock)
    application.diary = FullDisk(home, clock)
    return application


@pytest.fixture
def training(application: Application) -> Training:
    return application.begin(Wish(minutes=5), lead=0.0)


def kept(home: Home, clock: TurnedClock, *kinds: Kind) -> list[Entry]:
    """Return what another program would read."""
    with Diary(home, clock) as diary:
        return list(diary.read(*kinds))


def run(training: Training, clock: TurnedClock, seconds: int) -> list[Event]:
    events: list[Event] = []
    for _ in range(seconds):
        clock.turn(1)
        events += training.do("tick")
    return events


def ends(home: Home, clock: TurnedClock) -> list[tuple[str, float]]:
    return [(entry.data["reason"], entry.data["seconds"]) for entry in kept(home, clock, Kind.SESSION_ENDED)]


def test_that_it_began_is_kept_with_its_whole_plan(training: Training, home: Home, clock: TurnedClock) -> None:
    (entry,) = kept(home, clock, Kind.SESSION_STARTED)
    assert entry.data["session"] == str(training.name)
    assert (entry.data["minutes"], entry.data["place"], entry.data["program"]) == (5, "floor", "article")
    assert entry.data["plan"]["seconds"] == training.state.timeline.seconds
    assert entry.at == training.started


def test_each_finished_step_is_kept_before_it_is_told(training: Training, home: Home, clock: TurnedClock) -> None:
    told = 0
    with Diary(home, clock) as reader:
        while not training.over:
            done = [one for one in run(training, clock, 1) if isinstance(one, event.StepDone)]
            told += len(done)
            found = [entry.data for entry in reader.read(Kind.STEP_DONE)]
            assert [data["index"] for data in found] == list(range(told))
            for one in done:
                assert found[one.index]["exercise"] == one.step.exercise
                assert (found[one.index]["seconds"], found[one.index]["reps"]) == (one.step.seconds, one.step.reps)
    assert told == len(training.state.timeline.steps)
    assert ends(home, clock) == [("done", training.state.timeline.seconds)]


def test_what_could_not_be_kept_is_not_told_and_is_told_later(
    application: Application, training: Training, clock: TurnedClock
) -> None:
    first = training.state.timeline.steps[0].end
    run(training, clock, first - 1)
    diary = application.diary
    assert isinstance(diary, FullDisk)
    diary.full = True
    before = training.state
    clock.turn(1)
    for _ in range(2):
        with pytest.raises(Refusal, match="disk"):
            training.do("tick")
        assert training.state is before
    diary.full = False
    assert [one.index for one in run(training, clock, 1) if isinstance(one, event.StepDone)] == [0]


def test_a_skipped_step_is_not_kept_as_done(training: Training, home: Home, clock: TurnedClock) -> None:
    run(training, clock, 3)
    training.do("skip")
    run(training, clock, 3)
    assert kept(home, clock, Kind.STEP_DONE) == []


@pytest.mark.parametrize("score", range(11))
def test_pain_is_kept_and_above_five_the_questions_come_again(
    score: int, application: Application, training: Training, home: Home, clock: TurnedClock
) -> None:
    run(training, clock, 3)
    training.do("hurts")
    clock.turn(10)
    training.do("pain", score=score)
    (entry,) = kept(home, clock, Kind.FELT)
    assert entry.data == {"session": str(training.name), "pain": score, "exercise": "piriformis-stretch"}
    assert standing(application.diary).status == ("due" if score > 5 else "clear")
    assert training.over is (score > 5)
    assert len(kept(home, clock, Kind.LEVEL_CHANGED)) == (1 if score in {4, 5} else 0)
    assert ends(home, clock) == ([("hurt", 3)] if score > 5 else [])


@pytest.mark.parametrize("score", [None, True, -1, 11, 5.5, "5", 10**100])
def test_a_pain_that_is_none_is_asked_for_again(
    score: object, training: Training, home: Home, clock: TurnedClock
) -> None:
    training.do("hurts")
    with pytest.raises(Misuse, match="0 to 10"):
        training.do("pain", score=score)
    assert training.state.status is Status.HURT
    assert kept(home, clock, Kind.FELT) == []


def test_that_it_was_made_easier_is_kept(training: Training, home: Home, clock: TurnedClock) -> None:
    run(training, clock, 3)
    training.do("easier")
    (entry,) = kept(home, clock, Kind.LEVEL_CHANGED)
    assert entry.data == {"session": str(training.name), "index": 0, "exercise": "piriformis-stretch"}
    assert training.state.revision == 1


def test_stopping_keeps_how_far_it_came(training: Training, home: Home, clock: TurnedClock) -> None:
    run(training, clock, 3)
    training.do("stop")
    assert ends(home, clock) == [("stopped", 3)]


def test_stopping_before_the_first_step_is_at_zero_seconds(
    application: Application, home: Home, clock: TurnedClock
) -> None:
    application.begin(Wish()).do("stop")
    assert ends(home, clock) == [("stopped", 0)]


def test_giving_up_keeps_that_it_was_interrupted_once(
    application: Application, training: Training, home: Home, clock: TurnedClock
) -> None:
    run(training, clock, 3)
    application.put_away()
    application.put_away()
    assert training.over
    assert application.training is None
    assert ends(home, clock) == [("interrupted", 3)]


def test_giving_up_keeps_the_step_that_was_finished_since_the_last_look(
    training: Training, home: Home, clock: TurnedClock
) -> None:
    run(training, clock, training.state.timeline.steps[0].end - 1)
    clock.turn(2)
    training.give_up()
    assert [entry.data["index"] for entry in kept(home, clock, Kind.STEP_DONE)] == [0]


def test_giving_up_what_has_reached_its_end_meanwhile_finds_it_done(
    training: Training, home: Home, clock: TurnedClock
) -> None:
    seconds = int(training.state.timeline.seconds)
    run(training, clock, seconds - 2)
    clock.turn(3)
    training.give_up()
    assert training.over
    assert ends(home, clock) == [("done", seconds)]


def test_giving_up_takes_its_time_and_is_one_moment_all_the_same(
    training: Training, home: Home, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its last look and its end the session would be over."""

    def seconds() -> float:
        clock.passed += 0.75
        return clock.passed

    run(training, clock, int(training.state.timeline.seconds) - 1)
    monkeypatch.setattr(clock, "seconds", seconds)
    training.give_up()
    assert training.over
    assert [reason for reason, _ in ends(home, clock)] == ["interrupted"]


def test_what_is_illegal_changes_and_keeps_nothing(training: Training, home: Home, clock: TurnedClock) -> None:
    before, entries = training.state, kept(home, clock)
    for command in ("resume", "pain"):
        with pytest.raises(IllegalCommand):
            training.do(command, score=3)
    with pytest.raises(Misuse, match="fly"):
        training.do("fly")
    assert training.state is before
    assert kept(home, clock) == entries


def test_after_its_end_every_command_but_a_look_is_illegal(training: Training) -> None:
    training.do("stop")
    for command in COMMANDS.keys() - {"tick"}:
        with pytest.raises(IllegalCommand):
            training.do(command)
    assert training.do("tick") == ()


def test_a_gap_of_more_than_five_seconds_pauses_it_where_it_was_last_seen(
    training: Training, clock: TurnedClock
) -> None:
    run(training, clock, 3)
    clock.turn(5)
    assert training.do("tick") != ()
    assert (training.state.status, training.state.position) == (Status.RUNNING, 8)
    clock.turn(5.001)
    assert training.do("tick") == (event.Paused(8, "gap"),)
    clock.turn(3600)
    training.do("resume")
    assert training.state.position == 8


def test_there_is_one_session_at_a_time(application: Application, training: Training) -> None:
    with pytest.raises(Refusal, match="under way"):
        application.begin(Wish())
    assert application.training is training
    training.do("stop")
    assert application.begin(Wish()) is not training


def test_events_are_json_with_their_names(training: Training, clock: TurnedClock) -> None:
    events = run(training, clock, 40)
    events += [*training.do("pause"), *training.do("resume"), *training.do("easier"), *training.do("hurts")]
    events += training.do("pain", score=10)
    documents = [event_document(one, untranslated) for one in events]
    assert json.loads(json.dumps(documents)) == documents
    assert {document["event"] for document in documents} == set(EVENTS.values())
