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
from rearguard.body.recording import Array

Points = NDArray[np.complex128]

VISIBLE = 0.5
"""A middle is seen when one of its two points is at least so visible; the pose model's own bound for "likely"."""

SUSPECTED = 0.15
"""A point by itself is taken at least so visible: of crossed or stacked legs the farther one is hidden for a good
part, has 0.2 to 0.5, and is right more often than not."""

BEYOND = 0.02
"""Fractions of the picture. A point so far outside is guessed by the model, however visible it says it is."""

SMALLEST = 0.02
"""Picture heights. A trunk shorter than this is no person that can be judged."""

LEFT = np.array([Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP, Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE,
                 Landmark.LEFT_HEEL, Landmark.LEFT_FOOT_INDEX])  # fmt: skip
BOTH = np.concatenate([LEFT, LEFT + 1])  # the opposite of each is the next
SHOULDER, HIP, KNEE, ANKLE, HEEL, TOE = range(6)
"""Columns of what is made of `LEFT` and its opposites."""


class Look:
    """N bodies seen by one camera."""

    def __init__(self, image: Array, world: Array, size: tuple[int, int]) -> None:
        """Take bodies as in a recording.

        Args:
            image: [N, 33, 4].
            world: [N, 33, 3].
            size: the pictures' width and height in pixels.
        """
        x, y, _, visible = np.moveaxis(image[:, BOTH], 2, 0)
        points = np.empty(x.shape, dtype=np.complex128)
        points.real, points.imag = x * (size[0] / size[1]), y
        outside = np.maximum(np.abs(x - 0.5), np.abs(y - 0.5)) > 0.5 + BEYOND
        visible = np.where(outside, 0.0, visible)
        half = len(LEFT)
        self._world = world
        self.middle = size[0] / size[1] / 2
        """Where the picture's middle is across, in picture heights."""
        self._near = visible[:, :half], visible[:, half:]
        self._pair = points[:, :half], points[:, half:]

    @cached_property
    def _weights(self) -> tuple[Array, Array]:
        """The shares of left and right in the middles, [N, 6] each; NaN where neither is visible."""
        left, right = self._near
        seen = np.maximum(left, right) >= VISIBLE
        left, right = left * left, right * right
        total = np.where(seen, left + right, np.nan)
        return left / total, right / total

    @cached_property
    def middles(self) -> Points:
        """[N, 6]: the middles, in the columns' order."""
        (left, right), (a, b) = self._weights, self._pair
        return (a * left + b * right).astype(np.complex128, copy=False)

    @cached_property
    def sides(self) -> tuple[Points, Points]:
        """[N, 6] twice: the left points and the right ones; NaN where not even suspected."""
        return (
            np.where(self._near[0] >= SUSPECTED, self._pair[0], np.nan),
            np.where(self._near[1] >= SUSPECTED, self._pair[1], np.nan),
        )

    @cached_property
    def space(self) -> Array:
        """[N, 6, 3]: the middles in metres."""
        left, right = self._weights
        return self._world[:, LEFT] * left[:, :, None] + self._world[:, LEFT + 1] * right[:, :, None]

    @cached_property
    def sides_in_space(self) -> tuple[Array, Array]:
        """[N, 6, 3] twice: the left points and the right ones in metres; NaN where not even suspected."""
        left, right = self._near
        return (
            np.where((left >= SUSPECTED)[:, :, None], self._world[:, LEFT], np.nan),
            np.where((right >= SUSPECTED)[:, :, None], self._world[:, LEFT + 1], np.nan),
        )

    @cached_property
    def trunk(self) -> Points:
        """[N]: from the hips to the shoulders; NaN where that is too short to be somebody."""
        way = self.middles[:, SHOULDER] - self.middles[:, HIP]
        return np.where(np.abs(way) >= SMALLEST, way, np.nan)

    @cached_property
    def length(self) -> Array:
        """[N]: the trunk's length."""
        return np.abs(self.trunk)

    @cached_property
    def thigh(self) -> Array:
        """[N]: the length of the thigh that is seen longer: a thigh is never longer than it is."""
        left, right = self.sides
        long = np.fmax(np.abs(left[:, HIP] - left[:, KNEE]), np.abs(right[:, HIP] - right[:, KNEE]))
        return np.where(long >= SMALLEST, long, np.nan)

    @cached_property
    def shoulders(self) -> Array:
        """[N]: the shoulders' width."""
        return self.gap(SHOULDER)

    @cached_property
    def facing(self) -> Array:
        """[N]: 1 where the toes point to the picture's right, −1 to its left; NaN where the feet are not seen."""
        return np.sign((self.middles[:, TOE] - self.middles[:, HEEL]).real)

    @cached_property
    def behind(self) -> NDArray[np.bool_]:
        """[N]: whether the left foot is behind the right one."""
        left, right = self.sides
        return (left[:, ANKLE] - right[:, ANKLE]).real * self.facing < 0

    @cached_property
    def legs(self) -> tuple[Points, Points]:
        """[N, 6] twice: the side of the leg behind and of the one in front."""
        left, right = self.sides
        behind, known = self.behind[:, None], ~np.isnan(self.facing)[:, None]
        return (
            np.where(known, np.where(behind, left, right), np.nan),
            np.where(known, np.where(behind, right, left), np.nan),
        )

    def gap(self, column: int) -> Array:
        """Return [N]: how far the left and the right point are apart."""
        left, right = self.sides
        return np.abs(left[:, column] - right[:, column])


def corner(a: Points, at: Points, b: Points) -> Array:
    """Return the angle between two ways from a point, 0 to 180 degrees."""
    return np.abs(np.angle((a - at) * np.conj(b - at), deg=True))


def corner_in_space(points: Array, a: int, at: int, b: int) -> Array:
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
    angle: Array = np.degrees(np.arccos(np.clip(inner / sizes, -1.0, 1.0)))
    return angle
