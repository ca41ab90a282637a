"""All that our exercises draw: every exercise, level and side, over one cycle."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from rearguard.body.landmark import Landmark, Landmarks
from rearguard.body.vector import Vector, angle, between, minus
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level, Sides
from rearguard.library.figure import Figure
from rearguard.library.loader import load
from rearguard.library.motion import Motion, frames, motion

EXERCISES = load().exercises
COUNT = 60
"""Bodies a cycle."""


class Drawn(NamedTuple):
    """A figure to look at."""

    exercise: str
    level: str
    side: Side

    def __str__(self) -> str:
        return f"{self.exercise}-{self.level}-{self.side}"


def _sides(exercise: Exercise, level: Level) -> tuple[Side, ...]:
    together = (level.sides or exercise.sides) is Sides.TOGETHER
    return (Side.BOTH,) if together else (Side.LEFT, Side.RIGHT)


ALL = [
    Drawn(exercise.id, level.id, side)
    for exercise in EXERCISES.values()
    for level in exercise.levels
    for side in _sides(exercise, level)
]


def of(*exercises: str) -> list[Drawn]:
    """Return the figures of some exercises."""
    return [drawn for drawn in ALL if drawn.exercise in exercises]


def exercise_and_level(drawn: Drawn) -> tuple[Exercise, Level]:
    exercise = EXERCISES[drawn.exercise]
    return exercise, exercise.level(drawn.level)


@cache
def cycle(drawn: Drawn, count: int = COUNT) -> tuple[Landmarks, ...]:
    """Return its bodies."""
    return frames(*exercise_and_level(drawn), drawn.side, count)


def moving(drawn: Drawn) -> Motion:
    """Return its motion, on the left side."""
    exercise, level = exercise_and_level(drawn)
    return motion(figure(drawn), level, level.tempo or exercise.dose.tempo)


def figure(drawn: Drawn) -> Figure:
    found = EXERCISES[drawn.exercise].figure
    assert found is not None
    return found


def at(marks: Landmarks, name: str) -> Vector:
    """Return the place of a landmark; of `hips` or `shoulders` the middle between the two."""
    if name in {"hips", "shoulders"}:
        return between(at(marks, f"left_{name[:-1]}"), at(marks, f"right_{name[:-1]}"), 0.5)
    return marks[Landmark[name.upper()]]


def apart(marks: Landmarks, a: str, b: str) -> float:
    """Return the distance of two landmarks."""
    return math.dist(at(marks, a), at(marks, b))


def bend(marks: Landmarks, a: str, b: str, c: str) -> float:
    """Return the angle at b between the ways to a and to c; 180 is straight."""
    return angle(minus(at(marks, a), at(marks, b)), minus(at(marks, c), at(marks, b)))


def from_the_side(marks: Landmarks) -> Landmarks:
    """Return the places as one sees them who looks along x."""
    return tuple((0.0, y, z) for _, y, z in marks)
