"""Two bones that must reach a point: where the joint between them is."""

from __future__ import annotations

import math

from rearguard.body.vector import Vector, across, add, dot, length, minus, times, unit


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
    ahead = unit(way)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance) if distance else 0.0
    aside = math.sqrt(max(upper**2 - along**2, 0.0))
    if abs(dot(unit(bend), ahead)) > 1 - 1e-9:  # no side at all: any will do
        bend = (ahead[1], ahead[2], ahead[0])
    return add(root, add(times(ahead, along), times(across(bend, ahead), aside)))
