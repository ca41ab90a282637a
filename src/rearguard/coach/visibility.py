"""Whether there is anything to judge: somebody seen, from the right side, in the exercise's posture."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence

from rearguard.coach.hysteresis import LimitCheck
from rearguard.core.value import value
from rearguard.library.watch import WatchSpec

LOST_AFTER_S = 0.5
"""Seconds that nothing is seen, or that the posture is another, before it is believed."""

REGAINED_AFTER_S = 0.3
"""Seconds that all is well again before it is believed."""

WRONG_VIEW_AFTER_S = 1.0
"""Seconds that somebody is seen from the wrong side before it is said: people turn round on their way."""

MAX_SIZE_JUMP, SIZE_JUMP_FRAMES = 0.1, 8
"""Of one's size. What changes by more from look to look, in half of so many, is nobody: a pose model that guesses.
People change by a hundredth at most, however they move."""


@value
class Visibility:
    """How it seems at one moment."""

    all_known: bool
    """Whether all is known that must be."""
    view_advice: str
    """What to do to be seen from the right side; empty when one is."""
    in_posture: bool
    """Whether one is in posture."""

    @property
    def may_count(self) -> bool:
        """Whether what is seen now may count."""
        return self.all_known and self.in_posture and not self.view_advice


class VisibilityGate:
    """Holds readings against view and posture."""

    def __init__(self, watch: WatchSpec, index: Mapping[str, int], required_count: int) -> None:
        """Take a watch.

        Args:
            watch: what is watched.
            index: the column of each measure.
            required_count: how many columns, from the first on, must be known.
        """
        self._view = [LimitCheck(limit, index) for limit in watch.view]
        self._posture = [LimitCheck(limit, index) for limit in watch.posture]
        self._required_count = required_count

    def update(self, values: Sequence[float]) -> Visibility:
        """Return how it seems; limits that were kept are kept with slack."""
        if math.isnan(sum(values[: self._required_count])):
            return Visibility(all_known=False, view_advice="", in_posture=False)
        turn = ""
        for bounds in self._view:
            if not bounds.update(values) and not turn:
                turn = bounds.say
        posed = True
        for bounds in self._posture:
            posed &= bounds.update(values)
        return Visibility(all_known=True, view_advice=turn, in_posture=posed)

    def might_fit(self, values: Sequence[float]) -> bool:
        """Return whether this might be the one in posture, whoever it is."""
        return all(bounds.is_within(values) for bounds in (*self._view, *self._posture))


class SizeStability:
    """Whether somebody's size stays about what it is from look to look, as a body's does."""

    __slots__ = ("_jumps", "_last")

    def __init__(self) -> None:
        """Begin with nobody."""
        self._jumps: deque[float] = deque(maxlen=SIZE_JUMP_FRAMES)
        self._last = math.nan

    def update(self, size: float) -> bool:
        """Take in a size, NaN where it is not known, and return whether it has been constant."""
        jump = abs(size / self._last - 1)
        if not math.isnan(jump):
            self._jumps.append(jump)
        if not math.isnan(size):
            self._last = size
        jumps = sorted(self._jumps)
        return len(jumps) < SIZE_JUMP_FRAMES // 2 or jumps[len(jumps) // 2] < MAX_SIZE_JUMP


class Debounced:
    """Something that is so or not so, believed when it has seemed so for a while."""

    __slots__ = ("_since", "is_true")

    def __init__(self) -> None:
        """Begin with it not being so."""
        self.is_true = False
        self._since: float | None = None

    def update(self, t: float, *, seems_true: bool, release_after_s: float = LOST_AFTER_S) -> float | None:
        """Take in how it seems; return since when it has, when that changes what is believed.

        Args:
            t: the time.
            seems_true: how it seems at this moment.
            release_after_s: for how many seconds it must seem not to be so.
        """
        if seems_true == self.is_true:
            self._since = None
            return None
        since = self._since = t if self._since is None else self._since
        if t - since < (REGAINED_AFTER_S if seems_true else release_after_s):
            return None
        self.is_true, self._since = seems_true, None
        return since
