"""Whom a coach watches when there are several people."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rearguard.coach.frame_measures import Reading

LEAP = 1.5
"""Trunk lengths. Nobody's hips move farther between two looks; who is farther away is somebody else."""


class Following:
    """Keeps to one person."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._place: complex | None = None
        self._size = math.nan
        self.switched = False
        """Whether the last choice was of somebody else than the one before."""

    def choose(self, readings: Sequence[Reading], fits: Sequence[bool], *, free: bool) -> int | None:
        """Return which of the people is followed; None when that one is not there.

        Args:
            readings: the people.
            fits: whether each is in the exercise's posture.
            free: whether another may be chosen: nothing is under way.
        """
        there = [i for i, one in enumerate(readings) if not math.isnan(one.size)]  # NaN: the hips are not seen
        chosen = self._same(readings, there)
        self.switched = False
        if self._place is None or (free and (chosen is None or not fits[chosen]) and any(fits[i] for i in there)):
            best = max(there, key=lambda i: (fits[i], readings[i].size), default=None)
            self.switched, chosen = best != chosen, best
        if chosen is not None:
            self._place, self._size = readings[chosen].place, readings[chosen].size
        return chosen

    def forget(self) -> None:
        """Follow nobody: whoever is there next may be chosen."""
        self._place = None

    def _same(self, readings: Sequence[Reading], there: Sequence[int]) -> int | None:
        if self._place is None:
            return None
        place = self._place
        nearest = min(there, key=lambda i: abs(readings[i].place - place), default=None)
        if nearest is None or abs(readings[nearest].place - place) > LEAP * max(self._size, readings[nearest].size):
            return None
        return nearest
