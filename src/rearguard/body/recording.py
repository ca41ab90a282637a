"""Poses from a camera's pose model, as single frames and as whole recordings.

The page can save a recording, and tests and the coach read it, besides videos. As a NumPy `.npz` it holds `t`, `image`,
`world` and `size` as below.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rearguard.body.landmark import Landmark
from rearguard.core.value import value

FloatArray = NDArray[np.float64]


@value(kw_only=True)
class DetectedPerson:
    """A person in one picture."""

    image: FloatArray
    """[33, 4]: x and y as fractions of the picture's width and height (y down), z, visibility in [0, 1]."""
    world: FloatArray
    """[33, 3]: metres, from the middle between the hips; x right, y down, z away from the camera."""


@value(kw_only=True)
class PoseFrame:
    """All people in one camera frame."""

    t: float
    """Seconds of the camera's clock, never less than in the previous frame."""
    people: tuple[DetectedPerson, ...]
    """The people in the picture, in no order; may be empty."""
    size: tuple[int, int]
    """Width and height of the picture in pixels."""


@value(kw_only=True)
class PoseRecording:
    """A person over N frames. A row of NaN is a frame without a visible person."""

    t: FloatArray
    """[N] seconds, ascending."""
    image: FloatArray
    """[N, 33, 4] as in `DetectedPerson`."""
    world: FloatArray
    """[N, 33, 3] as in `DetectedPerson`."""
    size: tuple[int, int]
    """Width and height of the pictures in pixels."""

    def __len__(self) -> int:
        return len(self.t)

    def frames(self) -> Iterator[PoseFrame]:
        """Yield the frames in order, as a live camera does."""
        is_visible = ~np.isnan(self.image[:, Landmark.NOSE, 0])
        for i, t in enumerate(self.t):
            people = (DetectedPerson(image=self.image[i], world=self.world[i]),) if is_visible[i] else ()
            yield PoseFrame(t=float(t), people=people, size=self.size)
