"""A physiotherapist's programmes of ten and of twelve exercises.

Exercises of the library have the library's efforts; the others' are made up, but of similar size.
"""

from __future__ import annotations

from dataclasses import replace

from rearguard.library.exercise import AmountRange, Exercise, Posture, Role
from rearguard.library.program import Program, ProgramItem
from support.sample_exercises import (
    CLAMSHELL,
    GLUTE_BRIDGE,
    GLUTE_SQUEEZE,
    MONSTER_WALK,
    PIRIFORMIS_STRETCH,
    RUNNERS_STRETCH,
    make_exercise,
)

HAMSTRING_STRETCH = make_exercise(
    "hamstring-stretch",
    posture=Posture.CHAIR,
    role=Role.STRETCH,
    each=True,
    seconds=(30, 30, 30),
    hold=True,
    effort=(0.0, 0.0),
)
SEATED_BAND = make_exercise(
    "seated-band", posture=Posture.CHAIR, reps=12, tempo=(1, 1, 1), rest=15, effort=(0.12, 0.26)
)
ONE_LEG_STANCE = make_exercise(
    "one-leg-stance", posture=Posture.STANDING, each=True, seconds=(20, 30, 40), effort=(0.10, 0.20)
)
STANDING_KICK = make_exercise(
    "standing-kick", posture=Posture.STANDING, each=True, reps=10, tempo=(1, 1, 1), effort=(0.28, 0.24)
)
ONE_LEG_BRIDGE = make_exercise("one-leg-bridge", each=True, reps=8, tempo=(1, 2, 1), effort=(0.47, 0.50))
SIDE_PLANK = make_exercise("side-plank", each=True, seconds=(15, 20, 30), hold=True, effort=(0.15, 0.43))
FIGURE_FOUR = make_exercise(
    "figure-four", role=Role.STRETCH, each=True, seconds=(30, 30, 30), hold=True, step_in=5, effort=(0.0, 0.0)
)

TEN_EXERCISES = (
    (GLUTE_BRIDGE, ProgramItem(exercise="glute-bridge", sets=3)),
    (MONSTER_WALK, ProgramItem(exercise="monster-walk", sets=3, seconds=60)),
    (CLAMSHELL, ProgramItem(exercise="clamshell", sets=3)),
    (ONE_LEG_BRIDGE, ProgramItem(exercise="one-leg-bridge", sets=2)),
    (SIDE_PLANK, ProgramItem(exercise="side-plank", sets=2)),
    (GLUTE_SQUEEZE, ProgramItem(exercise="glute-squeeze", sets=3)),
    (RUNNERS_STRETCH, ProgramItem(exercise="runners-stretch", sets=1, seconds=30)),
    (ONE_LEG_STANCE, ProgramItem(exercise="one-leg-stance", sets=1)),
    (PIRIFORMIS_STRETCH, ProgramItem(exercise="piriformis-stretch", sets=1, seconds=30)),
    (HAMSTRING_STRETCH, ProgramItem(exercise="hamstring-stretch", sets=1)),
)
TWELVE_EXERCISES = (
    *TEN_EXERCISES,
    (STANDING_KICK, ProgramItem(exercise="standing-kick", sets=2)),
    (FIGURE_FOUR, ProgramItem(exercise="figure-four", sets=1)),
)


def build_program(exercises_and_items: tuple[tuple[Exercise, ProgramItem], ...]) -> tuple[Program, dict[str, Exercise]]:
    """Return a programme and its exercises by id."""
    return Program(id="clinic", name="Clinic", items=tuple(item for _, item in exercises_and_items)), {
        exercise.id: exercise for exercise, _ in exercises_and_items
    }


def coarsen(exercises_and_items: tuple[tuple[Exercise, ProgramItem], ...]) -> tuple[tuple[Exercise, ProgramItem], ...]:
    """Return the programme with at most two lengths for timed exercises, so that brute force is quick."""
    return tuple((_coarse(exercise), item) for exercise, item in exercises_and_items)


def _coarse(exercise: Exercise) -> Exercise:
    if exercise.dose.seconds is None or exercise.role is Role.STRETCH:
        return exercise
    largest = exercise.dose.seconds.usual
    return replace(
        exercise, dose=replace(exercise.dose, seconds=AmountRange(smallest=largest - 5, usual=largest, largest=largest))
    )
