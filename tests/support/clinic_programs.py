"""A physiotherapist's programmes of ten and of twelve exercises.

The efforts of those that the library has are the library's; the others' are made up, but of that size.
"""

from __future__ import annotations

from dataclasses import replace

from rearguard.library.exercise import Exercise, Posture, Range, Role
from rearguard.library.program import Item, Program
from support.sample_exercises import BRIDGE, CLAM, PIRIFORMIS, RUNNER, SQUEEZE, WALK, exercise

HAMSTRING = exercise(
    "hamstring-stretch",
    posture=Posture.CHAIR,
    role=Role.STRETCH,
    each=True,
    seconds=(30, 30, 30),
    hold=True,
    effort=(0.0, 0.0),
)
SEATED_BAND = exercise("seated-band", posture=Posture.CHAIR, reps=12, tempo=(1, 1, 1), rest=15, effort=(0.12, 0.26))
STANCE = exercise("one-leg-stance", posture=Posture.STANDING, each=True, seconds=(20, 30, 40), effort=(0.10, 0.20))
KICK = exercise("standing-kick", posture=Posture.STANDING, each=True, reps=10, tempo=(1, 1, 1), effort=(0.28, 0.24))
ONE_LEG_BRIDGE = exercise("one-leg-bridge", each=True, reps=8, tempo=(1, 2, 1), effort=(0.47, 0.50))
SIDE_PLANK = exercise("side-plank", each=True, seconds=(15, 20, 30), hold=True, effort=(0.15, 0.43))
FIGURE_FOUR = exercise(
    "figure-four", role=Role.STRETCH, each=True, seconds=(30, 30, 30), hold=True, step_in=5, effort=(0.0, 0.0)
)

TEN = (
    (BRIDGE, Item(exercise="glute-bridge", sets=3)),
    (WALK, Item(exercise="monster-walk", sets=3, seconds=60)),
    (CLAM, Item(exercise="clamshell", sets=3)),
    (ONE_LEG_BRIDGE, Item(exercise="one-leg-bridge", sets=2)),
    (SIDE_PLANK, Item(exercise="side-plank", sets=2)),
    (SQUEEZE, Item(exercise="glute-squeeze", sets=3)),
    (RUNNER, Item(exercise="runners-stretch", sets=1, seconds=30)),
    (STANCE, Item(exercise="one-leg-stance", sets=1)),
    (PIRIFORMIS, Item(exercise="piriformis-stretch", sets=1, seconds=30)),
    (HAMSTRING, Item(exercise="hamstring-stretch", sets=1)),
)
TWELVE = (
    *TEN,
    (KICK, Item(exercise="standing-kick", sets=2)),
    (FIGURE_FOUR, Item(exercise="figure-four", sets=1)),
)


def programme(of: tuple[tuple[Exercise, Item], ...]) -> tuple[Program, dict[str, Exercise]]:
    """Return a programme and its exercises by id."""
    return Program(id="clinic", name="Clinic", items=tuple(item for _, item in of)), {one.id: one for one, _ in of}


def coarse(of: tuple[tuple[Exercise, Item], ...]) -> tuple[tuple[Exercise, Item], ...]:
    """Return the same with at most two lengths for what is timed, so that trying everything is quick."""
    return tuple((_coarse(one), item) for one, item in of)


def _coarse(one: Exercise) -> Exercise:
    if one.dose.seconds is None or one.role is Role.STRETCH:
        return one
    largest = one.dose.seconds.usual
    return replace(one, dose=replace(one.dose, seconds=Range(smallest=largest - 5, usual=largest, largest=largest)))
