"""Pose features: a camera's landmarks as complex numbers, prepared for measures.

A point is x + iy in picture heights, so that horizontal and vertical lengths compare for any shape of picture. An
angle between two directions is the angle of the first times the conjugate of the second.

In a view from the side a pose model confuses left and right from one frame to the next. So measures for such a view
use *midpoints*: the mean of a left and a right point, each weighted by the square of its visibility. Swapping left
and right does not change a midpoint, and a hidden leg has little weight.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rearguard.body.landmark import Landmark
from rearguard.body.recording import FloatArray

ComplexPoints = NDArray[np.complex128]

MIN_MIDPOINT_VISIBILITY = 0.5
"""A midpoint is visible when one of its points has at least this visibility: the pose model's bound for "likely"."""

MIN_POINT_VISIBILITY = 0.15
"""A single point needs at least this visibility: the farther of two crossed or stacked legs is largely hidden, has 0.2
to 0.5, and is right more often than not."""

MAX_OUTSIDE_SHARE = 0.02
"""Fractions of the picture. A point this far outside is a guess of the model, whatever visibility it reports."""

MIN_TRUNK_LENGTH = 0.02
"""Picture heights. A person with a shorter trunk is too small to measure."""

LEFT_LANDMARKS = np.array([Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE,
                 Landmark.LEFT_HEEL, Landmark.LEFT_FOOT_INDEX])  # fmt: skip
PAIRED_LANDMARKS = np.concatenate([LEFT_LANDMARKS, LEFT_LANDMARKS + 1])  # the opposite of each is the next
SHOULDER, HIP, KNEE, ANKLE, HEEL, TOE = range(6)
"""Columns of the arrays made from `LEFT_LANDMARKS` and their opposites."""


class PoseFeatures:
    """The features of N bodies seen by one camera."""

    def __init__(self, image: FloatArray, world: FloatArray, size: tuple[int, int]) -> None:
        """Store the bodies of a recording.

        Args:
            image: [N, 33, 4].
            world: [N, 33, 3].
            size: the pictures' width and height in pixels.
        """
        x, y, _, visibility = np.moveaxis(image[:, PAIRED_LANDMARKS], 2, 0)
        points = np.empty(x.shape, dtype=np.complex128)
        points.real, points.imag = x * (size[0] / size[1]), y
        is_outside = np.maximum(np.abs(x - 0.5), np.abs(y - 0.5)) > 0.5 + MAX_OUTSIDE_SHARE
        visibility = np.where(is_outside, 0.0, visibility)
        half = len(LEFT_LANDMARKS)
        self._world = world
        self.picture_middle_x = size[0] / size[1] / 2
        """The picture's middle across, in picture heights."""
        self._visibility = visibility[:, :half], visibility[:, half:]
        self._points = points[:, :half], points[:, half:]

    @cached_property
    def _weights(self) -> tuple[FloatArray, FloatArray]:
        """The weights of left and right in the midpoints, [N, 6] each; NaN where neither is visible."""
        left, right = self._visibility
        is_visible = np.maximum(left, right) >= MIN_MIDPOINT_VISIBILITY
        left, right = left * left, right * right
        total = np.where(is_visible, left + right, np.nan)
        return left / total, right / total

    @cached_property
    def midpoints(self) -> ComplexPoints:
        """[N, 6]: the midpoints, in the columns' order."""
        (left, right), (a, b) = self._weights, self._points
        return (a * left + b * right).astype(np.complex128, copy=False)

    @cached_property
    def side_points(self) -> tuple[ComplexPoints, ComplexPoints]:
        """[N, 6] twice: the left and the right points; NaN below `MIN_POINT_VISIBILITY`."""
        return (
            np.where(self._visibility[0] >= MIN_POINT_VISIBILITY, self._points[0], np.nan),
            np.where(self._visibility[1] >= MIN_POINT_VISIBILITY, self._points[1], np.nan),
        )

    @cached_property
    def midpoints_3d(self) -> FloatArray:
        """[N, 6, 3]: the midpoints in metres."""
        left, right = self._weights
        return (
            self._world[:, LEFT_LANDMARKS] * left[:, :, None] + self._world[:, LEFT_LANDMARKS + 1] * right[:, :, None]
        )

    @cached_property
    def side_points_3d(self) -> tuple[FloatArray, FloatArray]:
        """[N, 6, 3] twice: the left and the right points in metres; NaN below `MIN_POINT_VISIBILITY`."""
        left, right = self._visibility
        return (
            np.where((left >= MIN_POINT_VISIBILITY)[:, :, None], self._world[:, LEFT_LANDMARKS], np.nan),
            np.where((right >= MIN_POINT_VISIBILITY)[:, :, None], self._world[:, LEFT_LANDMARKS + 1], np.nan),
        )

    @cached_property
    def trunk_vector(self) -> ComplexPoints:
        """[N]: from the hips to the shoulders; NaN where too short to be a person."""
        trunk = self.midpoints[:, SHOULDER] - self.midpoints[:, HIP]
        return np.where(np.abs(trunk) >= MIN_TRUNK_LENGTH, trunk, np.nan)

    @cached_property
    def trunk_length(self) -> FloatArray:
        """[N]: the trunk's length."""
        return np.abs(self.trunk_vector)

    @cached_property
    def thigh_length(self) -> FloatArray:
        """[N]: the length of the thigh that looks longer, since perspective only shortens."""
        left, right = self.side_points
        longer = np.fmax(np.abs(left[:, HIP] - left[:, KNEE]), np.abs(right[:, HIP] - right[:, KNEE]))
        return np.where(longer >= MIN_TRUNK_LENGTH, longer, np.nan)

    @cached_property
    def shoulder_width(self) -> FloatArray:
        """[N]: the shoulders' width."""
        return self.side_distance(SHOULDER)

    @cached_property
    def facing_sign(self) -> FloatArray:
        """[N]: 1 where the toes point to the picture's right, −1 to its left; NaN where the feet are not visible."""
        return np.sign((self.midpoints[:, TOE] - self.midpoints[:, HEEL]).real)

    @cached_property
    def left_is_behind(self) -> NDArray[np.bool_]:
        """[N]: whether the left foot is behind the right."""
        left, right = self.side_points
        return (left[:, ANKLE] - right[:, ANKLE]).real * self.facing_sign < 0

    @cached_property
    def rear_and_front_leg(self) -> tuple[ComplexPoints, ComplexPoints]:
        """[N, 6] twice: the points of the rear leg's side and of the front leg's side."""
        left, right = self.side_points
        left_is_rear, is_known = self.left_is_behind[:, None], ~np.isnan(self.facing_sign)[:, None]
        return (
            np.where(is_known, np.where(left_is_rear, left, right), np.nan),
            np.where(is_known, np.where(left_is_rear, right, left), np.nan),
        )

    def side_distance(self, column: int) -> FloatArray:
        """Return [N]: the distance between the left and the right point."""
        left, right = self.side_points
        return np.abs(left[:, column] - right[:, column])


def angle_at(a: ComplexPoints, at: ComplexPoints, b: ComplexPoints) -> FloatArray:
    """Return the angle at a point between the directions to two others, 0 to 180 degrees."""
    return np.abs(np.angle((a - at) * np.conj(b - at), deg=True))


def angle_at_3d(points: FloatArray, a: int, at: int, b: int) -> FloatArray:
    """Return the angle at a point between the directions to two others, 0 to 180 degrees.

    Args:
        points: [N, 6, 3].
        a: column of the first other point.
        at: column of the point.
        b: column of the second other point.
    """
    first, second = points[:, a] - points[:, at], points[:, b] - points[:, at]
    dot_products = np.einsum("ni,ni->n", first, second)
    lengths = np.sqrt(np.einsum("ni,ni->n", first, first) * np.einsum("ni,ni->n", second, second))
    angle: FloatArray = np.degrees(np.arccos(np.clip(dot_products / lengths, -1.0, 1.0)))
    return angle
