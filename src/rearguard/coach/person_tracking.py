"""Whom a coach watches when there are several people."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rearguard.coach.frame_measures import FrameMeasures

MAX_LEAP_TRUNKS = 1.5
"""Trunk lengths. Nobody's hips move farther between two looks; who is farther away is somebody else."""


class PersonTracker:
    """Keeps to one person."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._hip_position: complex | None = None
        self._trunk_length = math.nan
        self.has_switched = False
        """Whether the last choice was of somebody else than the one before."""

    def choose(self, people: Sequence[FrameMeasures], fits: Sequence[bool], *, free: bool) -> int | None:
        """Return which of the people is followed; None when that one is not there.

        Args:
            people: the people.
            fits: whether each is in the exercise's posture.
            free: whether another may be chosen: nothing is under way.
        """
        there = [i for i, one in enumerate(people) if not math.isnan(one.trunk_length)]  # NaN: the hips are not seen
        chosen = self._same_person(people, there)
        self.has_switched = False
        if self._hip_position is None or (
            free and (chosen is None or not fits[chosen]) and any(fits[i] for i in there)
        ):
            best = max(there, key=lambda i: (fits[i], people[i].trunk_length), default=None)
            self.has_switched, chosen = best != chosen, best
        if chosen is not None:
            self._hip_position, self._trunk_length = people[chosen].hip_position, people[chosen].trunk_length
        return chosen

    def reset(self) -> None:
        """Follow nobody: whoever is there next may be chosen."""
        self._hip_position = None

    def _same_person(self, readings: Sequence[FrameMeasures], there: Sequence[int]) -> int | None:
        if self._hip_position is None:
            return None
        place = self._hip_position
        nearest = min(there, key=lambda i: abs(readings[i].hip_position - place), default=None)
        if nearest is None or abs(readings[nearest].hip_position - place) > MAX_LEAP_TRUNKS * max(
            self._trunk_length, readings[nearest].trunk_length
        ):
            return None
        return nearest
