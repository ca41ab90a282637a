"""A recording of the current set in memory: landmarks of the tracked person, no pictures."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray

from rearguard.body.recording import PoseFrame

MAX_BUFFERED_MOMENTS = 12_000
"""Most frames: ten minutes at 20 a second, 11 MB. No set is longer; the rest of a longer one would be missing."""

LANDMARKS_PER_BODY = 33


class RecordingBuffer:
    """A buffer of at most `MAX_BUFFERED_MOMENTS` frames."""

    def __init__(self) -> None:
        self._t: list[float] = []
        self._image: list[NDArray[np.float32]] = []
        self._world: list[NDArray[np.float32]] = []
        self._size = (1, 1)

    def __len__(self) -> int:
        return len(self._t)

    def add(self, frame: PoseFrame, person: int | None) -> None:
        """Append the landmarks of a person in a frame; None: nobody is tracked."""
        if len(self._t) >= MAX_BUFFERED_MOMENTS or (self._t and frame.t <= self._t[-1]):
            return
        self._t.append(frame.t)
        self._size = frame.size
        if person is None or person >= len(frame.people):
            self._image.append(np.full((LANDMARKS_PER_BODY, 4), np.nan, np.float32))
            self._world.append(np.full((LANDMARKS_PER_BODY, 3), np.nan, np.float32))
        else:
            self._image.append(frame.people[person].image.astype(np.float32))
            self._world.append(frame.people[person].world.astype(np.float32))

    def to_npz(self) -> bytes:
        """Return the content of a recording file; its times start at 0."""
        file = io.BytesIO()
        t = np.array(self._t, np.float64)
        np.savez_compressed(
            file,
            t=t - t[:1],
            image=np.array(self._image, np.float32).reshape(-1, LANDMARKS_PER_BODY, 4),
            world=np.array(self._world, np.float32).reshape(-1, LANDMARKS_PER_BODY, 3),
            size=np.array(self._size),
        )
        return file.getvalue()
