"""Detection of holds: the seconds in which a position is held."""

from __future__ import annotations

import math
from collections import deque
from statistics import median

from rearguard.core.value import value
from rearguard.library.watch import MaxDropRule, StillnessRule

SETTLE_S = 1.0
"""Seconds to settle into a position before the person must keep still."""

MAX_LAPSED_SHARE = 0.4
"""The largest share of a hold that may be lapses; with more it is no hold, but a movement that passes the position
again and again."""

MAX_FRAME_GAP_S = 1.0
"""Seconds between two frames; a longer gap does not count as held."""


@value(kw_only=True)
class HoldSpan:
    """A hold."""

    start: float
    end: float
    seconds: float
    lapsed_s: float
    """The part of `seconds` in which the position seemed to be lost."""


class HoldDetector:
    """A detector that is updated at every frame with whether the position is right."""

    def __init__(self, min_seconds: float, lapse: float) -> None:
        """Begin without a hold.

        Args:
            min_seconds: the shortest hold.
            lapse: seconds out of range or unseen that still count as held.
        """
        self._min_seconds, self._max_lapse_s = min_seconds, lapse
        self._hold: HoldSpan | None = None
        self._was_inside = False
        self._left_at: float | None = None

    @property
    def current_hold(self) -> HoldSpan | None:
        """The current hold; None without one, or before it is long enough."""
        span = self._hold
        if span is None or span.seconds < self._min_seconds or span.lapsed_s > MAX_LAPSED_SHARE * span.seconds:
            return None
        return span

    @property
    def held_since(self) -> float | None:
        """The time since which the position is right; None while it is not."""
        return None if self._hold is None else self._hold.start

    def update(self, t: float, *, inside: bool, since: float | None = None) -> HoldSpan | None:
        """Process a frame and return the hold that it ends, if any.

        Args:
            t: the time.
            inside: whether the position is right.
            since: the time since which the position is nearly right; a hold begins there, at most `SETTLE_S` earlier.
        """
        span = self._hold
        if inside:
            if span is None:
                start = t if since is None else max(since, t - SETTLE_S)
                self._hold = HoldSpan(start=start, end=t, seconds=t - start, lapsed_s=0.0)
            else:
                gap_s = t - span.end
                counts = gap_s <= (MAX_FRAME_GAP_S if self._was_inside else self._max_lapse_s)
                self._hold = HoldSpan(
                    start=span.start,
                    end=t,
                    seconds=span.seconds + (gap_s if counts else 0.0),
                    lapsed_s=span.lapsed_s + (0.0 if self._left_at is None else t - self._left_at),
                )
        elif span is not None and self._was_inside and t - span.end <= MAX_FRAME_GAP_S:
            # The position was left between two frames: the middle is the best estimate.
            half = (t - span.end) / 2
            span = self._hold = HoldSpan(
                start=span.start, end=span.end + half, seconds=span.seconds + half, lapsed_s=span.lapsed_s
            )
        self._was_inside = inside
        self._left_at = None if inside else t if self._left_at is None else self._left_at
        if not inside and span is not None and t - span.end >= self._max_lapse_s:
            return self.finish()
        return None

    def finish(self) -> HoldSpan | None:
        """End the current hold, and return it if it was long enough."""
        span, self._hold, self._was_inside = self.current_hold, None, False
        return span


class StillnessCheck:
    """A check that a measure keeps still."""

    def __init__(self, rule: StillnessRule) -> None:
        """Begin without samples."""
        self._max_range, self._window_s = rule.most, rule.seconds
        self._recent: deque[tuple[float, float]] = deque()

    def update(self, t: float, number: float) -> bool:
        """Process a frame and return whether the measure has kept still."""
        recent = self._recent
        recent.append((t, number))
        while recent[0][0] < t - self._window_s:
            recent.popleft()
        numbers = [row[1] for row in recent]
        return max(numbers) - min(numbers) <= self._max_range

    def reset(self) -> None:
        """Forget all samples."""
        self._recent.clear()


class MaxDropCheck:
    """A check that a measure stays near its value at the beginning of the hold."""

    def __init__(self, rule: MaxDropRule) -> None:
        """Begin without samples."""
        self._rule = rule
        self._first_values: list[float] = []
        self._minimum: float | None = None

    def update(self, held_s: float, number: float) -> bool:
        """Process a frame, `held_s` seconds into the hold, and return whether the measure is still high enough."""
        if held_s <= self._rule.first:
            self._first_values.append(number)
            return True
        if self._minimum is None:
            self._minimum = median(self._first_values) - self._rule.fall if self._first_values else -math.inf
        return number >= self._minimum

    def reset(self) -> None:
        """Forget all samples."""
        self._first_values.clear()
        self._minimum = None
