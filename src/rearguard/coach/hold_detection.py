"""Adds up the seconds in which a position is held."""

from __future__ import annotations

import math
from collections import deque
from statistics import median

from rearguard.core.value import value
from rearguard.library.watch import Kept, Stillness

STEADY = 1.0
"""Seconds that it may take to settle, before one must keep still."""

MOST_LAPSED = 0.4
"""Of a hold. What seems to be left for more of it is none: so it looks when somebody passes by again and again."""

SLOWEST = 1.0
"""Seconds between two looks. What lies farther apart was not seen to be held in between."""


@value(kw_only=True)
class Span:
    """A hold."""

    start: float
    end: float
    seconds: float
    lapsed: float
    """How many of them it seemed to be left."""


class Holder:
    """Takes in moment by moment whether the position is right."""

    def __init__(self, least: float, lapse: float) -> None:
        """Begin with nothing held.

        Args:
            least: how many seconds a hold lasts at least.
            lapse: what is out of range or unseen for fewer seconds is not yet judged to be, and counts as held.
        """
        self._least, self._lapse = least, lapse
        self._span: Span | None = None
        self._inside = False
        self._left: float | None = None

    @property
    def span(self) -> Span | None:
        """What is held now; None while nothing is, or not yet long enough."""
        span = self._span
        if span is None or span.seconds < self._least or span.lapsed > MOST_LAPSED * span.seconds:
            return None
        return span

    @property
    def start(self) -> float | None:
        """Since when the position is right; None while it is not."""
        return None if self._span is None else self._span.start

    def take(self, t: float, *, inside: bool, since: float | None = None) -> Span | None:
        """Take in a moment and return the hold that it ends, if it does.

        Args:
            t: the time.
            inside: whether the position is right.
            since: since when it has all but been so: there a hold begins, but for `STEADY` at most.
        """
        span = self._span
        if inside:
            if span is None:
                start = t if since is None else max(since, t - STEADY)
                self._span = Span(start=start, end=t, seconds=t - start, lapsed=0.0)
            else:
                passed = t - span.end
                counts = passed <= (SLOWEST if self._inside else self._lapse)
                self._span = Span(
                    start=span.start,
                    end=t,
                    seconds=span.seconds + (passed if counts else 0.0),
                    lapsed=span.lapsed + (0.0 if self._left is None else t - self._left),
                )
        elif span is not None and self._inside and t - span.end <= SLOWEST:
            # It was left between two looks: half-way, as far as anybody knows.
            half = (t - span.end) / 2
            span = self._span = Span(
                start=span.start, end=span.end + half, seconds=span.seconds + half, lapsed=span.lapsed
            )
        self._inside = inside
        self._left = None if inside else t if self._left is None else self._left
        if not inside and span is not None and t - span.end >= self._lapse:
            return self.end()
        return None

    def end(self) -> Span | None:
        """Close what is held, and return it if it was long enough."""
        span, self._span, self._inside = self.span, None, False
        return span


class Steadiness:
    """Whether a measure keeps still."""

    def __init__(self, rule: Stillness) -> None:
        """Begin with nothing seen."""
        self._most, self._seconds = rule.most, rule.seconds
        self._seen: deque[tuple[float, float]] = deque()

    def take(self, t: float, number: float) -> bool:
        """Take in a moment and return whether it has kept still."""
        seen = self._seen
        seen.append((t, number))
        while seen[0][0] < t - self._seconds:
            seen.popleft()
        numbers = [one for _, one in seen]
        return max(numbers) - min(numbers) <= self._most

    def forget(self) -> None:
        """Begin anew."""
        self._seen.clear()


class Keeping:
    """Whether a measure stays as it was when the hold began."""

    def __init__(self, rule: Kept) -> None:
        """Begin with nothing seen."""
        self._rule = rule
        self._first: list[float] = []
        self._least: float | None = None

    def take(self, passed: float, number: float) -> bool:
        """Take in a moment, so many seconds after the beginning, and return whether it is as it was."""
        if passed <= self._rule.first:
            self._first.append(number)
            return True
        if self._least is None:
            self._least = median(self._first) - self._rule.fall if self._first else -math.inf
        return number >= self._least

    def forget(self) -> None:
        """Begin anew."""
        self._first.clear()
        self._least = None
