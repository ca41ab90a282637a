"""Whether there is anything to judge: somebody seen, from the right side, in the exercise's posture."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence

from rearguard.coach.hysteresis import Bounds
from rearguard.core.value import value
from rearguard.library.watch import Watch

GONE = 0.5
"""Seconds that nothing is seen, or that the posture is another, before it is believed."""

BACK = 0.3
"""Seconds that all is well again before it is believed."""

TURNED = 1.0
"""Seconds that somebody is seen from the wrong side before it is said: people turn round on their way."""

JUMPS, LOOKS = 0.1, 8
"""Of one's size. What changes by more from look to look, in half of so many, is nobody: a pose model that guesses.
People change by a hundredth at most, however they move."""


@value
class Standing:
    """How it seems at one moment."""

    known: bool
    """Whether all is known that must be."""
    turn: str
    """What to do to be seen from the right side; empty when one is."""
    posed: bool
    """Whether one is in posture."""

    @property
    def inside(self) -> bool:
        """Whether what is seen now may count."""
        return self.known and self.posed and not self.turn


class Gate:
    """Holds readings against view and posture."""

    def __init__(self, watch: Watch, index: Mapping[str, int], vital: int) -> None:
        """Take a watch.

        Args:
            watch: what is watched.
            index: the column of each measure.
            vital: how many columns, from the first on, must be known.
        """
        self._view = [Bounds(limit, index) for limit in watch.view]
        self._posture = [Bounds(limit, index) for limit in watch.posture]
        self._vital = vital

    def look(self, values: Sequence[float]) -> Standing:
        """Return how it seems; limits that were kept are kept with slack."""
        if math.isnan(sum(values[: self._vital])):
            return Standing(known=False, turn="", posed=False)
        turn = ""
        for bounds in self._view:
            if not bounds.keep(values) and not turn:
                turn = bounds.say
        posed = True
        for bounds in self._posture:
            posed &= bounds.keep(values)
        return Standing(known=True, turn=turn, posed=posed)

    def fits(self, values: Sequence[float]) -> bool:
        """Return whether this might be the one in posture, whoever it is."""
        return all(bounds.kept(values) for bounds in (*self._view, *self._posture))


class Constancy:
    """Whether somebody's size stays about what it is from look to look, as a body's does."""

    __slots__ = ("_jumps", "_last")

    def __init__(self) -> None:
        """Begin with nobody."""
        self._jumps: deque[float] = deque(maxlen=LOOKS)
        self._last = math.nan

    def take(self, size: float) -> bool:
        """Take in a size, NaN where it is not known, and return whether it has been constant."""
        jump = abs(size / self._last - 1)
        if not math.isnan(jump):
            self._jumps.append(jump)
        if not math.isnan(size):
            self._last = size
        jumps = sorted(self._jumps)
        return len(jumps) < LOOKS // 2 or jumps[len(jumps) // 2] < JUMPS


class Belief:
    """Something that is so or not so, believed when it has seemed so for a while."""

    __slots__ = ("_since", "now")

    def __init__(self) -> None:
        """Begin with it not being so."""
        self.now = False
        self._since: float | None = None

    def take(self, t: float, *, seems: bool, gone: float = GONE) -> float | None:
        """Take in how it seems; return since when it has, when that changes what is believed.

        Args:
            t: the time.
            seems: how it seems at this moment.
            gone: for how many seconds it must seem not to be so.
        """
        if seems == self.now:
            self._since = None
            return None
        since = self._since = t if self._since is None else self._since
        if t - since < (BACK if seems else gone):
            return None
        self.now, self._since = seems, None
        return since
