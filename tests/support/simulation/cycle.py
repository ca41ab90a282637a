"""How an exercise goes: its figure's cycle as bodies by phase, as drawn or changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import numpy as np

from rearguard.body.landmark import OPPOSITE
from rearguard.body.recording import Array
from rearguard.body.skeleton import stand
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level, Sides
from rearguard.library.motion import Motion, motion
from support.simulation.posture_change import Path, moved

COUNT = 48
"""Bodies that are built of a cycle; between them they go straight."""


class Amount(NamedTuple):
    """How much is added to a number of the posture: always, and besides at the height of the movement."""

    always: float
    active: float


Change = Mapping[Path, Amount]


@value
class Cycle:
    """Bodies over one cycle."""

    bodies: Array
    """[COUNT, 33, 3] in metres."""
    seconds: float
    """How long it takes as drawn."""

    @property
    def top(self) -> float:
        """The phase, as a share of the repetition, at which the way back begins."""
        active = activity(self.bodies)
        return float(np.flatnonzero(active > 0.97).max()) / COUNT if active.any() else 0.5

    def at(self, phases: Array) -> Array:
        """Return bodies [N, 33, 3] at phases; 1 is 0 again."""
        place = (phases % 1.0) * COUNT
        before = place.astype(int)
        share = (place - before)[:, None, None]
        between: Array = self.bodies[before % COUNT] * (1 - share) + self.bodies[(before + 1) % COUNT] * share
        return between


def sides(exercise: Exercise, level: Level) -> tuple[Side, ...]:
    """Return the sides on which a level is done."""
    together = (level.sides or exercise.sides) is Sides.TOGETHER
    return (Side.BOTH,) if together else (Side.LEFT, Side.RIGHT)


def cycle(exercise: Exercise, level: Level, side: Side, change: Change | None = None, times: float = 1.0) -> Cycle:
    """Return the cycle of an exercise that has a figure.

    Args:
        exercise: which.
        level: one of its levels.
        side: the side that works; the right one is the left one mirrored.
        change: what is different from how it is drawn.
        times: how much of the change.
    """
    if change:
        shapes = Shapes(exercise, level, np.arange(COUNT) / COUNT)
        bodies, seconds = shapes.changed(change, times), drawn(exercise, level).seconds
    else:
        bodies, seconds = _plain(exercise, level)
    return Cycle(mirror(bodies) if side is Side.RIGHT else bodies, seconds)


def drawn(exercise: Exercise, level: Level) -> Motion:
    """Return the motion of an exercise's figure.

    Raises:
        ValueError: it has none.
    """
    if exercise.figure is None:
        raise ValueError(f"{exercise.id} has no figure")
    return motion(exercise.figure, level, level.tempo or exercise.dose.tempo)


def activity(bodies: Array) -> Array:
    """Return how far a body is from where its cycle begins, 0 to 1, for [N, 33, 3]."""
    central = bodies - bodies[:, 23:25].mean(axis=1, keepdims=True)
    # Hips that rise are a movement too: the height of all is kept.
    central[..., 1] = bodies[..., 1]
    way = np.sqrt(((central - central[0]) ** 2).sum(axis=(1, 2)))
    farthest: Array = way / max(way.max(), 1e-9)
    return farthest


class Shapes:
    """The postures of a cycle on the left side at some phases, ready to be changed."""

    def __init__(self, exercise: Exercise, level: Level, phases: Array) -> None:
        """Take an exercise that has a figure, at one of its levels, and phases [N]."""
        moving = drawn(exercise, level)
        active = activity(_plain(exercise, level)[0])
        self._postures = [moving.posture(float(phase)) for phase in phases]
        self._heights = np.interp(phases % 1.0, np.arange(COUNT + 1) / COUNT, [*active, active[0]])

    def changed(self, change: Change, times: float = 1.0) -> Array:
        """Return their bodies [N, 33, 3] with so much of a change."""
        made = []
        for posture, active in zip(self._postures, self._heights, strict=True):
            amounts = {path: times * (always + active * more) for path, (always, more) in change.items()}
            made.append(stand(moved(posture, amounts)).landmarks)
        return np.array(made)


@cache
def _plain(exercise: Exercise, level: Level) -> tuple[Array, float]:
    moving = drawn(exercise, level)
    return np.array([moving.body(i / COUNT).landmarks for i in range(COUNT)]), moving.seconds


def mirror(bodies: Array) -> Array:
    """Return bodies [N, 33, 3] in a mirror whose plane is x = 0."""
    other: Array = bodies[:, list(OPPOSITE)] * np.array([-1.0, 1.0, 1.0])
    return other
