"""Adds up the seconds in which a position is held."""

from __future__ import annotations

import math
from collections import deque
from statistics import median

from rearguard.core.value import value
from rearguard.library.watch import MaxDropRule, StillnessRule

SETTLE_S = 1.0
"""Seconds that it may take to settle, before one must keep still."""

MAX_LAPSED_SHARE = 0.4
"""Of a hold. What seems to be left for more of it is none: so it looks when somebody passes by again and again."""

MAX_FRAME_GAP_S = 1.0
"""Seconds between two looks. What lies farther apart was not seen to be held in between."""


@value(kw_only=True)
class HoldSpan:
    """A hold."""

    start: float
    end: float
    seconds: float
    lapsed_s: float
    """How many of them it seemed to be left."""


class HoldDetector:
    """Takes in moment by moment whether the position is right."""

    def __init__(self, min_seconds: float, lapse: float) -> None:
        """Begin with nothing held.

        Args:
            min_seconds: how many seconds a hold lasts at least.
            lapse: what is out of range or unseen for fewer seconds is not yet judged to be, and counts as held.
        """
        self._min_seconds, self._max_lapse_s = min_seconds, lapse
        self._hold: HoldSpan | None = None
        self._was_inside = False
        self._left_at: float | None = None

    @property
    def current_hold(self) -> HoldSpan | None:
        """What is held now; None while nothing is, or not yet long enough."""
        span = self._hold
        if span is None or span.seconds < self._min_seconds or span.lapsed_s > MAX_LAPSED_SHARE * span.seconds:
            return None
        return span

    @property
    def held_since(self) -> float | None:
        """Since when the position is right; None while it is not."""
        return None if self._hold is None else self._hold.start

    def update(self, t: float, *, inside: bool, since: float | None = None) -> HoldSpan | None:
        """Take in a moment and return the hold that it ends, if it does.

        Args:
            t: the time.
            inside: whether the position is right.
            since: since when it has all but been so: there a hold begins, but for `SETTLE_S` at most.
        """
        span = self._hold
        if inside:
            if span is None:
                start = t if since is None else max(since, t - SETTLE_S)
                self._hold = HoldSpan(start=start, end=t, seconds=t - start, lapsed_s=0.0)
            else:
                passed = t - span.end
                counts = passed <= (MAX_FRAME_GAP_S if self._was_inside else self._max_lapse_s)
                self._hold = HoldSpan(
                    start=span.start,
                    end=t,
                    seconds=span.seconds + (passed if counts else 0.0),
                    lapsed_s=span.lapsed_s + (0.0 if self._left_at is None else t - self._left_at),
                )
        elif span is not None and self._was_inside and t - span.end <= MAX_FRAME_GAP_S:
            # It was left between two looks: half-way, as far as anybody knows.
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
        """Close what is held, and return it if it was long enough."""
        span, self._hold, self._was_inside = self.current_hold, None, False
        return span


class StillnessCheck:
    """Whether a measure keeps still."""

    def __init__(self, rule: StillnessRule) -> None:
        """Begin with nothing seen."""
        self._most, self._seconds = rule.most, rule.seconds
        self._recent: deque[tuple[float, float]] = deque()

    def update(self, t: float, number: float) -> bool:
        """Take in a moment and return whether it has kept still."""
        seen = self._recent
        seen.append((t, number))
        while seen[0][0] < t - self._seconds:
            seen.popleft()
        numbers = [one for _, one in seen]
        return max(numbers) - min(numbers) <= self._most

    def reset(self) -> None:
        """Begin anew."""
        self._recent.clear()


class MaxDropCheck:
    """Whether a measure stays as it was when the hold began."""

    def __init__(self, rule: MaxDropRule) -> None:
        """Begin with nothing seen."""
        self._rule = rule
        self._first_values: list[float] = []
        self._minimum: float | None = None

    def update(self, passed: float, number: float) -> bool:
        """Take in a moment, so many seconds after the beginning, and return whether it is as it was."""
        if passed <= self._rule.first:
            self._first_values.append(number)
            return True
        if self._minimum is None:
            self._minimum = median(self._first_values) - self._rule.fall if self._first_values else -math.inf
        return number >= self._minimum

    def reset(self) -> None:
        """Begin anew."""
        self._first_values.clear()
        self._minimum = None
