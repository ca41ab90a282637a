"""The cycle of an exercise: its figure's bodies by phase, as drawn or changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from rearguard.body.landmark import OPPOSITE_LANDMARKS
from rearguard.body.recording import FloatArray
from rearguard.body.skeleton import build_body
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level, Sidedness
from rearguard.library.motion import Motion, make_motion
from support.simulation.posture_change import NumberPath, add_amounts

BODIES_PER_CYCLE = 48
"""Bodies that are built of a cycle; between them they go straight."""


class Amount(NamedTuple):
    """The amount added to a number of the posture: always, and extra at the height of the movement."""

    always: float
    at_peak: float


Change = Mapping[NumberPath, Amount]


@value
class Cycle:
    """Bodies over one cycle."""

    bodies: FloatArray
    """[COUNT, 33, 3] in metres."""
    seconds: float
    """How long it takes as drawn."""

    @property
    def turning_phase(self) -> float:
        """The phase, as a share of the repetition, at which the way back begins."""
        active = measure_displacement(self.bodies)
        return float(np.flatnonzero(active > 0.97).max()) / BODIES_PER_CYCLE if active.any() else 0.5

    def interpolate(self, phases: FloatArray) -> FloatArray:
        """Return bodies [N, 33, 3] at phases; 1 is 0 again."""
        place = (phases % 1.0) * BODIES_PER_CYCLE
        before = place.astype(int)
        share = (place - before)[:, None, None]
        between: FloatArray = (
            self.bodies[before % BODIES_PER_CYCLE] * (1 - share) + self.bodies[(before + 1) % BODIES_PER_CYCLE] * share
        )
        return between


def list_sides(exercise: Exercise, level: Level) -> tuple[Side, ...]:
    """Return the sides on which a level is done."""
    together = (level.sides or exercise.sides) is Sidedness.TOGETHER
    return (Side.BOTH,) if together else (Side.LEFT, Side.RIGHT)


def build_cycle(
    exercise: Exercise, level: Level, side: Side, change: Change | None = None, times: float = 1.0
) -> Cycle:
    """Return the cycle of an exercise that has a figure.

    Args:
        exercise: which.
        level: one of its levels.
        side: the side that works; the right one is the left one mirrored.
        change: what is different from how it is drawn.
        times: how much of the change.
    """
    if change:
        shapes = CyclePostures(exercise, level, np.arange(BODIES_PER_CYCLE) / BODIES_PER_CYCLE)
        bodies, seconds = shapes.build_bodies(change, times), build_motion(exercise, level).seconds
    else:
        bodies, seconds = _plain(exercise, level)
    return Cycle(mirror(bodies) if side is Side.RIGHT else bodies, seconds)


def build_motion(exercise: Exercise, level: Level) -> Motion:
    """Return the motion of an exercise's figure.

    Raises:
        ValueError: it has none.
    """
    if exercise.figure is None:
        raise ValueError(f"{exercise.id} has no figure")
    return make_motion(exercise.figure, level, exercise.at(level).tempo)


def measure_displacement(bodies: FloatArray) -> FloatArray:
    """Return the displacement of a body from the start of its cycle, 0 to 1, for [N, 33, 3]."""
    central = bodies - bodies[:, 23:25].mean(axis=1, keepdims=True)
    # Rising hips are a movement too, so the absolute height is compared.
    central[..., 1] = bodies[..., 1]
    way = np.sqrt(((central - central[0]) ** 2).sum(axis=(1, 2)))
    farthest: FloatArray = way / max(way.max(), 1e-9)
    return farthest


class CyclePostures:
    """The postures of a cycle on the left side at some phases, ready to be changed."""

    def __init__(self, exercise: Exercise, level: Level, phases: FloatArray) -> None:
        """Take an exercise that has a figure, at one of its levels, and phases [N]."""
        moving = build_motion(exercise, level)
        active = measure_displacement(_plain(exercise, level)[0])
        self._postures = [moving.pose_at(float(phase)) for phase in phases]
        self._heights = np.interp(
            phases % 1.0, np.arange(BODIES_PER_CYCLE + 1) / BODIES_PER_CYCLE, [*active, active[0]]
        )

    def build_bodies(self, change: Change, times: float = 1.0) -> FloatArray:
        """Return their bodies [N, 33, 3] with a multiple of a change."""
        bodies = []
        for posture, active in zip(self._postures, self._heights, strict=True):
            amounts = {path: times * (always + active * more) for path, (always, more) in change.items()}
            bodies.append(build_body(add_amounts(posture, amounts)).landmarks)
        return np.array(bodies)


@cache
def _plain(exercise: Exercise, level: Level) -> tuple[FloatArray, float]:
    moving = build_motion(exercise, level)
    return np.array([moving.body_at(i / BODIES_PER_CYCLE).landmarks for i in range(BODIES_PER_CYCLE)]), moving.seconds


def mirror(bodies: FloatArray) -> FloatArray:
    """Return bodies [N, 33, 3] in a mirror whose plane is x = 0."""
    other: FloatArray = bodies[:, list(OPPOSITE_LANDMARKS)] * np.array([-1.0, 1.0, 1.0])
    return other
