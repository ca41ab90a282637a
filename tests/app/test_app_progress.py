"""Progress through the application: its sources, its effect on the plan, and a person's decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from support.home_fixture import ManualClock, run_command
from support.simulated_beginner import HOUR_S, SimulatedBeginner

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.person.settings import change_settings, read_settings
from rearguard.app.training.levels import (
    PROGRESS_SNAPSHOT,
    choose_level,
    compute_progress,
    start_easy_week,
    undo_change,
)
from rearguard.app.training.planning import PlanRequest, plan_from_request
from rearguard.core.errors import InvalidRequest
from rearguard.journal.entry import EventKind
from rearguard.plan.plan import Step, StepKind
from rearguard.progress.fold import TrainingProgress, fold_progress
from rearguard.progress.sessions import PROGRESS_EVENT_KINDS, read_progress_events


@pytest.fixture
def novice(home: Paths, clock: ManualClock) -> SimulatedBeginner:
    return SimulatedBeginner(home, clock)


def from_the_beginning(application: Application) -> TrainingProgress:
    """Return the fold of the whole journal, without a snapshot."""
    exercises = application.library.exercises
    return fold_progress(
        TrainingProgress(), read_progress_events(application.diary.read(*PROGRESS_EVENT_KINDS)), exercises
    )


def judged(
    session: str, steps: Iterable[Step], exercise: str, *, score: float, reps: int | None = None
) -> list[Mapping[str, Any]]:
    """Return what a camera's coach stores about the sets of an exercise."""
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


def test_without_a_session_there_is_no_progress_and_the_plan_is_the_default(novice: SimulatedBeginner) -> None:
    report = novice.build_progress_report()
    assert (report["exercises"], report["changes"]) == ([], [])
    assert plan_from_request(PlanRequest(), novice.application.library, novice.application.diary).gain == pytest.approx(
        0.9130, abs=5e-5
    )


def test_without_a_word_on_how_hard_it_was_nothing_goes_up(novice: SimulatedBeginner) -> None:
    for _ in range(3):
        session = novice.train(effort=None)
        novice.skip_days(1)
    assert novice.find_current_level() == ("plain", 10)
    assert "you didn't say how hard it was" in novice.list_changes_after(session)["glute-bridge"][1]


@pytest.mark.parametrize(("score", "reps", "stands"), [(1.0, None, 12), (0.7, None, 10), (1.0, 9, 10), (0.8, 12, 12)])
def test_what_a_camera_saw_counts(novice: SimulatedBeginner, score: float, reps: int | None, stands: int) -> None:
    steps = novice.application.make_plan(PlanRequest()).steps
    for _ in range(2):
        session = novice.train()
        sets = judged(session, steps, "glute-bridge", score=score, reps=reps)
        novice.application.diary.write(*((EventKind.SET_JUDGED, set_) for set_ in sets))
        novice.skip_days(1)
    assert novice.find_current_level() == ("plain", stands)
    assert novice.find_current_level("clamshell") == ("plain", 12), "what nobody watched is not held against anybody"


def test_what_was_stopped_twice_leads_back_and_what_was_not_begun_does_not(novice: SimulatedBeginner) -> None:
    for _ in range(2):
        novice.train()
        novice.skip_days(1)
    assert novice.find_current_level() == ("plain", 12)
    steps = novice.application.make_plan(PlanRequest()).steps
    first = next(step.end for step in steps if step.exercise == "glute-bridge" and step.kind is StepKind.WORK)
    for _ in range(2):
        novice.train(until=first + 3)
        novice.skip_days(1)
    assert novice.find_current_level() == ("plain", 10)
    assert novice.find_current_level("clamshell") == ("plain", 12)


def test_the_plan_takes_level_and_repetitions_and_says_why(novice: SimulatedBeginner) -> None:
    for _ in range(6):
        novice.train()
        novice.skip_days(1.5)
    assert novice.find_planned_level() == ("band", 10)
    why = [str(reason) for reason in novice.application.make_plan(PlanRequest()).why]
    assert (
        "Glute bridge: 2 × 10 reps. Two good sessions in a row. Next level: With a band above the knees, starting "
        "at 10 reps."
    ) in why
    without = novice.application.make_plan(PlanRequest(without=("band",)))
    assert {step.level for step in without.steps if step.exercise == "glute-bridge"} == {"plain"}
    assert "Easier level than usual: no band." in " ".join(map(str, without.why))


def test_a_level_for_which_something_is_missing_is_passed_over(novice: SimulatedBeginner, home: Paths) -> None:
    have = sorted(read_settings(home).have - {"band"})
    change_settings(home, {**read_settings(home).as_json(), "have": have})
    for _ in range(6):
        novice.train()
        novice.skip_days(1.5)
    assert novice.find_current_level() == ("squeezes", 10)


def test_undo_and_choice_count_for_the_next_plan(novice: SimulatedBeginner) -> None:
    diary, exercises = novice.application.diary, novice.application.library.exercises
    before = novice.find_planned_level()
    for _ in range(2):
        novice.train()
        novice.skip_days(1)
    assert novice.find_planned_level() == ("plain", 12)
    (one,) = [change for change in novice.build_progress_report()["changes"] if change["exercise"] == "glute-bridge"]
    assert one["undoable"]
    undo_change(diary, exercises, one["id"])
    assert novice.find_planned_level() == before
    with pytest.raises(InvalidRequest):
        undo_change(diary, exercises, one["id"])
    choose_level(diary, exercises, "glute-bridge", "walk-outs")
    assert novice.find_planned_level() == ("walk-outs", 10)
    start_easy_week(diary)
    assert novice.find_planned_level() == ("walk-outs", 6)
    for name, level in (("glute-bridge", "nowhere"), ("runners-stretch", "plain"), ("nothing", "plain")):
        with pytest.raises(InvalidRequest):
            choose_level(diary, exercises, name, level)


def test_morning_pain_reported_after_an_undo_still_counts(novice: SimulatedBeginner) -> None:
    for _ in range(2):
        session = novice.train(pain=1)
        novice.skip_days(0.2)
    undo_change(novice.application.diary, novice.application.library.exercises, f"{session}/glute-bridge/more")
    assert novice.find_current_level() == ("plain", 10)
    novice.report_morning_pain(session, 2)
    assert novice.find_planned_level() == ("plain", 7)


def test_what_is_remembered_is_what_a_fold_from_the_beginning_finds(
    novice: SimulatedBeginner, home: Paths, clock: ManualClock
) -> None:
    diary, exercises = novice.application.diary, novice.application.library.exercises
    for pain in (0, 0, 4, 0, 0, 0, 0):
        novice.train(minutes=3, pain=pain)
        assert compute_progress(diary, exercises) == from_the_beginning(novice.application)
        novice.skip_days(1.2)
    assert diary.progress_checkpoint is not None
    assert diary.progress_checkpoint.progress.last_session_at is not None, "the first sessions are not read again"
    novice.application.close()
    assert (home.data / PROGRESS_SNAPSHOT).is_file()
    again = Application(home, clock)
    assert compute_progress(again.diary, exercises) == from_the_beginning(again)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1", b'{"journal": [], "record": {"standings": 7}}', b"\xff"])
def test_a_damaged_snapshot_costs_time_and_nothing_else(novice: SimulatedBeginner, home: Paths, damage: bytes) -> None:
    for _ in range(2):
        novice.train(minutes=3)
        novice.skip_days(1)
    novice.application.close()
    (home.data / PROGRESS_SNAPSHOT).write_bytes(damage)
    assert novice.find_current_level() == ("plain", 12)


def test_the_weekly_volume_is_shown_beside_the_recommended_one(novice: SimulatedBeginner) -> None:
    novice.train()
    novice.skip_days(1)
    novice.train()
    week = novice.build_progress_report()["week"]
    assert [(muscle["sets"], muscle["asked"]) for muscle in week["muscles"]] == [(6, 4), (8, 4)]
    assert [(one["exercise"], one["left"], one["right"], one["asked"]) for one in week["stretches"]] == [
        ("piriformis-stretch", 1.0, 1.0, 5),
        ("runners-stretch", 1.0, 1.0, 5),
    ]
    assert (week["sessions"], week["enough"]) == (2, True)
    novice.skip_days(8)
    empty = novice.build_progress_report()["week"]
    assert (empty["sessions"], empty["enough"], empty["stretches"]) == (0, False, [])


def test_after_four_weeks_without_the_self_tests_are_due_until_one_is_done(novice: SimulatedBeginner) -> None:
    novice.train(minutes=3)
    assert novice.build_progress_report()["retest"] is None
    novice.skip_days(29)
    assert novice.build_progress_report()["retest"] is not None
    novice.application.diary.write((EventKind.TESTED, {"test": "bridge-hold"}))
    assert novice.build_progress_report()["retest"] is None


def test_the_command_tells_it_and_takes_back(novice: SimulatedBeginner, home: Paths) -> None:
    assert run_command("progress", home=home).stdout.startswith("No sessions yet.")
    for _ in range(2):
        novice.train(minutes=3)
        novice.clock.advance(2 * HOUR_S)
    novice.application.close()
    result = run_command("progress", home=home)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Glute bridge" in result.stdout
    assert "Big glute (gluteus maximus): " in result.stdout
    report = json.loads(run_command("progress", "--json", home=home).stdout)
    assert report.keys() == {"at", "exercises", "changes", "week", "easy_week", "retest"}
    change_id = next(change["id"] for change in report["changes"] if change["exercise"] == "glute-bridge")
    back = json.loads(run_command("progress", "--undo", change_id, "--json", home=home).stdout)
    assert back["changes"][0]["action"] == "undone"
    wrong = run_command("progress", "--undo", "nothing", home=home)
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (2, "", 1)
