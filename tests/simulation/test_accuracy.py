"""The coach's accuracy with simulated people, against the bars; `just accuracy` measures many more."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from support.drawn_figures import EXERCISES
from support.simulation.accuracy_summary import FaultAccuracy, summarise_counts, summarise_false_counts, summarise_fault
from support.simulation.trial import Trial, list_faults, list_other_movements, run_other_movement_trial, run_trial

from rearguard.library.exercise import Exercise, Role
from rearguard.library.loader import load_for_check

PEOPLE, WITH_A_FAULT = 12, 3
"""An exercise, and a fault; always the same ones."""

EXACT, IN_TIME, HOLD_SECONDS, FOUND, FALSE = 0.99, 0.98, 0.3, 0.95, 0.02
"""Sets counted exactly, at least; holds in time, and what that is; faults found, at least, and invented, at most."""

WATCHED = [exercise for exercise in EXERCISES.values() if exercise.watch is not None]
FAULTY = [exercise for exercise in WATCHED if exercise.watch and exercise.watch.flaws]
TRAINED = [exercise for exercise in WATCHED if exercise.role is not Role.TEST]
"""In a self-test the person does only what was asked, so a squat that counts as a chair stand is not our case."""

every_exercise = pytest.mark.parametrize("exercise", WATCHED, ids=lambda exercise: exercise.id)


@cache
def _good(name: str) -> list[Trial]:
    exercise = EXERCISES[name]
    return [run_trial(exercise, exercise.levels[seed % len(exercise.levels)], seed) for seed in range(PEOPLE)]


@cache
def _findings(name: str) -> list[FaultAccuracy]:
    exercise = EXERCISES[name]
    level, findings = exercise.levels[0], []
    for number, flaw in enumerate(list_faults(exercise, level)):
        seeds = range(1000 * (number + 1), 1000 * (number + 1) + WITH_A_FAULT)
        findings.append(summarise_fault(flaw.id, [run_trial(exercise, level, seed, flaw) for seed in seeds]))
    return findings


@every_exercise
def test_no_good_set_is_off_by_more_than_one_and_each_side_is_detected(exercise: Exercise) -> None:
    summary = summarise_counts(_good(exercise.id))
    assert summary.within_one_share == 1
    assert summary.sets_with_false_holds == 0
    assert summary.correct_side_share == 1
    assert summary.mean_hold_error_s < HOLD_SECONDS / 2


def test_ninety_nine_in_a_hundred_sets_are_counted_exactly() -> None:
    trials = [trial for exercise in WATCHED if exercise.watch and exercise.watch.count for trial in _good(exercise.id)]
    assert summarise_counts(trials).exact_share >= EXACT, [
        (trial.exercise, trial.seed, trial.count_error) for trial in trials if trial.count_error
    ]


def test_holds_are_timed_to_a_third_of_a_second() -> None:
    errors = [error for exercise in WATCHED for trial in _good(exercise.id) for error in trial.hold_errors_s]
    assert len(errors) > 2 * PEOPLE
    assert sum(abs(error) <= HOLD_SECONDS for error in errors) >= IN_TIME * len(errors), sorted(errors)


def test_no_fault_is_invented_in_good_sets() -> None:
    trials = [trial for exercise in WATCHED for trial in _good(exercise.id)]
    reported = [(trial.exercise, trial.seed, trial.faults) for trial in trials if trial.faults]
    assert len(reported) <= FALSE * len(trials), reported


@pytest.mark.parametrize("exercise", FAULTY, ids=lambda exercise: exercise.id)
def test_every_fault_can_be_done_and_is_mostly_found(exercise: Exercise) -> None:
    findings = _findings(exercise.id)
    assert findings
    for finding in findings:
        assert finding.sets >= WITH_A_FAULT / 2, finding
        assert finding.found_share >= 2 / 3, finding


def test_clear_faults_are_found() -> None:
    findings = [fault_finding for exercise in WATCHED for fault_finding in _findings(exercise.id)]
    sets = sum(finding.sets for finding in findings)
    assert sum(finding.found_share * finding.sets for finding in findings) >= FOUND * sets, [
        (finding.fault, finding.found_share) for finding in findings
    ]


@pytest.mark.parametrize("exercise", TRAINED, ids=lambda exercise: exercise.id)
def test_nothing_is_counted_in_other_movement(exercise: Exercise) -> None:
    summary = summarise_false_counts(
        [run_other_movement_trial(exercise, does, seed) for seed, does in enumerate(list_other_movements(exercise))]
    )
    assert summary.minutes > 6
    assert (summary.reps, summary.held_seconds) == (0, 0), summary.movements


SIDE_RAISE = """\
id = "side-raise"
name = "Side leg raise"
summary = "Stand tall and raise one straight leg to the side."
role = "strengthen"
posture = "standing"
sides = "each"

[dose]
measure = "reps"
sets = { smallest = 1, usual = 2, largest = 3 }
reps = { smallest = 8, usual = 10, largest = 15 }
tempo = { up = 1, hold = 1, down = 1 }

[[levels]]
id = "plain"
name = "Without a band"
origin = "rearguard"
effort = { gluteus_maximus = 0.1, gluteus_medius = 0.3 }

[figure]
view = { yaw = 20, pitch = 6 }
pose = { pelvis = [-0.05, 0.9, 0], right_foot = { at = [-0.1, 0.066, 0], point = [0, 0, 1] } }

[[figure.keys]]
part = "up"
pose = { left_leg = { hip = [20, 6, 0], knee = 10 } }

[[figure.keys]]
part = "hold"
pose = { left_leg = { hip = [20, 32, 0], knee = 10 } }

[[figure.keys]]
part = "down"
pose = { left_leg = { hip = [20, 32, 0], knee = 10 } }

[watch]
posture = [{ measure = "trunk-tilt", below = 35 }]
camera = { place = "front", height = "hip", say = "Put the camera in front of you, as high as your hips." }
side = { measure = "upper-knee" }
count = { measure = "feet-gap", up = 1.0, down = 0.75, range = 0.4 }

[[watch.flaws]]
id = "leaning"
measure = "sway"
above = 8
margin = 6
when = "peak"
cue = "Stay tall."

[say]
setup = ["Stand tall."]
tempo_words = ["up", "hold", "down"]
feel = "At the side of the hip."
stop = ["sharp pain"]
cues = { start = "Raise the leg." }

[[sources]]
cite = "Somebody's own"
"""


def test_an_exercise_that_is_a_file_alone_is_simulated_with_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "side-raise.toml"
    path.write_text(SIDE_RAISE, encoding="utf-8")
    library = load_for_check(path)
    assert library.problems == ()
    exercise = library.exercises["side-raise"]
    (level,) = exercise.levels
    assert summarise_counts([run_trial(exercise, level, seed) for seed in range(6)]).exact_share == 1
    (flaw,) = list_faults(exercise, level)
    summary = summarise_fault(flaw.id, [run_trial(exercise, level, seed, flaw) for seed in range(6)])
    assert summary.sets == 6
    assert summary.found_share >= 0.9


def test_the_command_measures_such_an_exercise(tmp_path: Path) -> None:
    path = tmp_path / "side-raise.toml"
    path.write_text(SIDE_RAISE, encoding="utf-8")
    script = Path(__file__).parents[2] / "scripts/accuracy.py"
    run = subprocess.run(
        [sys.executable, script, "--exercises", path, "--people", "3"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    assert "| Side leg raise | 3 | 100.0% |" in run.stdout
    assert "| Side leg raise | leaning | 2 | 100% |" in run.stdout
