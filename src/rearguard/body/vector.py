"""Points, directions and rotations in space, in plain Python: a figure needs no NumPy."""

from __future__ import annotations

import math

Vector = tuple[float, float, float]
"""A point or direction in the room: x to the left of a person who faces z, y up, z ahead; points are in metres."""

Axes = tuple[Vector, Vector, Vector]
"""The left, up and ahead directions of a body part in the room: orthonormal."""

UPRIGHT_AXES: Axes = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
"""The axes of a person who stands facing z."""


def add(a: Vector, b: Vector) -> Vector:
    """Return a + b."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def subtract(a: Vector, b: Vector) -> Vector:
    """Return a − b: the vector from b to a."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def multiply(a: Vector, factor: float) -> Vector:
    """Return a times a factor."""
    return a[0] * factor, a[1] * factor, a[2] * factor


def dot(a: Vector, b: Vector) -> float:
    """Return the inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the cross product, right-handed."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vector) -> float:
    """Return the length."""
    return math.sqrt(dot(a, a))


def normalize(a: Vector) -> Vector:
    """Return the unit vector in the direction of a; for a zero vector, straight up."""
    size = length(a)
    return multiply(a, 1 / size) if size > 1e-12 else (0.0, 1.0, 0.0)  # noqa: PLR2004 - rounding of zero


def perpendicular_part(a: Vector, along: Vector) -> Vector:
    """Return the unit vector of `a` minus its part along the unit vector `along`."""
    return normalize(subtract(a, multiply(along, dot(a, along))))


def interpolate(a: Vector, b: Vector, share: float) -> Vector:
    """Return the point at a share of the line from a to b."""
    return add(a, multiply(subtract(b, a), share))


def to_world(axes: Axes, local: Vector) -> Vector:
    """Convert a direction from a part's axes to the room's."""
    return add(add(multiply(axes[0], local[0]), multiply(axes[1], local[1])), multiply(axes[2], local[2]))


def to_local(axes: Axes, direction: Vector) -> Vector:
    """Convert a direction from the room's axes to a part's."""
    return dot(axes[0], direction), dot(axes[1], direction), dot(axes[2], direction)


def rotate(axes: Axes, *, pitch: float = 0.0, yaw: float = 0.0, roll: float = 0.0) -> Axes:
    """Return axes rotated about themselves, right-handed, in degrees: first roll, then pitch, then yaw.

    Args:
        axes: the axes to rotate.
        pitch: about left: positive leans forward.
        yaw: about up: positive turns to the left.
        roll: about ahead: positive leans to the right side.
    """
    (cp, sp), (cy, sy), (cr, sr) = (
        (math.cos(math.radians(angle)), math.sin(math.radians(angle))) for angle in (pitch, yaw, roll)
    )
    left = (cy * cr + sy * sp * sr, cp * sr, -sy * cr + cy * sp * sr)
    up = (-cy * sr + sy * sp * cr, cp * cr, sy * sr + cy * sp * cr)
    ahead = (sy * cp, -sp, cy * cp)
    return to_world(axes, left), to_world(axes, up), to_world(axes, ahead)


def axes_facing(up: Vector, ahead: Vector) -> Axes:
    """Return the axes with the unit vector `up` as up that face `ahead` as closely as possible."""
    forward = perpendicular_part(ahead, up)
    return cross(up, forward), up, forward


def angle_between(a: Vector, b: Vector) -> float:
    """Return the angle between two directions, 0 to 180 degrees."""
    return math.degrees(math.atan2(length(cross(a, b)), dot(a, b)))
