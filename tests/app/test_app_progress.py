"""Progress through the application: what feeds it, what the plan takes from it, what a person decides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from support.home_fixture import TurnedClock, rearguard
from support.simulated_beginner import HOUR, Novice

from rearguard.app.application import Application
from rearguard.app.person.paths import Home
from rearguard.app.person.settings import change, settings
from rearguard.app.training.levels import SNAPSHOT, choose, progress, take_it_easy, undo
from rearguard.app.training.planning import Wish, planned
from rearguard.core.errors import Misuse
from rearguard.journal.entry import Kind
from rearguard.plan.plan import Kind as StepKind
from rearguard.plan.plan import Step
from rearguard.progress.fold import Progress, fold
from rearguard.progress.sessions import KINDS, story


@pytest.fixture
def novice(home: Home, clock: TurnedClock) -> Novice:
    return Novice(home, clock)


def from_the_beginning(application: Application) -> Progress:
    """Return the fold of the whole journal, with nothing remembered."""
    exercises = application.library.exercises
    return fold(Progress(), story(application.diary.read(*KINDS)), exercises)


def judged(
    session: str, steps: Iterable[Step], exercise: str, *, score: float, reps: int | None = None
) -> list[Mapping[str, Any]]:
    """Return what a camera's coach keeps of the sets of an exercise."""
    return [
        {
            "session": session,
            "index": index,
            "exercise": exercise,
            "planned": {"reps": step.reps, "seconds": step.seconds},
            "seen": 1.0,
            "reps": [{}] * ((step.reps or 0) if reps is None else reps),
            "score": score,
        }
        for index, step in enumerate(steps)
        if step.kind is StepKind.WORK and step.exercise == exercise
    ]


def test_who_has_done_nothing_stands_nowhere_and_is_planned_for_as_everybody(novice: Novice) -> None:
    found = novice.report()
    assert (found["exercises"], found["changes"]) == ([], [])
    assert planned(Wish(), novice.application.library, novice.application.diary).gain == pytest.approx(0.9130, abs=5e-5)


def test_without_a_word_on_how_hard_it_was_nothing_goes_up(novice: Novice) -> None:
    for _ in range(3):
        session = novice.train(effort=None)
        novice.rest(1)
    assert novice.stands() == ("plain", 10)
    assert "has not been told" in novice.told_after(session)["glute-bridge"][1]


@pytest.mark.parametrize(("score", "reps", "stands"), [(1.0, None, 12), (0.7, None, 10), (1.0, 9, 10), (0.8, 12, 12)])
def test_what_a_camera_saw_counts(novice: Novice, score: float, reps: int | None, stands: int) -> None:
    steps = novice.application.plan(Wish()).steps
    for _ in range(2):
        session = novice.train()
        sets = judged(session, steps, "glute-bridge", score=score, reps=reps)
        novice.application.diary.write(*((Kind.SET_JUDGED, one) for one in sets))
        novice.rest(1)
    assert novice.stands() == ("plain", stands)
    assert novice.stands("clamshell") == ("plain", 12), "what nobody watched is not held against anybody"


def test_what_was_stopped_twice_leads_back_and_what_was_not_begun_does_not(novice: Novice) -> None:
    for _ in range(2):
        novice.train()
        novice.rest(1)
    assert novice.stands() == ("plain", 12)
    steps = novice.application.plan(Wish()).steps
    first = next(step.end for step in steps if step.exercise == "glute-bridge" and step.kind is StepKind.WORK)
    for _ in range(2):
        novice.train(until=first + 3)
        novice.rest(1)
    assert novice.stands() == ("plain", 10)
    assert novice.stands("clamshell") == ("plain", 12)


def test_the_plan_takes_level_and_repetitions_and_says_why(novice: Novice) -> None:
    for _ in range(6):
        novice.train()
        novice.rest(1.5)
    assert novice.planned() == ("band", 10)
    why = [str(one) for one in novice.application.plan(Wish()).why]
    assert (
        "Glute bridge: 2 × 10. Twice in a row it went well. Next level: With a band above the knees, with 10 "
        "repetitions again."
    ) in why
    without = novice.application.plan(Wish(without=("band",)))
    assert {step.level for step in without.steps if step.exercise == "glute-bridge"} == {"plain"}
    assert "An easier level than yours: no band." in " ".join(map(str, without.why))


def test_a_level_for_which_something_is_missing_is_passed_over(novice: Novice, home: Home) -> None:
    have = sorted(settings(home).have - {"band"})
    change(home, {**settings(home).as_json(), "have": have})
    for _ in range(6):
        novice.train()
        novice.rest(1.5)
    assert novice.stands() == ("squeezes", 10)


def test_undo_and_choice_count_for_the_next_plan(novice: Novice) -> None:
    diary, exercises = novice.application.diary, novice.application.library.exercises
    before = novice.planned()
    for _ in range(2):
        novice.train()
        novice.rest(1)
    assert novice.planned() == ("plain", 12)
    (one,) = [one for one in novice.report()["changes"] if one["exercise"] == "glute-bridge"]
    assert one["undoable"]
    undo(diary, exercises, one["id"])
    assert novice.planned() == before
    with pytest.raises(Misuse):
        undo(diary, exercises, one["id"])
    choose(diary, exercises, "glute-bridge", "walk-outs")
    assert novice.planned() == ("walk-outs", 10)
    take_it_easy(diary)
    assert novice.planned() == ("walk-outs", 6)
    for name, level in (("glute-bridge", "nowhere"), ("runners-stretch", "plain"), ("nothing", "plain")):
        with pytest.raises(Misuse):
            choose(diary, exercises, name, level)


def test_a_morning_told_after_an_undo_still_counts(novice: Novice) -> None:
    for _ in range(2):
        session = novice.train(pain=1)
        novice.rest(0.2)
    undo(novice.application.diary, novice.application.library.exercises, f"{session}/glute-bridge/more")
    assert novice.stands() == ("plain", 10)
    novice.wake(session, 2)
    assert novice.planned() == ("plain", 7)


def test_what_is_remembered_is_what_a_fold_from_the_beginning_finds(
    novice: Novice, home: Home, clock: TurnedClock
) -> None:
    diary, exercises = novice.application.diary, novice.application.library.exercises
    for pain in (0, 0, 4, 0, 0, 0, 0):
        novice.train(minutes=3, pain=pain)
        assert progress(diary, exercises) == from_the_beginning(novice.application)
        novice.rest(1.2)
    assert diary.settled is not None
    assert diary.settled.progress.last_at is not None, "the first sessions are not read again"
    novice.application.close()
    assert (home.data / SNAPSHOT).is_file()
    again = Application(home, clock)
    assert progress(again.diary, exercises) == from_the_beginning(again)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1", b'{"journal": [], "record": {"standings": 7}}', b"\xff"])
def test_a_damaged_snapshot_costs_time_and_nothing_else(novice: Novice, home: Home, damage: bytes) -> None:
    for _ in range(2):
        novice.train(minutes=3)
        novice.rest(1)
    novice.application.close()
    (home.data / SNAPSHOT).write_bytes(damage)
    assert novice.stands() == ("plain", 12)


def test_the_week_is_told_beside_what_research_asks(novice: Novice) -> None:
    novice.train()
    novice.rest(1)
    novice.train()
    week = novice.report()["week"]
    assert [(one["sets"], one["asked"]) for one in week["muscles"]] == [(6, 4), (8, 4)]
    assert [(one["exercise"], one["left"], one["right"], one["asked"]) for one in week["stretches"]] == [
        ("piriformis-stretch", 1.0, 1.0, 5),
        ("runners-stretch", 1.0, 1.0, 5),
    ]
    assert (week["sessions"], week["enough"]) == (2, True)
    novice.rest(8)
    empty = novice.report()["week"]
    assert (empty["sessions"], empty["enough"], empty["stretches"]) == (0, False, [])


def test_after_four_weeks_without_the_self_tests_are_due_until_one_is_done(novice: Novice) -> None:
    novice.train(minutes=3)
    assert novice.report()["retest"] is None
    novice.rest(29)
    assert novice.report()["retest"] is not None
    novice.application.diary.write((Kind.TESTED, {"test": "bridge-hold"}))
    assert novice.report()["retest"] is None


def test_the_command_tells_it_and_takes_back(novice: Novice, home: Home) -> None:
    assert rearguard("progress", home=home).stdout.startswith("Nothing yet.")
    for _ in range(2):
        novice.train(minutes=3)
        novice.clock.turn(2 * HOUR)
    novice.application.close()
    done = rearguard("progress", home=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Glute bridge" in done.stdout
    assert "Large glute muscle: " in done.stdout
    found = json.loads(rearguard("progress", "--json", home=home).stdout)
    assert found.keys() == {"at", "exercises", "changes", "week", "easy_week", "retest"}
    change_id = next(one["id"] for one in found["changes"] if one["exercise"] == "glute-bridge")
    back = json.loads(rearguard("progress", "--undo", change_id, "--json", home=home).stdout)
    assert back["changes"][0]["action"] == "undone"
    wrong = rearguard("progress", "--undo", "nothing", home=home)
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (2, "", 1)
