"""All that our exercises draw: every exercise, level and side, over one cycle."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from rearguard.body.landmark import Landmark, Landmarks
from rearguard.body.vector import Vector, angle_between, interpolate, subtract
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level, Sidedness
from rearguard.library.figure import Figure
from rearguard.library.loader import load_folders
from rearguard.library.motion import Motion, animation_frames, make_motion

EXERCISES = load_folders().exercises
BODIES_PER_CYCLE = 60
"""Bodies a cycle."""


class FigureVariant(NamedTuple):
    """A figure to examine."""

    exercise: str
    level: str
    side: Side

    def __str__(self) -> str:
        return f"{self.exercise}-{self.level}-{self.side}"


def _sides(exercise: Exercise, level: Level) -> tuple[Side, ...]:
    together = (level.sides or exercise.sides) is Sidedness.TOGETHER
    return (Side.BOTH,) if together else (Side.LEFT, Side.RIGHT)


ALL_VARIANTS = [
    FigureVariant(exercise.id, level.id, side)
    for exercise in EXERCISES.values()
    for level in exercise.levels
    for side in _sides(exercise, level)
]


def select_variants(*exercises: str) -> list[FigureVariant]:
    """Return the figures of some exercises."""
    return [variant for variant in ALL_VARIANTS if variant.exercise in exercises]


def find_exercise_and_level(variant: FigureVariant) -> tuple[Exercise, Level]:
    exercise = EXERCISES[variant.exercise]
    return exercise, exercise.level(variant.level)


@cache
def build_cycle(variant: FigureVariant, count: int = BODIES_PER_CYCLE) -> tuple[Landmarks, ...]:
    """Return its bodies."""
    return animation_frames(*find_exercise_and_level(variant), variant.side, count)


def build_motion(variant: FigureVariant) -> Motion:
    """Return its motion, on the left side."""
    exercise, level = find_exercise_and_level(variant)
    return make_motion(find_figure(variant), level, exercise.at(level).tempo)


def find_figure(variant: FigureVariant) -> Figure:
    figure = EXERCISES[variant.exercise].figure
    assert figure is not None
    return figure


def find_position(marks: Landmarks, name: str) -> Vector:
    """Return the position of a landmark; of `hips` or `shoulders` the middle between the two."""
    if name in {"hips", "shoulders"}:
        return interpolate(find_position(marks, f"left_{name[:-1]}"), find_position(marks, f"right_{name[:-1]}"), 0.5)
    return marks[Landmark[name.upper()]]


def measure_distance(marks: Landmarks, a: str, b: str) -> float:
    """Return the distance of two landmarks."""
    return math.dist(find_position(marks, a), find_position(marks, b))


def measure_angle(marks: Landmarks, a: str, b: str, c: str) -> float:
    """Return the angle at b between the directions to a and to c; 180 is straight."""
    return angle_between(
        subtract(find_position(marks, a), find_position(marks, b)),
        subtract(find_position(marks, c), find_position(marks, b)),
    )


def project_to_side(marks: Landmarks) -> Landmarks:
    """Return the positions as seen along x."""
    return tuple((0.0, y, z) for _, y, z in marks)
