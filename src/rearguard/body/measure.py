"""The measures of `body.quantity` as functions of what a camera saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from rearguard.body.pose_features import ANKLE, HEEL, HIP, KNEE, SHOULDER, TOE, PoseFeatures, angle_at, angle_at_3d
from rearguard.body.quantity import QUANTITIES, Quantity
from rearguard.body.recording import FloatArray
from rearguard.core.value import value

MIN_FRONTAL_BREADTH = 0.4
"""Of the trunk's length. Shoulders seen narrower than this have a slant that says nothing."""

ALMOST_STRAIGHT_DEG = 150.0
"""Degrees. Hips above the line from shoulders to knees are past straight from here on; on all fours they are bent."""

LYING_TILT_DEG = 60.0
"""Degrees that the trunk is from upright: only then is the picture's top the front of the body."""


@value
class Measure:
    """A quantity and how it is measured."""

    quantity: Quantity
    """Its unit, range and landmarks."""
    compute: Callable[[PoseFeatures], FloatArray]
    """[N]: its value for each body; NaN where what it needs is not seen."""


def trunk_tilt(features: PoseFeatures) -> FloatArray:
    """From upright, in the picture."""
    return np.abs(np.angle(features.trunk_vector * 1j, deg=True))


def trunk_lean(features: PoseFeatures) -> FloatArray:
    """By the world landmarks: their depth is guessed."""
    way = features.midpoints_3d[:, SHOULDER] - features.midpoints_3d[:, HIP]
    return np.degrees(np.arctan2(np.hypot(way[:, 0], way[:, 2]), -way[:, 1]))


def breadth(features: PoseFeatures) -> FloatArray:
    """Of standing or lying people: from the front 0.7 to 0.9, from the side below 0.3."""
    return features.shoulder_width / features.trunk_length


def hip_bend(features: PoseFeatures) -> FloatArray:
    """By the world landmarks: their depth is guessed."""
    return angle_at_3d(features.midpoints_3d, SHOULDER, HIP, KNEE)


def knee_bend(features: PoseFeatures) -> FloatArray:
    """By the world landmarks: their depth is guessed."""
    return angle_at_3d(features.midpoints_3d, HIP, KNEE, ANKLE)


def hip_angle(features: PoseFeatures) -> FloatArray:
    """Shoulder, hip, knee; of who lies with the hips past the straight line, on through 180: it never folds back."""
    at = features.midpoints
    angle = angle_at(at[:, SHOULDER], at[:, HIP], at[:, KNEE])
    past = (angle > ALMOST_STRAIGHT_DEG) & (trunk_tilt(features) > LYING_TILT_DEG) & (hip_line(features) > 0)
    return np.where(past, 360 - angle, angle)


def knee_angle(features: PoseFeatures) -> FloatArray:
    """Hip, knee, ankle."""
    at = features.midpoints
    return angle_at(at[:, HIP], at[:, KNEE], at[:, ANKLE])


def bent_knee(features: PoseFeatures) -> FloatArray:
    """Of the leg that is bent more: one of the two may be stretched out."""
    left, right = (angle_at(at[:, HIP], at[:, KNEE], at[:, ANKLE]) for at in features.side_points)
    return np.fmin(left, right)


def hip_line(features: PoseFeatures) -> FloatArray:
    """Up is where the picture's top is."""
    at = features.midpoints
    line = at[:, KNEE] - at[:, SHOULDER]
    beside = (at[:, HIP] - at[:, SHOULDER]) * np.conj(line)
    return -beside.imag * np.sign(line.real) / np.abs(line) / features.trunk_length


def heel_lift(features: PoseFeatures) -> FloatArray:
    """Up is where the picture's top is."""
    at = features.midpoints
    return (at[:, TOE] - at[:, HEEL]).imag / features.trunk_length


def stride(features: PoseFeatures) -> FloatArray:
    """Along the picture's width."""
    left, right = features.side_points
    return np.abs((left[:, ANKLE] - right[:, ANKLE]).real) / features.thigh_length


def rear_extension(features: PoseFeatures) -> FloatArray:
    """How far the way from hips to knee is turned back against the way from shoulders to hips."""
    behind, _ = features.rear_and_front_leg
    hip = features.midpoints[:, HIP]
    turned = np.angle((behind[:, KNEE] - hip) * np.conj(-features.trunk_vector), deg=True)
    return turned * features.facing_sign


def rear_knee(features: PoseFeatures) -> FloatArray:
    """Hip, knee, ankle."""
    at, _ = features.rear_and_front_leg
    return angle_at(at[:, HIP], at[:, KNEE], at[:, ANKLE])


def front_knee(features: PoseFeatures) -> FloatArray:
    """Hip, knee, ankle."""
    _, at = features.rear_and_front_leg
    return angle_at(at[:, HIP], at[:, KNEE], at[:, ANKLE])


def lean_back(features: PoseFeatures) -> FloatArray:
    """Of the trunk from upright, against where the toes point."""
    return -np.angle(features.trunk_vector * 1j, deg=True) * features.facing_sign


def knee_gap(features: PoseFeatures) -> FloatArray:
    """In the picture, either way."""
    return features.side_distance(KNEE) / features.thigh_length


def feet_gap(features: PoseFeatures) -> FloatArray:
    """In the picture, either way."""
    return features.side_distance(ANKLE) / features.thigh_length


def step_width(features: PoseFeatures) -> FloatArray:
    """Across the picture only: a foot that is lifted or put forward is no step aside."""
    left, right = features.side_points
    across = (left[:, SHOULDER] - right[:, SHOULDER]).real
    return (left[:, ANKLE] - right[:, ANKLE]).real * np.sign(across) / features.shoulder_width


def feet_rise(features: PoseFeatures) -> FloatArray:
    """Up and down the picture only."""
    left, right = features.side_points
    return np.abs((left[:, ANKLE] - right[:, ANKLE]).imag) / features.thigh_length


def feet_ahead(features: PoseFeatures) -> FloatArray:
    """At right angles to the shoulders' line, along the floor; by the world landmarks: their depth is guessed."""
    left, right = features.side_points_3d
    line, way = left[:, SHOULDER] - right[:, SHOULDER], left[:, ANKLE] - right[:, ANKLE]
    ahead = np.abs(way[:, 2] * line[:, 0] - way[:, 0] * line[:, 2]) / np.hypot(line[:, 0], line[:, 2])
    thigh: FloatArray = np.linalg.norm(features.midpoints_3d[:, HIP] - features.midpoints_3d[:, KNEE], axis=1)
    return ahead / thigh


def knees_to_ankles(features: PoseFeatures) -> FloatArray:
    """In the picture, either way."""
    return features.side_distance(KNEE) / features.side_distance(ANKLE)


def sway(features: PoseFeatures) -> FloatArray:
    """Of the trunk from upright; upside down is no sway."""
    return np.minimum(trunk_tilt(features), 90.0)


def hips_slant(features: PoseFeatures) -> FloatArray:
    """Of the line between the hips from level."""
    return _slant_deg(features, HIP)


def hips_tilt(features: PoseFeatures) -> FloatArray:
    """Of the line between the hips from level, whichever way one faces."""
    left, right = features.side_points
    way = left[:, HIP] - right[:, HIP]
    return np.degrees(np.arctan2(-way.imag, np.abs(way.real)))


def standing_foot(features: PoseFeatures) -> FloatArray:
    """Across the picture only, from its middle: far from there every error of the thigh's length would be a step."""
    left, right = (side[:, ANKLE] for side in features.side_points)
    return (np.where(left.imag > right.imag, left.real, right.real) - features.picture_middle_x) / features.thigh_length


def foot_up(features: PoseFeatures) -> FloatArray:
    """Up is where the picture's top is."""
    left, right = features.side_points
    return (left[:, ANKLE] - right[:, ANKLE]).imag / features.thigh_length


def shoulders_slant(features: PoseFeatures) -> FloatArray:
    """Of the line between the shoulders from level; unknown where they are seen from the side."""
    return np.where(breadth(features) >= MIN_FRONTAL_BREADTH, _slant_deg(features, SHOULDER), np.nan)


def crossing(features: PoseFeatures) -> FloatArray:
    """The lesser of both distances: whichever leg is across."""
    left, right = _ankle_to_knee_distances(features)
    return np.minimum(left, right)


def upper_knee(features: PoseFeatures) -> FloatArray:
    """Up is where the picture's top is."""
    left, right = features.side_points
    return (right[:, KNEE] - left[:, KNEE]).imag / features.thigh_length


def leg_behind(features: PoseFeatures) -> FloatArray:
    """Against where the toes point."""
    left, right = features.side_points
    return (right[:, ANKLE] - left[:, ANKLE]).real * features.facing_sign / features.thigh_length


def leg_across(features: PoseFeatures) -> FloatArray:
    """The difference of both distances."""
    left, right = _ankle_to_knee_distances(features)
    return right - left


def place(features: PoseFeatures) -> FloatArray:
    """To the person's left: the picture's right for who faces the camera."""
    left, right = features.side_points
    across = (left[:, SHOULDER] - right[:, SHOULDER]).real
    return features.midpoints[:, HIP].real * np.sign(across) / features.shoulder_width


def _slant_deg(features: PoseFeatures, column: int) -> FloatArray:
    left, right = features.side_points
    way = left[:, column] - right[:, column]
    return np.degrees(np.arctan2(np.abs(way.imag), np.abs(way.real)))


def _ankle_to_knee_distances(features: PoseFeatures) -> tuple[FloatArray, FloatArray]:
    """Return from the left ankle to the right knee, over that leg's shank, and from the right one to the left."""
    left, right = features.side_points
    return (
        np.abs(left[:, ANKLE] - right[:, KNEE]) / np.abs(right[:, ANKLE] - right[:, KNEE]),
        np.abs(right[:, ANKLE] - left[:, KNEE]) / np.abs(left[:, ANKLE] - left[:, KNEE]),
    )


MEASURE_FUNCTIONS: tuple[Callable[[PoseFeatures], FloatArray], ...] = (
    trunk_tilt, trunk_lean, breadth, hip_bend, knee_bend, hip_angle, knee_angle, bent_knee, hip_line, heel_lift, stride,
    rear_extension, rear_knee, front_knee, lean_back, knee_gap, feet_gap, step_width, feet_rise, feet_ahead,
    knees_to_ankles, sway, hips_slant, hips_tilt, shoulders_slant, standing_foot, crossing, upper_knee, leg_behind,
    leg_across, foot_up, place,
)  # fmt: skip

MEASURES: Mapping[str, Measure] = {
    name: Measure(QUANTITIES[name], function)
    for function in MEASURE_FUNCTIONS
    for name in (getattr(function, "__name__", "").replace("_", "-"),)
}
"""All measures of a body by name; what is taken from a whole repetition has no function."""


def compute_measures(names: tuple[str, ...], features: PoseFeatures) -> FloatArray:
    """Return [N, len(names)]: the measures of each body, NaN where one is not known."""
    with np.errstate(all="ignore"):  # a body of zeros has no lengths; NaN says so
        columns = np.stack([MEASURES[name].compute(features) for name in names], axis=1)
        return np.where(np.isfinite(columns), columns, np.nan)
