"""Measure how well the coach counts, times and finds faults; write docs/explanation/accuracy.md.

uv run --group dev scripts/accuracy.py                   simulated people; drawn ones too with the extra `video`
uv run --group dev scripts/accuracy.py --recordings DIR  the real recordings (.npz) of a folder as well
uv run --group dev scripts/accuracy.py --exercises PATH  an exercise file or a folder of your own; writes nothing
uv run --group dev scripts/accuracy.py --people 20       fewer people, as a smoke test; writes nothing
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import numpy as np
from accuracy_page import AccuracyResults, RecordingCounts, render_accuracy_page
from support.simulation.mediapipe_pose import estimate_with_mediapipe
from support.simulation.performance import Habits
from support.simulation.person import simulate_person
from support.simulation.picture import APPEARANCES
from support.simulation.trial import (
    OtherMovementTrial,
    Trial,
    judge_recording,
    list_faults,
    list_other_movements,
    run_other_movement_trial,
    run_trial,
)

from rearguard.body.recording import PoseRecording
from rearguard.coach.report import review_recording
from rearguard.library.exercise import Exercise, Role
from rearguard.library.loader import load_folders, load_for_check
from rearguard.library.watch import FaultRule

ROOT = Path(__file__).parent.parent
ACCURACY_PAGE = ROOT / "docs/explanation/accuracy.md"
POSE_MODEL = ROOT / "src/rearguard/web/static/pose/pose_landmarker_full.task"

PEOPLE_PER_EXERCISE, PEOPLE_PER_FAULT, DRAWN_PER_EXERCISE, CAMERA_PLACES = 150, 100, 10, 2
"""Simulated people an exercise, and a fault: with a hundred sets 95 % are known to a few percent; drawn ones an
exercise; and camera places from which other movement is seen. With five exercises that is more than a thousand and
fifty."""

FIRST_SEED = 60_000
"""Seeds begin here: far from all on which anything was tried, the tests' and those below 60,000."""

DRAWN_HABITS = Habits(reps=(3, 3), half_rep_chance=0.1, pause_chance=0.1, walk_off_chance=0.0, rise_chance=0.0)
DRAWN_PICTURES_PER_S = 8.0
"""Drawn people are seen for a short set at few pictures a second, or it would take too long."""


class Job(NamedTuple):
    """A set to simulate and to assess."""

    exercise: Exercise
    seed: int
    fault: FaultRule | None = None
    is_drawn: bool = False
    movement: str | None = None
    """Something else than the exercise."""


def run_job(job: Job) -> Trial | OtherMovementTrial:
    """Simulate and assess one set."""
    exercise, seed = job.exercise, job.seed
    if job.movement is not None:
        return run_other_movement_trial(exercise, job.movement, seed)
    level = exercise.levels[0 if job.fault else seed % len(exercise.levels)]
    if not job.is_drawn:
        return run_trial(exercise, level, seed, job.fault)
    person = simulate_person(exercise, level, seed, habits=DRAWN_HABITS)
    recording = estimate_with_mediapipe(
        person, POSE_MODEL, fps=DRAWN_PICTURES_PER_S, looks=APPEARANCES[seed % len(APPEARANCES)]
    )
    return judge_recording(exercise, level, seed, person, recording)


def list_jobs(exercise: Exercise, people: int, *, is_drawn: bool) -> list[Job]:
    """Return all jobs of one exercise."""
    share = people / PEOPLE_PER_EXERCISE
    jobs = [Job(exercise, FIRST_SEED + i) for i in range(people)]
    for number, flaw in enumerate(list_faults(exercise, exercise.levels[0])):
        begin = FIRST_SEED + 1000 * (number + 1)
        jobs += [Job(exercise, begin + i, flaw) for i in range(max(2, round(PEOPLE_PER_FAULT * share)))]
    # A self-test is done on request: the coach doesn't look for it among other movement.
    other = () if exercise.role is Role.TEST else list_other_movements(exercise)
    other = other[: max(1, round(len(other) * share))] if other else ()
    jobs += [
        Job(exercise, FIRST_SEED + i, movement=does)
        for does in other
        for i in range(max(1, round(CAMERA_PLACES * share)))
    ]
    if is_drawn:
        jobs += [Job(exercise, FIRST_SEED + 500 + i, is_drawn=True) for i in range(round(DRAWN_PER_EXERCISE * share))]
    return jobs


def count_recording(path: Path, exercises: tuple[Exercise, ...]) -> RecordingCounts:
    """Return what each exercise's coach counts in a recording."""
    with np.load(path, allow_pickle=False) as file:
        recording = PoseRecording(
            t=file["t"].astype(float),
            image=file["image"].astype(float),
            world=file["world"].astype(float),
            size=(int(file["size"][0]), int(file["size"][1])),
        )
    reports = {exercise.id: review_recording(exercise, recording) for exercise in exercises}
    return RecordingCounts(
        name=path.stem,
        seconds=float(recording.t[-1] - recording.t[0]),
        reps={id_: len(report.reps) for id_, report in reports.items()},
        held_seconds={id_: sum(hold.seconds for hold in report.holds) for id_, report in reports.items()},
    )


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recordings", type=Path, help="a folder of real recordings")
    parser.add_argument("--exercises", type=Path, help="an exercise's file, or a folder of them")
    parser.add_argument("--people", type=int, default=PEOPLE_PER_EXERCISE, help="simulated people an exercise")
    options = parser.parse_args()
    began = time.perf_counter()
    library = load_for_check(options.exercises) if options.exercises else load_folders()
    for problem in library.problems:
        sys.stderr.write(f"{problem}\n")
    exercises = tuple(
        exercise
        for exercise in library.exercises.values()
        if exercise.watch is not None and exercise.figure is not None
    )
    if not exercises:
        sys.exit("No exercise that has both a figure and a watch table.")
    can_draw = POSE_MODEL.exists() and find_spec("mediapipe") is not None
    todo = [job for exercise in exercises for job in list_jobs(exercise, options.people, is_drawn=can_draw)]
    todo.sort(key=lambda job: not job.is_drawn)  # the longest jobs first
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        trials = list(pool.map(run_job, todo, chunksize=4))
        files = sorted(options.recordings.glob("*.npz")) if options.recordings else []
        reals = list(pool.map(partial(count_recording, exercises=exercises), files))
    results = AccuracyResults(
        exercises=exercises,
        simulated_trials=[
            result for job, result in zip(todo, trials, strict=True) if isinstance(result, Trial) and not job.is_drawn
        ],
        drawn_trials=[
            result for job, result in zip(todo, trials, strict=True) if isinstance(result, Trial) and job.is_drawn
        ],
        other_movement_trials=[trial for trial in trials if isinstance(trial, OtherMovementTrial)],
        recording_counts=reals,
        seconds=time.perf_counter() - began,
        processes=os.cpu_count() or 1,
    )
    text = render_accuracy_page(results)
    if options.people >= PEOPLE_PER_EXERCISE and not options.exercises:
        ACCURACY_PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
