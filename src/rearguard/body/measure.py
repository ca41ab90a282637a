"""The measures of `body.quantity` as functions of a camera's poses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from rearguard.body.pose_features import ANKLE, HEEL, HIP, KNEE, SHOULDER, TOE, PoseFeatures, angle_at, angle_at_3d
from rearguard.body.recording import FloatArray

MIN_FRONTAL_BREADTH = 0.4
"""In trunk lengths. The slant of shoulders that look narrower than this is meaningless."""

ALMOST_STRAIGHT_DEG = 150.0
"""Degrees. From here on, hips above the line from shoulders to knees are past straight; on all fours they are bent."""

LYING_TILT_DEG = 60.0
"""Degrees of the trunk from upright: from here on, the picture's top is the front of the body."""


MeasureFunction = Callable[[PoseFeatures], FloatArray]
"""Computes [N]: a measure of each body; NaN where a needed landmark is not visible."""


def trunk_tilt(features: PoseFeatures) -> FloatArray:
    """Return the trunk's angle from upright, in the picture."""
    return np.abs(np.angle(features.trunk_vector * 1j, deg=True))


def trunk_lean(features: PoseFeatures) -> FloatArray:
    """Return the trunk's angle from upright, from world landmarks, whose depth is a guess."""
    trunk = features.midpoints_3d[:, SHOULDER] - features.midpoints_3d[:, HIP]
    return np.degrees(np.arctan2(np.hypot(trunk[:, 0], trunk[:, 2]), -trunk[:, 1]))


def breadth(features: PoseFeatures) -> FloatArray:
    """Return the shoulders' width in trunk lengths.

    Standing or lying, it is 0.7 to 0.9 from the front and below 0.3 from the side.
    """
    return features.shoulder_width / features.trunk_length


def hip_bend(features: PoseFeatures) -> FloatArray:
    """Return the hips' angle from world landmarks, whose depth is a guess."""
    return angle_at_3d(features.midpoints_3d, SHOULDER, HIP, KNEE)


def knee_bend(features: PoseFeatures) -> FloatArray:
    """Return the knees' angle from world landmarks, whose depth is a guess."""
    return angle_at_3d(features.midpoints_3d, HIP, KNEE, ANKLE)


def hip_angle(features: PoseFeatures) -> FloatArray:
    """Return the angle shoulder, hip, knee; lying with the hips past straight it continues beyond 180."""
    at = features.midpoints
    angle = angle_at(at[:, SHOULDER], at[:, HIP], at[:, KNEE])
    past = (angle > ALMOST_STRAIGHT_DEG) & (trunk_tilt(features) > LYING_TILT_DEG) & (hip_line(features) > 0)
    return np.where(past, 360 - angle, angle)


def knee_angle(features: PoseFeatures) -> FloatArray:
    """Return the angle hip, knee, ankle."""
    at = features.midpoints
    return angle_at(at[:, HIP], at[:, KNEE], at[:, ANKLE])


def bent_knee(features: PoseFeatures) -> FloatArray:
    """Return the angle of the knee that is bent more: the other leg may be straight."""
    left, right = (angle_at(at[:, HIP], at[:, KNEE], at[:, ANKLE]) for at in features.side_points)
    return np.fmin(left, right)


def hip_line(features: PoseFeatures) -> FloatArray:
    """Return the hips' distance above the line from shoulders to knees, towards the picture's top, in trunk lengths."""
    at = features.midpoints
    line = at[:, KNEE] - at[:, SHOULDER]
    beside = (at[:, HIP] - at[:, SHOULDER]) * np.conj(line)
    return -beside.imag * np.sign(line.real) / np.abs(line) / features.trunk_length


def heel_lift(features: PoseFeatures) -> FloatArray:
    """Return the heels' height above the toes, towards the picture's top, in trunk lengths."""
    at = features.midpoints
    return (at[:, TOE] - at[:, HEEL]).imag / features.trunk_length


def stride(features: PoseFeatures) -> FloatArray:
    """Return the feet's distance along the picture's width, in thigh lengths."""
    left, right = features.side_points
    return np.abs((left[:, ANKLE] - right[:, ANKLE]).real) / features.thigh_length


def rear_extension(features: PoseFeatures) -> FloatArray:
    """Return the rear thigh's backward angle against the trunk."""
    rear, _ = features.rear_and_front_leg
    hip = features.midpoints[:, HIP]
    rotation = np.angle((rear[:, KNEE] - hip) * np.conj(-features.trunk_vector), deg=True)
    return rotation * features.facing_sign


def rear_knee(features: PoseFeatures) -> FloatArray:
    """Return the angle hip, knee, ankle of the rear leg."""
    at, _ = features.rear_and_front_leg
    return angle_at(at[:, HIP], at[:, KNEE], at[:, ANKLE])


def front_knee(features: PoseFeatures) -> FloatArray:
    """Return the angle hip, knee, ankle of the front leg."""
    _, at = features.rear_and_front_leg
    return angle_at(at[:, HIP], at[:, KNEE], at[:, ANKLE])


def lean_back(features: PoseFeatures) -> FloatArray:
    """Return the trunk's angle from upright, away from where the toes point."""
    return -np.angle(features.trunk_vector * 1j, deg=True) * features.facing_sign


def knee_gap(features: PoseFeatures) -> FloatArray:
    """Return the knees' distance in the picture, in thigh lengths."""
    return features.side_distance(KNEE) / features.thigh_length


def feet_gap(features: PoseFeatures) -> FloatArray:
    """Return the ankles' distance in the picture, in thigh lengths."""
    return features.side_distance(ANKLE) / features.thigh_length


def step_width(features: PoseFeatures) -> FloatArray:
    """Return the ankles' distance across the picture only, since a raised or forward foot is no side step."""
    left, right = features.side_points
    across = (left[:, SHOULDER] - right[:, SHOULDER]).real
    return (left[:, ANKLE] - right[:, ANKLE]).real * np.sign(across) / features.shoulder_width


def feet_rise(features: PoseFeatures) -> FloatArray:
    """Return the ankles' distance in height, in thigh lengths."""
    left, right = features.side_points
    return np.abs((left[:, ANKLE] - right[:, ANKLE]).imag) / features.thigh_length


def feet_ahead(features: PoseFeatures) -> FloatArray:
    """Return the feet's distance at right angles to the shoulders, from world landmarks, whose depth is a guess."""
    left, right = features.side_points_3d
    shoulders, ankles = left[:, SHOULDER] - right[:, SHOULDER], left[:, ANKLE] - right[:, ANKLE]
    ahead = np.abs(ankles[:, 2] * shoulders[:, 0] - ankles[:, 0] * shoulders[:, 2]) / np.hypot(
        shoulders[:, 0], shoulders[:, 2]
    )
    thigh: FloatArray = np.linalg.norm(features.midpoints_3d[:, HIP] - features.midpoints_3d[:, KNEE], axis=1)
    return ahead / thigh


def knees_to_ankles(features: PoseFeatures) -> FloatArray:
    """Return the knees' distance over the ankles' distance, in the picture."""
    return features.side_distance(KNEE) / features.side_distance(ANKLE)


def sway(features: PoseFeatures) -> FloatArray:
    """Return the trunk's angle from upright, at most 90: upside down is no sway."""
    return np.minimum(trunk_tilt(features), 90.0)


def hips_slant(features: PoseFeatures) -> FloatArray:
    """Return the angle of the line between the hips from level."""
    return _slant_deg(features, HIP)


def hips_tilt(features: PoseFeatures) -> FloatArray:
    """Return the signed angle of the line between the hips from level, whichever way the person faces."""
    left, right = features.side_points
    hips = left[:, HIP] - right[:, HIP]
    return np.degrees(np.arctan2(-hips.imag, np.abs(hips.real)))


def standing_foot(features: PoseFeatures) -> FloatArray:
    """Return the lower foot's position across the picture, from its middle.

    Far from the origin every error in the thigh's length would look like a step.
    """
    left, right = (side[:, ANKLE] for side in features.side_points)
    return (np.where(left.imag > right.imag, left.real, right.real) - features.picture_middle_x) / features.thigh_length


def foot_up(features: PoseFeatures) -> FloatArray:
    """Return the right foot's height above the left, towards the picture's top, in thigh lengths."""
    left, right = features.side_points
    return (left[:, ANKLE] - right[:, ANKLE]).imag / features.thigh_length


def shoulders_slant(features: PoseFeatures) -> FloatArray:
    """Return the angle of the line between the shoulders from level; NaN from the side."""
    return np.where(breadth(features) >= MIN_FRONTAL_BREADTH, _slant_deg(features, SHOULDER), np.nan)


def crossing(features: PoseFeatures) -> FloatArray:
    """Return the smaller ankle-to-knee distance: that of the crossed leg."""
    left, right = _ankle_to_knee_distances(features)
    return np.minimum(left, right)


def upper_knee(features: PoseFeatures) -> FloatArray:
    """Return the left knee's height above the right, towards the picture's top, in thigh lengths."""
    left, right = features.side_points
    return (right[:, KNEE] - left[:, KNEE]).imag / features.thigh_length


def leg_behind(features: PoseFeatures) -> FloatArray:
    """Return how far the left foot is behind the right, away from where the toes point, in thigh lengths."""
    left, right = features.side_points
    return (right[:, ANKLE] - left[:, ANKLE]).real * features.facing_sign / features.thigh_length


def leg_across(features: PoseFeatures) -> FloatArray:
    """Return the difference of the two ankle-to-knee distances."""
    left, right = _ankle_to_knee_distances(features)
    return right - left


def place(features: PoseFeatures) -> FloatArray:
    """Return the position towards the person's left, which is the picture's right when they face the camera."""
    left, right = features.side_points
    across = (left[:, SHOULDER] - right[:, SHOULDER]).real
    return features.midpoints[:, HIP].real * np.sign(across) / features.shoulder_width


def _slant_deg(features: PoseFeatures, column: int) -> FloatArray:
    left, right = features.side_points
    line = left[:, column] - right[:, column]
    return np.degrees(np.arctan2(np.abs(line.imag), np.abs(line.real)))


def _ankle_to_knee_distances(features: PoseFeatures) -> tuple[FloatArray, FloatArray]:
    """Return the distance from the left ankle to the right knee over the right shank, and the reverse."""
    left, right = features.side_points
    return (
        np.abs(left[:, ANKLE] - right[:, KNEE]) / np.abs(right[:, ANKLE] - right[:, KNEE]),
        np.abs(right[:, ANKLE] - left[:, KNEE]) / np.abs(left[:, ANKLE] - left[:, KNEE]),
    )


MEASURE_FUNCTIONS: tuple[MeasureFunction, ...] = (
    trunk_tilt, trunk_lean, breadth, hip_bend, knee_bend, hip_angle, knee_angle, bent_knee, hip_line, heel_lift, stride,
    rear_extension, rear_knee, front_knee, lean_back, knee_gap, feet_gap, step_width, feet_rise, feet_ahead,
    knees_to_ankles, sway, hips_slant, hips_tilt, shoulders_slant, standing_foot, crossing, upper_knee, leg_behind,
    leg_across, foot_up, place,
)  # fmt: skip

MEASURES: Mapping[str, MeasureFunction] = {
    getattr(function, "__name__", "").replace("_", "-"): function for function in MEASURE_FUNCTIONS
}
"""The function of each measure, by name; a measure of a whole repetition has none."""


def compute_measures(names: tuple[str, ...], features: PoseFeatures) -> FloatArray:
    """Return [N, len(names)]: the measures of each body, NaN where unknown."""
    with np.errstate(all="ignore"):  # a body of zeros has no lengths; NaN says so
        columns = np.stack([MEASURES[name](features) for name in names], axis=1)
        return np.where(np.isfinite(columns), columns, np.nan)
