"""A self-test in progress: by tap, and with a camera in front of which a simulated person does it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from support.camera_session import EXERCISES, feed_camera, replay_empty_room
from support.home_fixture import ALL_NO_ANSWERS, ManualClock, answer_screening
from support.simulation.performance import STEADY_HABITS
from support.simulation.person import simulate_person

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.training.self_test_session import SelfTestSession
from rearguard.body.recording import PoseFrame
from rearguard.core.errors import IllegalCommand, InvalidRequest, NotCleared, Refusal
from rearguard.journal.entry import EventKind
from rearguard.session.state import SessionStatus

STANCE, STAND, BRIDGE = "one-leg-stance", "chair-stand", "bridge-hold"


@pytest.fixture(autouse=True)
def _cleared(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    clock.advance(60)


def under_way(application: Application) -> SelfTestSession:
    assert isinstance(application.live_session, SelfTestSession)
    return application.live_session


def read_self_tests(application: Application) -> list[dict[str, Any]]:
    return [dict(entry.data) for entry in application.diary.read(EventKind.TESTED)]


def tick_for(application: Application, clock: ManualClock, seconds: float) -> None:
    """Let time pass, with a tick every half second."""
    for _ in range(round(seconds * 2)):
        clock.advance(0.5)
        application.apply("tick")


def people(*performances: tuple[str, str, int], waits: float = 8.0, then: float = 0.0) -> Iterator[PoseFrame]:
    """Yield what a camera sees of several people in turn: exercise, level, seed; each waits before starting."""
    t = 0.0
    for name, level, seed in performances:
        exercise = EXERCISES[name]
        habits = replace(STEADY_HABITS, reps=(14, 14))
        sights = list(simulate_person(exercise, exercise.level(level), seed, habits=habits).recording.frames())
        still = [
            PoseFrame(t=i / 10 - waits, people=sights[0].people, size=sights[0].size) for i in range(round(waits * 10))
        ]
        end = [
            PoseFrame(t=sights[-1].t + i / 10, people=sights[-1].people, size=sights[-1].size)
            for i in range(1, round(then * 10))
        ]
        for sight in (*still, *sights, *end):
            yield PoseFrame(t=t + waits + sight.t, people=sight.people, size=sight.size)
        t += waits + sights[-1].t + then + 0.1


def true_hold_s(name: str, level: str, seed: int) -> float:
    """Return how long a person really holds."""
    exercise = EXERCISES[name]
    return simulate_person(exercise, exercise.level(level), seed, habits=STEADY_HABITS).truth.held_seconds


def test_by_tap_the_best_of_three_tries_per_side_is_saved(application: Application, clock: ManualClock) -> None:
    application.start_test(STANCE, lead=2.0)
    tick_for(application, clock, 2)
    for seconds in (12, 20, 15, 31, 10, 9):
        tick_for(application, clock, seconds)
        application.apply("skip")
        tick_for(application, clock, 10)
    assert under_way(application).state.status is SessionStatus.DONE
    left, right = read_self_tests(application)
    assert (left["side"], left["value"], left["trials"]) == ("left", 15, [12, 15, 10])
    assert (right["side"], right["value"], right["trials"]) == ("right", 31, [20, 31, 9])
    assert {entry["by"] for entry in (left, right)} == {"tap"}
    assert not any(application.diary.read(EventKind.SESSION_STARTED, EventKind.STEP_DONE, EventKind.SESSION_ENDED))


def test_before_a_camera_a_stance_times_itself(application: Application, clock: ManualClock) -> None:
    application.start_test(STANCE, lead=2.0)
    left, right = (6, 11, 6), (3, 5, 8)
    performances = [(STANCE, "plain", seed) for both in zip(left, right, strict=True) for seed in both]
    feed_camera(application, clock, people(*performances))
    assert under_way(application).state.status is SessionStatus.DONE
    entry = {entry["side"]: entry for entry in read_self_tests(application)}
    for side, seeds in (("left", left), ("right", right)):
        true = [true_hold_s(STANCE, "plain", seed) for seed in seeds]
        assert entry[side]["trials"] == pytest.approx(true, abs=0.5)
        assert entry[side]["value"] == max(entry[side]["trials"])
        assert (entry[side]["by"], entry[side]["seen"]) == ("camera", {})


def test_before_a_camera_stands_are_counted_for_half_a_minute(application: Application, clock: ManualClock) -> None:
    application.start_test(STAND, lead=1.5)
    feed_camera(application, clock, people((STAND, "plain", 3), waits=0.0))
    (entry,) = read_self_tests(application)
    exercise = EXERCISES[STAND]
    truth = simulate_person(exercise, exercise.levels[0], 3, habits=replace(STEADY_HABITS, reps=(14, 14))).truth
    risen = [rep for rep in truth.reps if rep.start + 1.3 < 31.5]
    assert (entry["by"], entry["unit"], entry["side"]) == ("camera", "reps", "both")
    assert abs(entry["value"] - len(risen)) <= 1


@pytest.mark.parametrize("seed", [3, 6])
def test_before_a_camera_a_bridge_is_timed_until_the_hips_fall(
    seed: int, application: Application, clock: ManualClock
) -> None:
    application.start_test(BRIDGE, lead=2.0)
    feed_camera(application, clock, people((BRIDGE, "plain", seed), waits=3.0, then=3.0))
    (entry,) = read_self_tests(application)
    assert entry["value"] == pytest.approx(true_hold_s(BRIDGE, "plain", seed), abs=0.6)
    assert (entry["by"], entry["limit"]) == ("camera", 180)


def test_a_hip_that_drops_is_said_to_have_been_seen_and_no_more(application: Application, clock: ManualClock) -> None:
    application.start_test(STANCE, lead=2.0)
    exercise = EXERCISES[STANCE]
    (level,), flaw = exercise.levels, exercise.watch.flaws[0]  # type: ignore[union-attr] # it has one
    dropping = simulate_person(exercise, level, 1003, fault=flaw)
    texts: list[str] = []

    def listen() -> None:
        assert application.live_coach is not None
        texts.extend(filter(None, [(application.live_coach.coach_json(str)["say"] or {}).get("text")]))

    first = next(dropping.recording.frames())
    waiting = (PoseFrame(t=i / 10, people=first.people, size=first.size) for i in range(60))
    later = (PoseFrame(t=sight.t + 6, people=sight.people, size=sight.size) for sight in dropping.recording.frames())
    feed_camera(application, clock, (sight for part in (waiting, later) for sight in part), listen)
    application.apply("stop")
    (entry,) = read_self_tests(application)
    assert entry["side"] == dropping.truth.side.value
    assert set(entry["seen"]) == {"hip-drop"}
    assert "Hip drop seen." in texts


def test_the_other_leg_is_not_mistaken_for_the_tested_one(application: Application, clock: ManualClock) -> None:
    application.start_test(STANCE, lead=2.0)
    texts: list[str] = []

    def listen() -> None:
        assert application.live_coach is not None
        texts.extend(filter(None, [(application.live_coach.coach_json(str)["say"] or {}).get("text")]))

    feed_camera(application, clock, people((STANCE, "plain", 3)), listen)
    application.apply("stop")
    assert read_self_tests(application) == []
    assert "Stand on the other leg." in texts


def test_a_try_restarts_when_the_person_was_lost_from_sight(application: Application, clock: ManualClock) -> None:
    application.start_test(STANCE, lead=2.0)
    before = (sight for sight in people((STANCE, "plain", 6), waits=6.0) if sight.t < 14)
    empty_sights = (PoseFrame(t=sight.t + 14, people=(), size=sight.size) for sight in replay_empty_room(4.5))
    feed_camera(application, clock, (sight for part in (before, empty_sights) for sight in part))
    assert under_way(application).state.position < 0
    assert under_way(application).test_json()["tries"] == []


def test_after_the_maximum_no_other_try_is_needed(application: Application, clock: ManualClock) -> None:
    application.start_test(STANCE, lead=2.0)
    tick_for(application, clock, 2 + 45 + 10 + 45)
    assert under_way(application).is_over
    assert [(entry["side"], entry["trials"], entry["limit"]) for entry in read_self_tests(application)] == [
        ("left", [45], 45),
        ("right", [45], 45),
    ]


def test_without_a_camera_the_person_counts(application: Application, clock: ManualClock) -> None:
    application.start_test(STAND, lead=2.0)
    tick_for(application, clock, 20)
    with pytest.raises(IllegalCommand):
        application.apply("skip")  # half a minute must stay half a minute
    with pytest.raises(IllegalCommand):
        application.apply("counted", score=7)
    tick_for(application, clock, 14)
    assert under_way(application).awaits_count
    assert read_self_tests(application) == []
    for nonsense in (-1, 100, 7.5, True, None):
        with pytest.raises(InvalidRequest):
            application.apply("counted", score=nonsense)
    application.apply("counted", score=14)
    (entry,) = read_self_tests(application)
    assert (entry["value"], entry["unit"], entry["by"], entry["trials"]) == (14, "reps", "tap", [14])
    with pytest.raises(IllegalCommand):
        application.apply("counted", score=15)


@pytest.mark.parametrize("break_off", [("pause", "resume"), ("hurts", "pain")])
def test_an_abandoned_try_restarts(break_off: tuple[str, str], application: Application, clock: ManualClock) -> None:
    application.start_test(BRIDGE, lead=2.0)
    tick_for(application, clock, 10)
    application.apply(break_off[0])
    clock.advance(3)
    application.apply(break_off[1], score=2)
    assert under_way(application).state.position == -2.0
    tick_for(application, clock, 2 + 30)
    application.apply("skip")
    (entry,) = read_self_tests(application)
    assert entry["trials"] == [30]


@pytest.mark.parametrize("score", [4, 5, 6, 10])
def test_a_painful_test_ends_and_its_tries_are_saved(score: int, application: Application, clock: ManualClock) -> None:
    application.start_test(STANCE, lead=2.0)
    tick_for(application, clock, 14)
    application.apply("skip")
    tick_for(application, clock, 15)
    application.apply("hurts")
    application.apply("pain", score=score)
    assert under_way(application).is_over
    (entry,) = read_self_tests(application)
    assert (entry["side"], entry["trials"]) == ("left", [12])
    (felt,) = application.diary.read(EventKind.FELT)
    assert felt.data == {"pain": score, "exercise": STANCE}


@pytest.mark.parametrize("command", ["back", "easier"])
def test_a_test_is_neither_made_easier_nor_gone_back_in(command: str, application: Application) -> None:
    application.start_test(STANCE)
    with pytest.raises(IllegalCommand):
        application.apply(command)


def test_without_a_clearance_there_is_no_test(application: Application, home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock, {**ALL_NO_ANSWERS, "B6": "yes"})
    for test in (STANCE, STAND, BRIDGE):
        with pytest.raises(NotCleared):
            application.start_test(test)


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"C7": "yes"}, {STANCE, BRIDGE}),
        ({"C2": "yes", "C2-late": "yes"}, {BRIDGE}),
        ({"C2": "yes", "C2-girdle": "yes"}, {STANCE}),
        ({"C8": "yes"}, set()),
    ],
)
def test_a_caution_takes_out_the_tests_that_ask_for_it(
    answers: dict[str, str], refused: set[str], application: Application, home: Paths, clock: ManualClock
) -> None:
    answer_screening(home, clock, {**ALL_NO_ANSWERS, **answers})
    for test in (STANCE, STAND, BRIDGE):
        if test in refused:
            with pytest.raises(Refusal, match="is not available"):
                application.start_test(test)
        else:
            application.start_test(test)
            application.abandon()


def test_the_one_leg_test_is_offered_where_the_programme_has_one_leg_work(application: Application) -> None:
    assert application.start_test(BRIDGE).state.timeline.steps[0].level == "plain"
    application.abandon()
    with pytest.raises(Refusal, match="do it in a session first"):
        application.start_test(BRIDGE, "single-leg")
    application.diary.write((EventKind.STEP_DONE, {"session": "x", "level": "single-leg"}))
    steps = application.start_test(BRIDGE).state.timeline.steps
    assert [(step.level, step.side.value) for step in steps if step.kind == "work"] == [
        ("single-leg", "left"),
        ("single-leg", "right"),
    ]


def test_an_exercise_that_is_no_self_test_is_refused(application: Application) -> None:
    with pytest.raises(InvalidRequest, match="chair-stand"):
        application.start_test("glute-bridge")
    with pytest.raises(InvalidRequest, match="single-leg"):
        application.start_test(BRIDGE, "on-the-head")


def test_a_session_under_way_comes_first(application: Application) -> None:
    application.start_test(STAND)
    with pytest.raises(Refusal, match="in progress"):
        application.start_test(STANCE)
