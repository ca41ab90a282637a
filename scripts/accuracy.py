"""Measure how well the coach counts, times and finds faults; write docs/explanation/accuracy.md.

uv run scripts/accuracy.py                        simulated people; drawn ones too where the extra `video` is installed
uv run scripts/accuracy.py --recordings DIR       the real recordings (.npz) of a folder as well
uv run scripts/accuracy.py --exercises PATH       an exercise's file or a folder of them instead of ours; writes nothing
uv run scripts/accuracy.py --people 20            fewer people, to see that it runs; writes nothing
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
from accuracy_page import Real, Results, page
from support.simulation.mediapipe_pose import posed
from support.simulation.performance import Habits
from support.simulation.person import person
from support.simulation.picture import LOOKS
from support.simulation.trial import Passing, Trial, attempt, flaws, judged, other_movement, passing

from rearguard.body.recording import Recording
from rearguard.coach.report import review
from rearguard.library.exercise import Exercise, Role
from rearguard.library.loader import check, load
from rearguard.library.watch import Flaw

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/explanation/accuracy.md"
MODEL = ROOT / "src/rearguard/web/static/pose/pose_landmarker_full.task"

PEOPLE, WITH_A_FAULT, DRAWN, PLACES = 150, 100, 10, 2
"""Simulated people an exercise, and a fault: with a hundred sets 95 % are known to a few percent; drawn ones an
exercise; and camera places from which other movement is seen. With five exercises that is more than a thousand and
fifty."""

FIRST = 60_000
"""Seeds begin here: far from all on which anything was tried, the tests' and those below 60,000."""

DRAWN_HABITS = Habits(reps=(3, 3), half=0.1, pause=0.1, walk_off=0.0, rise=0.0)
DRAWN_RATE = 8.0
"""Drawn people are seen for a short set at few pictures a second, or it would take too long."""


class Job(NamedTuple):
    """One set to simulate and to judge."""

    exercise: Exercise
    seed: int
    flaw: Flaw | None = None
    drawn: bool = False
    does: str | None = None
    """Something else than the exercise."""


def do(job: Job) -> Trial | Passing:
    """Simulate and judge one set."""
    exercise, seed = job.exercise, job.seed
    if job.does is not None:
        return passing(exercise, job.does, seed)
    level = exercise.levels[0 if job.flaw else seed % len(exercise.levels)]
    if not job.drawn:
        return attempt(exercise, level, seed, job.flaw)
    who = person(exercise, level, seed, habits=DRAWN_HABITS)
    recording = posed(who, MODEL, fps=DRAWN_RATE, looks=LOOKS[seed % len(LOOKS)])
    return judged(exercise, level, seed, who, recording)


def jobs(exercise: Exercise, people: int, *, drawn: bool) -> list[Job]:
    """Return all that is to be done for one exercise."""
    share = people / PEOPLE
    made = [Job(exercise, FIRST + i) for i in range(people)]
    for number, flaw in enumerate(flaws(exercise, exercise.levels[0])):
        begin = FIRST + 1000 * (number + 1)
        made += [Job(exercise, begin + i, flaw) for i in range(max(2, round(WITH_A_FAULT * share)))]
    # Whoever is tested is asked to do just that: nobody watches for it among other movement.
    other = () if exercise.role is Role.TEST else other_movement(exercise)
    other = other[: max(1, round(len(other) * share))] if other else ()
    made += [Job(exercise, FIRST + i, does=does) for does in other for i in range(max(1, round(PLACES * share)))]
    if drawn:
        made += [Job(exercise, FIRST + 500 + i, drawn=True) for i in range(round(DRAWN * share))]
    return made


def real(path: Path, exercises: tuple[Exercise, ...]) -> Real:
    """Return what each exercise's coach counts in a recording."""
    with np.load(path, allow_pickle=False) as file:
        recording = Recording(
            t=file["t"].astype(float),
            image=file["image"].astype(float),
            world=file["world"].astype(float),
            size=(int(file["size"][0]), int(file["size"][1])),
        )
    found = {exercise.id: review(exercise, recording) for exercise in exercises}
    return Real(
        name=path.stem,
        seconds=float(recording.t[-1] - recording.t[0]),
        reps={id_: len(report.reps) for id_, report in found.items()},
        held={id_: sum(hold.seconds for hold in report.holds) for id_, report in found.items()},
    )


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recordings", type=Path, help="a folder of real recordings")
    parser.add_argument("--exercises", type=Path, help="an exercise's file, or a folder of them")
    parser.add_argument("--people", type=int, default=PEOPLE, help="simulated people an exercise")
    asked = parser.parse_args()
    began = time.perf_counter()
    library = check(asked.exercises) if asked.exercises else load()
    for problem in library.problems:
        sys.stderr.write(f"{problem}\n")
    exercises = tuple(one for one in library.exercises.values() if one.watch is not None and one.figure is not None)
    if not exercises:
        sys.exit("No exercise that has both a figure and a watch table.")
    drawn = MODEL.exists() and find_spec("mediapipe") is not None
    todo = [job for exercise in exercises for job in jobs(exercise, asked.people, drawn=drawn)]
    todo.sort(key=lambda job: not job.drawn)  # what takes longest first
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(do, todo, chunksize=4))
        files = sorted(asked.recordings.glob("*.npz")) if asked.recordings else []
        reals = list(pool.map(partial(real, exercises=exercises), files))
    results = Results(
        exercises=exercises,
        plain=[one for job, one in zip(todo, done, strict=True) if isinstance(one, Trial) and not job.drawn],
        drawn=[one for job, one in zip(todo, done, strict=True) if isinstance(one, Trial) and job.drawn],
        passings=[one for one in done if isinstance(one, Passing)],
        reals=reals,
        seconds=time.perf_counter() - began,
        processes=os.cpu_count() or 1,
    )
    text = page(results)
    if asked.people >= PEOPLE and not asked.exercises:
        PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
