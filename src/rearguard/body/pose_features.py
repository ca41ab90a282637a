"""Bodies as a camera saw them, made ready for measuring: the picture's points as complex numbers.

A point is x + iy in picture heights, so that lengths across and down compare whatever the picture's shape. An angle
between two directions is the angle of one times the other's conjugate.

In a view from the side a pose model takes left for right and back from one moment to the next. So whatever is meant
for such a view is measured on *middles*: the mean of a left and a right point, each weighted by the square of its
visibility. Which is called left changes nothing in it, and a leg that is hidden counts for little.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from rearguard.body.landmark import Landmark
from rearguard.body.recording import FloatArray

ComplexPoints = NDArray[np.complex128]

MIN_MIDPOINT_VISIBILITY = 0.5
"""A middle is seen when one of its two points is at least so visible; the pose model's own bound for "likely"."""

MIN_POINT_VISIBILITY = 0.15
"""A point by itself is taken at least so visible: of crossed or stacked legs the farther one is hidden for a good
part, has 0.2 to 0.5, and is right more often than not."""

MAX_OUTSIDE_SHARE = 0.02
"""Fractions of the picture. A point so far outside is guessed by the model, however visible it says it is."""

MIN_TRUNK_LENGTH = 0.02
"""Picture heights. A trunk shorter than this is no person that can be judged."""

LEFT_LANDMARKS = np.array([Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE,
                 Landmark.LEFT_HEEL, Landmark.LEFT_FOOT_INDEX])  # fmt: skip
PAIRED_LANDMARKS = np.concatenate([LEFT_LANDMARKS, LEFT_LANDMARKS + 1])  # the opposite of each is the next
SHOULDER, HIP, KNEE, ANKLE, HEEL, TOE = range(6)
"""Columns of what is made of `LEFT_LANDMARKS` and its opposites."""


class PoseFeatures:
    """N bodies seen by one camera."""

    def __init__(self, image: FloatArray, world: FloatArray, size: tuple[int, int]) -> None:
        """Take bodies as in a recording.

        Args:
            image: [N, 33, 4].
            world: [N, 33, 3].
            size: the pictures' width and height in pixels.
        """
        x, y, _, visible = np.moveaxis(image[:, PAIRED_LANDMARKS], 2, 0)
        points = np.empty(x.shape, dtype=np.complex128)
        points.real, points.imag = x * (size[0] / size[1]), y
        outside = np.maximum(np.abs(x - 0.5), np.abs(y - 0.5)) > 0.5 + MAX_OUTSIDE_SHARE
        visible = np.where(outside, 0.0, visible)
        half = len(LEFT_LANDMARKS)
        self._world = world
        self.picture_middle_x = size[0] / size[1] / 2
        """Where the picture's middle is across, in picture heights."""
        self._visibility = visible[:, :half], visible[:, half:]
        self._points = points[:, :half], points[:, half:]

    @cached_property
    def _weights(self) -> tuple[FloatArray, FloatArray]:
        """The shares of left and right in the middles, [N, 6] each; NaN where neither is visible."""
        left, right = self._visibility
        seen = np.maximum(left, right) >= MIN_MIDPOINT_VISIBILITY
        left, right = left * left, right * right
        total = np.where(seen, left + right, np.nan)
        return left / total, right / total

    @cached_property
    def midpoints(self) -> ComplexPoints:
        """[N, 6]: the middles, in the columns' order."""
        (left, right), (a, b) = self._weights, self._points
        return (a * left + b * right).astype(np.complex128, copy=False)

    @cached_property
    def side_points(self) -> tuple[ComplexPoints, ComplexPoints]:
        """[N, 6] twice: the left points and the right ones; NaN where not even suspected."""
        return (
            np.where(self._visibility[0] >= MIN_POINT_VISIBILITY, self._points[0], np.nan),
            np.where(self._visibility[1] >= MIN_POINT_VISIBILITY, self._points[1], np.nan),
        )

    @cached_property
    def midpoints_3d(self) -> FloatArray:
        """[N, 6, 3]: the middles in metres."""
        left, right = self._weights
        return (
            self._world[:, LEFT_LANDMARKS] * left[:, :, None] + self._world[:, LEFT_LANDMARKS + 1] * right[:, :, None]
        )

    @cached_property
    def side_points_3d(self) -> tuple[FloatArray, FloatArray]:
        """[N, 6, 3] twice: the left points and the right ones in metres; NaN where not even suspected."""
        left, right = self._visibility
        return (
            np.where((left >= MIN_POINT_VISIBILITY)[:, :, None], self._world[:, LEFT_LANDMARKS], np.nan),
            np.where((right >= MIN_POINT_VISIBILITY)[:, :, None], self._world[:, LEFT_LANDMARKS + 1], np.nan),
        )

    @cached_property
    def trunk_vector(self) -> ComplexPoints:
        """[N]: from the hips to the shoulders; NaN where that is too short to be somebody."""
        way = self.midpoints[:, SHOULDER] - self.midpoints[:, HIP]
        return np.where(np.abs(way) >= MIN_TRUNK_LENGTH, way, np.nan)

    @cached_property
    def trunk_length(self) -> FloatArray:
        """[N]: the trunk's length."""
        return np.abs(self.trunk_vector)

    @cached_property
    def thigh_length(self) -> FloatArray:
        """[N]: the length of the thigh that is seen longer: a thigh is never longer than it is."""
        left, right = self.side_points
        long = np.fmax(np.abs(left[:, HIP] - left[:, KNEE]), np.abs(right[:, HIP] - right[:, KNEE]))
        return np.where(long >= MIN_TRUNK_LENGTH, long, np.nan)

    @cached_property
    def shoulder_width(self) -> FloatArray:
        """[N]: the shoulders' width."""
        return self.side_distance(SHOULDER)

    @cached_property
    def facing_sign(self) -> FloatArray:
        """[N]: 1 where the toes point to the picture's right, −1 to its left; NaN where the feet are not seen."""
        return np.sign((self.midpoints[:, TOE] - self.midpoints[:, HEEL]).real)

    @cached_property
    def left_is_behind(self) -> NDArray[np.bool_]:
        """[N]: whether the left foot is behind the right one."""
        left, right = self.side_points
        return (left[:, ANKLE] - right[:, ANKLE]).real * self.facing_sign < 0

    @cached_property
    def rear_and_front_leg(self) -> tuple[ComplexPoints, ComplexPoints]:
        """[N, 6] twice: the side of the leg behind and of the one in front."""
        left, right = self.side_points
        behind, known = self.left_is_behind[:, None], ~np.isnan(self.facing_sign)[:, None]
        return (
            np.where(known, np.where(behind, left, right), np.nan),
            np.where(known, np.where(behind, right, left), np.nan),
        )

    def side_distance(self, column: int) -> FloatArray:
        """Return [N]: how far the left and the right point are apart."""
        left, right = self.side_points
        return np.abs(left[:, column] - right[:, column])


def angle_at(a: ComplexPoints, at: ComplexPoints, b: ComplexPoints) -> FloatArray:
    """Return the angle between two ways from a point, 0 to 180 degrees."""
    return np.abs(np.angle((a - at) * np.conj(b - at), deg=True))


def angle_at_3d(points: FloatArray, a: int, at: int, b: int) -> FloatArray:
    """Return the angle between two ways from a point, 0 to 180 degrees.

    Args:
        points: [N, 6, 3].
        a: column where one way ends.
        at: column of the point.
        b: column where the other ends.
    """
    one, other = points[:, a] - points[:, at], points[:, b] - points[:, at]
    inner = np.einsum("ni,ni->n", one, other)
    sizes = np.sqrt(np.einsum("ni,ni->n", one, one) * np.einsum("ni,ni->n", other, other))
    angle: FloatArray = np.degrees(np.arccos(np.clip(inner / sizes, -1.0, 1.0)))
    return angle
