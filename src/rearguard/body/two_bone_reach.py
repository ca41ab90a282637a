"""Inverse kinematics of two bones: the middle joint for a given end point."""

from __future__ import annotations

import math

from rearguard.body.vector import (
    UPRIGHT_AXES,
    Vector,
    add,
    dot,
    length,
    multiply,
    normalize,
    perpendicular_part,
    subtract,
)

PARALLEL_TOLERANCE = 1e-6
"""Below this share two directions count as parallel."""


def solve_middle_joint(root: Vector, target: Vector, upper: float, lower: float, bend: Vector) -> Vector:
    """Return the position of the knee or elbow, by the law of cosines.

    Args:
        root: the start of the upper bone.
        target: the wanted end of the lower bone. Out of reach, the bones point towards it.
        upper: length of the upper bone.
        lower: length of the lower bone.
        bend: the direction of the joint between them.
    """
    root_to_target = subtract(target, root)
    distance = min(max(length(root_to_target), abs(upper - lower)), upper + lower)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance) if distance else 0.0
    aside = math.sqrt(max(upper**2 - along**2, 0.0))
    return add(
        root,
        add(multiply(normalize(root_to_target), along), multiply(perpendicular_towards(root_to_target, bend), aside)),
    )


def perpendicular_towards(direction: Vector, bend: Vector) -> Vector:
    """Return the direction perpendicular to `direction` that is closest to `bend`; any, where they are parallel."""
    ahead = normalize(direction)
    if length(subtract(bend, multiply(ahead, dot(bend, ahead)))) > PARALLEL_TOLERANCE * max(
        length(bend), PARALLEL_TOLERANCE
    ):
        return perpendicular_part(bend, ahead)
    return perpendicular_part(min(UPRIGHT_AXES, key=lambda axis: abs(dot(axis, ahead))), ahead)
