"""Points and directions in space, and the turning of them, in plain Python: a figure needs no more."""

from __future__ import annotations

import math

Vector = tuple[float, float, float]
"""In the room: x to the left of who stands there facing z, y up, z ahead; metres where it is a place."""

Axes = tuple[Vector, Vector, Vector]
"""What is left, up and ahead for a part of the body, as directions in the room: of length 1, at right angles."""

UPRIGHT_AXES: Axes = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
"""Of who stands facing z."""


def add(a: Vector, b: Vector) -> Vector:
    """Return a + b."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def subtract(a: Vector, b: Vector) -> Vector:
    """Return a − b: the way from b to a."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def multiply(a: Vector, factor: float) -> Vector:
    """Return a, longer by a factor."""
    return a[0] * factor, a[1] * factor, a[2] * factor


def dot(a: Vector, b: Vector) -> float:
    """Return the inner product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the outer product, right-handed."""
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def length(a: Vector) -> float:
    """Return the length."""
    return math.sqrt(dot(a, a))


def normalize(a: Vector) -> Vector:
    """Return the direction of a, of length 1; of no length, straight up."""
    size = length(a)
    return multiply(a, 1 / size) if size > 1e-12 else (0.0, 1.0, 0.0)  # noqa: PLR2004 - rounding of zero


def perpendicular_part(a: Vector, along: Vector) -> Vector:
    """Return the direction of what is left of `a` without its part along a direction of length 1."""
    return normalize(subtract(a, multiply(along, dot(a, along))))


def interpolate(a: Vector, b: Vector, share: float) -> Vector:
    """Return the point a share of the way from a to b."""
    return add(a, multiply(subtract(b, a), share))


def to_world(axes: Axes, local: Vector) -> Vector:
    """Return a direction given in a part's own axes as one in the room."""
    return add(add(multiply(axes[0], local[0]), multiply(axes[1], local[1])), multiply(axes[2], local[2]))


def to_local(axes: Axes, direction: Vector) -> Vector:
    """Return a direction in the room as one in a part's own axes."""
    return dot(axes[0], direction), dot(axes[1], direction), dot(axes[2], direction)


def rotate(axes: Axes, *, pitch: float = 0.0, yaw: float = 0.0, roll: float = 0.0) -> Axes:
    """Return axes turned about themselves, right-handed, in degrees: first roll, then pitch, then yaw.

    Args:
        axes: what is turned.
        pitch: about left: positive leans forward.
        yaw: about up: positive turns to the left.
        roll: about ahead: positive sinks to the right side.
    """
    (cp, sp), (cy, sy), (cr, sr) = (
        (math.cos(math.radians(angle)), math.sin(math.radians(angle))) for angle in (pitch, yaw, roll)
    )
    left = (cy * cr + sy * sp * sr, cp * sr, -sy * cr + cy * sp * sr)
    up = (-cy * sr + sy * sp * cr, cp * cr, sy * sr + cy * sp * cr)
    ahead = (sy * cp, -sp, cy * cp)
    return to_world(axes, left), to_world(axes, up), to_world(axes, ahead)


def axes_facing(up: Vector, ahead: Vector) -> Axes:
    """Return the axes whose up is `up` (of length 1) and that look towards `ahead` as far as they can."""
    forward = perpendicular_part(ahead, up)
    return cross(up, forward), up, forward


def angle_between(a: Vector, b: Vector) -> float:
    """Return the angle between two directions, 0 to 180 degrees."""
    return math.degrees(math.atan2(length(cross(a, b)), dot(a, b)))
