"""The measures of `body.quantity` as functions of what a camera saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from rearguard.body.pose_features import ANKLE, HEEL, HIP, KNEE, SHOULDER, TOE, Look, corner, corner_in_space
from rearguard.body.quantity import QUANTITIES, Quantity
from rearguard.body.recording import Array
from rearguard.core.value import value

FRONTAL = 0.4
"""Of the trunk's length. Shoulders seen narrower than this have a slant that says nothing."""

ALMOST_STRAIGHT = 150.0
"""Degrees. Hips above the line from shoulders to knees are past straight from here on; on all fours they are bent."""

LYING = 60.0
"""Degrees that the trunk is from upright: only then is the picture's top the front of the body."""


@value
class Measure:
    """A quantity and how it is measured."""

    quantity: Quantity
    """Its unit, range and landmarks."""
    of: Callable[[Look], Array]
    """[N]: its value for each body; NaN where what it needs is not seen."""


def trunk_tilt(look: Look) -> Array:
    """From upright, in the picture."""
    return np.abs(np.angle(look.trunk * 1j, deg=True))


def trunk_lean(look: Look) -> Array:
    """By the world landmarks: their depth is guessed."""
    way = look.space[:, SHOULDER] - look.space[:, HIP]
    return np.degrees(np.arctan2(np.hypot(way[:, 0], way[:, 2]), -way[:, 1]))


def breadth(look: Look) -> Array:
    """Of standing or lying people: from the front 0.7 to 0.9, from the side below 0.3."""
    return look.shoulders / look.length


def hip_bend(look: Look) -> Array:
    """By the world landmarks: their depth is guessed."""
    return corner_in_space(look.space, SHOULDER, HIP, KNEE)


def knee_bend(look: Look) -> Array:
    """By the world landmarks: their depth is guessed."""
    return corner_in_space(look.space, HIP, KNEE, ANKLE)


def hip_angle(look: Look) -> Array:
    """Shoulder, hip, knee; of who lies with the hips past the straight line, on through 180: it never folds back."""
    at = look.middles
    angle = corner(at[:, SHOULDER], at[:, HIP], at[:, KNEE])
    past = (angle > ALMOST_STRAIGHT) & (trunk_tilt(look) > LYING) & (hip_line(look) > 0)
    return np.where(past, 360 - angle, angle)


def knee_angle(look: Look) -> Array:
    """Hip, knee, ankle."""
    at = look.middles
    return corner(at[:, HIP], at[:, KNEE], at[:, ANKLE])


def bent_knee(look: Look) -> Array:
    """Of the leg that is bent more: one of the two may be stretched out."""
    left, right = (corner(at[:, HIP], at[:, KNEE], at[:, ANKLE]) for at in look.sides)
    return np.fmin(left, right)


def hip_line(look: Look) -> Array:
    """Up is where the picture's top is."""
    at = look.middles
    line = at[:, KNEE] - at[:, SHOULDER]
    beside = (at[:, HIP] - at[:, SHOULDER]) * np.conj(line)
    return -beside.imag * np.sign(line.real) / np.abs(line) / look.length


def heel_lift(look: Look) -> Array:
    """Up is where the picture's top is."""
    at = look.middles
    return (at[:, TOE] - at[:, HEEL]).imag / look.length


def stride(look: Look) -> Array:
    """Along the picture's width."""
    left, right = look.sides
    return np.abs((left[:, ANKLE] - right[:, ANKLE]).real) / look.thigh


def rear_extension(look: Look) -> Array:
    """How far the way from hips to knee is turned back against the way from shoulders to hips."""
    behind, _ = look.legs
    hip = look.middles[:, HIP]
    turned = np.angle((behind[:, KNEE] - hip) * np.conj(-look.trunk), deg=True)
    return turned * look.facing


def rear_knee(look: Look) -> Array:
    """Hip, knee, ankle."""
    at, _ = look.legs
    return corner(at[:, HIP], at[:, KNEE], at[:, ANKLE])


def front_knee(look: Look) -> Array:
    """Hip, knee, ankle."""
    _, at = look.legs
    return corner(at[:, HIP], at[:, KNEE], at[:, ANKLE])


def lean_back(look: Look) -> Array:
    """Of the trunk from upright, against where the toes point."""
    return -np.angle(look.trunk * 1j, deg=True) * look.facing


def knee_gap(look: Look) -> Array:
    """In the picture, either way."""
    return look.gap(KNEE) / look.thigh


def feet_gap(look: Look) -> Array:
    """In the picture, either way."""
    return look.gap(ANKLE) / look.thigh


def step_width(look: Look) -> Array:
    """Across the picture only: a foot that is lifted or put forward is no step aside."""
    left, right = look.sides
    across = (left[:, SHOULDER] - right[:, SHOULDER]).real
    return (left[:, ANKLE] - right[:, ANKLE]).real * np.sign(across) / look.shoulders


def feet_rise(look: Look) -> Array:
    """Up and down the picture only."""
    left, right = look.sides
    return np.abs((left[:, ANKLE] - right[:, ANKLE]).imag) / look.thigh


def feet_ahead(look: Look) -> Array:
    """At right angles to the shoulders' line, along the floor; by the world landmarks: their depth is guessed."""
    left, right = look.sides_in_space
    line, way = left[:, SHOULDER] - right[:, SHOULDER], left[:, ANKLE] - right[:, ANKLE]
    ahead = np.abs(way[:, 2] * line[:, 0] - way[:, 0] * line[:, 2]) / np.hypot(line[:, 0], line[:, 2])
    thigh: Array = np.linalg.norm(look.space[:, HIP] - look.space[:, KNEE], axis=1)
    return ahead / thigh


def knees_to_ankles(look: Look) -> Array:
    """In the picture, either way."""
    return look.gap(KNEE) / look.gap(ANKLE)


def sway(look: Look) -> Array:
    """Of the trunk from upright; upside down is no sway."""
    return np.minimum(trunk_tilt(look), 90.0)


def hips_slant(look: Look) -> Array:
    """Of the line between the hips from level."""
    return _slant(look, HIP)


def hips_tilt(look: Look) -> Array:
    """Of the line between the hips from level, whichever way one faces."""
    left, right = look.sides
    way = left[:, HIP] - right[:, HIP]
    return np.degrees(np.arctan2(-way.imag, np.abs(way.real)))


def standing_foot(look: Look) -> Array:
    """Across the picture only, from its middle: far from there every error of the thigh's length would be a step."""
    left, right = (side[:, ANKLE] for side in look.sides)
    return (np.where(left.imag > right.imag, left.real, right.real) - look.middle) / look.thigh


def foot_up(look: Look) -> Array:
    """Up is where the picture's top is."""
    left, right = look.sides
    return (left[:, ANKLE] - right[:, ANKLE]).imag / look.thigh


def shoulders_slant(look: Look) -> Array:
    """Of the line between the shoulders from level; unknown where they are seen from the side."""
    return np.where(breadth(look) >= FRONTAL, _slant(look, SHOULDER), np.nan)


def crossing(look: Look) -> Array:
    """The lesser of both distances: whichever leg is across."""
    left, right = _across(look)
    return np.minimum(left, right)


def upper_knee(look: Look) -> Array:
    """Up is where the picture's top is."""
    left, right = look.sides
    return (right[:, KNEE] - left[:, KNEE]).imag / look.thigh


def leg_behind(look: Look) -> Array:
    """Against where the toes point."""
    left, right = look.sides
    return (right[:, ANKLE] - left[:, ANKLE]).real * look.facing / look.thigh


def leg_across(look: Look) -> Array:
    """The difference of both distances."""
    left, right = _across(look)
    return right - left


def place(look: Look) -> Array:
    """To the person's left: the picture's right for who faces the camera."""
    left, right = look.sides
    across = (left[:, SHOULDER] - right[:, SHOULDER]).real
    return look.middles[:, HIP].real * np.sign(across) / look.shoulders


def _slant(look: Look, column: int) -> Array:
    left, right = look.sides
    way = left[:, column] - right[:, column]
    return np.degrees(np.arctan2(np.abs(way.imag), np.abs(way.real)))


def _across(look: Look) -> tuple[Array, Array]:
    """Return from the left ankle to the right knee, over that leg's shank, and from the right one to the left."""
    left, right = look.sides
    return (
        np.abs(left[:, ANKLE] - right[:, KNEE]) / np.abs(right[:, ANKLE] - right[:, KNEE]),
        np.abs(right[:, ANKLE] - left[:, KNEE]) / np.abs(left[:, ANKLE] - left[:, KNEE]),
    )


FUNCTIONS: tuple[Callable[[Look], Array], ...] = (
    trunk_tilt, trunk_lean, breadth, hip_bend, knee_bend, hip_angle, knee_angle, bent_knee, hip_line, heel_lift, stride,
    rear_extension, rear_knee, front_knee, lean_back, knee_gap, feet_gap, step_width, feet_rise, feet_ahead,
    knees_to_ankles, sway, hips_slant, hips_tilt, shoulders_slant, standing_foot, crossing, upper_knee, leg_behind,
    leg_across, foot_up, place,
)  # fmt: skip

MEASURES: Mapping[str, Measure] = {
    name: Measure(QUANTITIES[name], function)
    for function in FUNCTIONS
    for name in (getattr(function, "__name__", "").replace("_", "-"),)
}
"""All measures of a body by name; what is taken from a whole repetition has no function."""


def measure(names: tuple[str, ...], look: Look) -> Array:
    """Return [N, len(names)]: the measures of each body, NaN where one is not known."""
    with np.errstate(all="ignore"):  # a body of zeros has no lengths; NaN says so
        columns = np.stack([MEASURES[name].of(look) for name in names], axis=1)
        return np.where(np.isfinite(columns), columns, np.nan)
