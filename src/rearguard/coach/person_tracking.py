"""Tracking of one person among several in the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rearguard.coach.frame_measures import FrameMeasures

MAX_LEAP_TRUNKS = 1.5
"""Trunk lengths. Hips don't move farther between two frames; farther away is another person."""


class PersonTracker:
    """A tracker that follows one person."""

    def __init__(self) -> None:
        """Begin without a person."""
        self._hip_position: complex | None = None
        self._trunk_length = math.nan
        self.has_switched = False
        """Whether the last choice was another person than before."""

    def choose(self, people: Sequence[FrameMeasures], fits: Sequence[bool], *, free: bool) -> int | None:
        """Return the index of the followed person; None when they are not in the frame.

        Args:
            people: the people in the frame.
            fits: whether each is in the exercise's posture.
            free: whether another person may be chosen, because no repetition or hold is under way.
        """
        visible = [i for i, person in enumerate(people) if not math.isnan(person.trunk_length)]  # NaN: no hips seen
        index = self._same_person(people, visible)
        self.has_switched = False
        if self._hip_position is None or (
            free and (index is None or not fits[index]) and any(fits[i] for i in visible)
        ):
            best = max(visible, key=lambda i: (fits[i], people[i].trunk_length), default=None)
            self.has_switched, index = best != index, best
        if index is not None:
            self._hip_position, self._trunk_length = people[index].hip_position, people[index].trunk_length
        return index

    def reset(self) -> None:
        """Follow no person, so that the next choice is free."""
        self._hip_position = None

    def _same_person(self, people: Sequence[FrameMeasures], visible: Sequence[int]) -> int | None:
        if self._hip_position is None:
            return None
        last_position = self._hip_position
        nearest = min(visible, key=lambda i: abs(people[i].hip_position - last_position), default=None)
        if nearest is None or abs(people[nearest].hip_position - last_position) > MAX_LEAP_TRUNKS * max(
            self._trunk_length, people[nearest].trunk_length
        ):
            return None
        return nearest
