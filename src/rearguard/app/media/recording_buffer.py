"""What a camera saw of one set, kept in memory until the next: landmarks of the one who was followed, no picture."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray

from rearguard.body.recording import Sight

MOST = 12_000
"""Moments: ten minutes at 20 a second, 11 MB. No set is longer; of one that is the end is missing."""

LANDMARKS = 33


class Take:
    """Grows by a moment at a time, and no longer than `MOST`."""

    def __init__(self) -> None:
        self._t: list[float] = []
        self._image: list[NDArray[np.float32]] = []
        self._world: list[NDArray[np.float32]] = []
        self._size = (1, 1)

    def __len__(self) -> int:
        return len(self._t)

    def add(self, sight: Sight, person: int | None) -> None:
        """Keep what was seen of one person; None: nobody was followed."""
        if len(self._t) >= MOST or (self._t and sight.t <= self._t[-1]):
            return
        self._t.append(sight.t)
        self._size = sight.size
        if person is None or person >= len(sight.people):
            self._image.append(np.full((LANDMARKS, 4), np.nan, np.float32))
            self._world.append(np.full((LANDMARKS, 3), np.nan, np.float32))
        else:
            self._image.append(sight.people[person].image.astype(np.float32))
            self._world.append(sight.people[person].world.astype(np.float32))

    def npz(self) -> bytes:
        """Return it as a recording's file; the times begin at 0."""
        file = io.BytesIO()
        t = np.array(self._t, np.float64)
        np.savez_compressed(
            file,
            t=t - t[:1],
            image=np.array(self._image, np.float32).reshape(-1, LANDMARKS, 4),
            world=np.array(self._world, np.float32).reshape(-1, LANDMARKS, 3),
            size=np.array(self._size),
        )
        return file.getvalue()
