"""Two bones that must reach a point: where the joint between them is."""

from __future__ import annotations

import math

from rearguard.body.vector import UPRIGHT, Vector, across, add, dot, length, minus, times, unit

PARALLEL = 1e-6
"""Below this a direction has no side worth speaking of."""


def middle(root: Vector, target: Vector, upper: float, lower: float, bend: Vector) -> Vector:
    """Return where the knee or elbow is, by the law of cosines.

    Args:
        root: where the upper bone begins.
        target: where the lower bone should end. Out of reach, the bones point towards it.
        upper: length of the upper bone.
        lower: length of the lower bone.
        bend: the side to which the joint between them points.
    """
    way = minus(target, root)
    distance = min(max(length(way), abs(upper - lower)), upper + lower)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance) if distance else 0.0
    beside = math.sqrt(max(upper**2 - along**2, 0.0))
    return add(root, add(times(unit(way), along), times(aside(way, bend), beside)))


def aside(way: Vector, bend: Vector) -> Vector:
    """Return the direction at right angles to a way that points most where `bend` does; any, where none does."""
    ahead = unit(way)
    if length(minus(bend, times(ahead, dot(bend, ahead)))) > PARALLEL * max(length(bend), PARALLEL):
        return across(bend, ahead)
    return across(min(UPRIGHT, key=lambda axis: abs(dot(axis, ahead))), ahead)
