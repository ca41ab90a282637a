"""Checks of whether there is anything to judge: a visible person, seen from the right side, in posture."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence

from rearguard.coach.hysteresis import LimitCheck
from rearguard.core.value import value
from rearguard.library.watch import WatchSpec

LOST_AFTER_S = 0.5
"""Seconds without the person, or out of posture, before it counts as lost."""

REGAINED_AFTER_S = 0.3
"""Seconds of visibility, or of posture, before it counts as regained."""

WRONG_VIEW_AFTER_S = 1.0
"""Seconds seen from the wrong side before it is reported: people turn round on their way."""

MAX_SIZE_JUMP, SIZE_JUMP_FRAMES = 0.1, 8
"""Share of the person's size. If it changes by more from frame to frame, in half of this many, there is no person: the
pose model guesses. A person's size changes by a hundredth at most, in any movement."""


@value
class Visibility:
    """What the gate sees in one frame."""

    all_known: bool
    """Whether all required measures are known."""
    view_advice: str
    """What to do to be seen from the right side; empty when the view is right."""
    in_posture: bool
    """Whether the person is in posture."""

    @property
    def may_count(self) -> bool:
        """Whether movement may count in this frame."""
        return self.all_known and self.in_posture and not self.view_advice


class VisibilityGate:
    """A gate that checks measures against the exercise's view and posture."""

    def __init__(self, watch: WatchSpec, index: Mapping[str, int], required_count: int) -> None:
        """Take the limits of a `watch`.

        Args:
            watch: the exercise's.
            index: the column of each measure.
            required_count: how many columns, from the first on, must be known.
        """
        self._view = [LimitCheck(limit, index) for limit in watch.view]
        self._posture = [LimitCheck(limit, index) for limit in watch.posture]
        self._required_count = required_count

    def update(self, values: Sequence[float]) -> Visibility:
        """Return the frame's visibility; limits met in the last frame are met with slack."""
        if math.isnan(sum(values[: self._required_count])):
            return Visibility(all_known=False, view_advice="", in_posture=False)
        advice = ""
        for limit in self._view:
            if not limit.update(values) and not advice:
                advice = limit.say
        in_posture = True
        for limit in self._posture:
            in_posture &= limit.update(values)
        return Visibility(all_known=True, view_advice=advice, in_posture=in_posture)

    def might_fit(self, values: Sequence[float]) -> bool:
        """Return whether a person, followed or not, is in posture and seen from the right side."""
        return all(limit.is_within(values) for limit in (*self._view, *self._posture))


class SizeStability:
    """A check that the person's size stays about the same from frame to frame, as a body's does."""

    __slots__ = ("_jumps", "_last")

    def __init__(self) -> None:
        """Begin without a size."""
        self._jumps: deque[float] = deque(maxlen=SIZE_JUMP_FRAMES)
        self._last = math.nan

    def update(self, size: float) -> bool:
        """Process a size, NaN if unknown, and return whether it is stable."""
        jump = abs(size / self._last - 1)
        if not math.isnan(jump):
            self._jumps.append(jump)
        if not math.isnan(size):
            self._last = size
        jumps = sorted(self._jumps)
        return len(jumps) < SIZE_JUMP_FRAMES // 2 or jumps[len(jumps) // 2] < MAX_SIZE_JUMP


class Debounced:
    """A debounced condition: it changes only after it has seemed changed for a while."""

    __slots__ = ("_since", "is_true")

    def __init__(self) -> None:
        """Begin as false."""
        self.is_true = False
        self._since: float | None = None

    def update(self, t: float, *, seems_true: bool, release_after_s: float = LOST_AFTER_S) -> float | None:
        """Process a frame; when the condition changes, return the time since which it has seemed so.

        Args:
            t: the time.
            seems_true: the condition in this frame.
            release_after_s: seconds of seeming false before it becomes false.
        """
        if seems_true == self.is_true:
            self._since = None
            return None
        since = self._since = t if self._since is None else self._since
        if t - since < (REGAINED_AFTER_S if seems_true else release_after_s):
            return None
        self.is_true, self._since = seems_true, None
        return since
