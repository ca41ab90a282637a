"""Counts repetitions: a measure that rises and comes back."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from statistics import median, median_high
from typing import NamedTuple

from rearguard.core.value import value
from rearguard.library.watch import Count

BACK = 2 / 3
"""Of the way it came: so far back, and a repetition is over, even if it began lower. Not everybody comes all the way
down every time; who pulses at the top stays within a third."""

USUAL = 0.6
"""Of the range of one's own repetitions: what is smaller is half of one."""

LIKELY = 0.55
"""The same while there is but one to compare with: getting into position may have made it look large."""

SHAKES, DETOUR = 0.18, 2.4
"""Of the range: what jumps so far to and fro between any three looks, and goes so long a way in all, is shaking. At few
pictures a second what is smooth jumps, too, but makes no detours: there and back it goes twice the range. Of 5000
simulated repetitions at three to thirty pictures a second five had both; over who keeps still before a camera that
shakes, nearly all that looks like a repetition has, and all at ten pictures a second and more."""

NEAR = 0.25
"""Of the range: this close to the top is the peak, to the bottom the beginning."""

HALF = 0.5
"""Of the way: of the way back so much must be seen to tell how long it takes."""

NEAR_AT, HALF_AT, BACK_AT = (math.acos(1 - 2 * share) for share in (NEAR, HALF, BACK))
"""The same as angles of half a turn."""

MEMORY = 8.0
"""Seconds that are looked back for where a repetition began; a slow way up takes four."""

OPENING = 0.5
"""Of the least range: so much of its way up must be seen of a repetition that is under way as one is first looked at.
Then the way back is what must be large enough. People film themselves in the midst of what they do."""

PAUSE = 0.7
"""Seconds without getting lower end the search for where it began; so long at the top, or a quarter of the way back,
and a repetition counts that the end of a set cuts off: whoever counts by eye counts tops."""

MOSTLY = 0.8
"""Of the looks at a repetition, and shortly before it: so many must have found one in posture."""


class Sample(NamedTuple):
    """One moment."""

    t: float
    number: float
    """The counting measure, filtered."""
    raw: float
    """The same as it was seen: a filter makes what is quick slow."""
    values: tuple[float, ...]
    """All measures, filtered."""
    posed: bool
    """Whether one was in posture."""
    size: float
    """One's size in the picture."""


@value(kw_only=True)
class Turn:
    """A repetition as it was counted."""

    start: float
    """When it left the bottom."""
    peak: float
    """When it was highest."""
    end: float
    """When it was back."""
    range: float
    """From the bottom to the peak."""
    top: tuple[Sample, ...]
    """What was near the peak."""
    bottom: tuple[Sample, ...]
    """What was near the bottom before it rose."""
    back: Sample
    """What ended it."""
    way_back: float
    """How long the whole way back takes, in seconds, as far as can be told from the part of it that was seen; NaN where
    that is not half of it."""


class Counter:
    """Takes the counting measure moment by moment."""

    def __init__(self, rule: Count) -> None:
        """Begin at no place."""
        self._rule = rule
        self._ranges: deque[float] = deque(maxlen=5)
        self.reset()
        self._opening = True

    def reset(self) -> None:
        """Drop what is under way: it can't be judged any more."""
        self._opening = False
        self._before: deque[Sample] = deque()
        self._rising: list[Sample] = []
        self._valley = self._start = 0.0
        self._bottom: tuple[Sample, ...] = ()
        self._peak = Sample(0.0, 0.0, 0.0, (), posed=False, size=1.0)
        self._low = self._peak

    @property
    def moving(self) -> bool:
        """Whether a repetition is under way."""
        return bool(self._rising)

    @property
    def _reach(self) -> float:
        """How far the repetition under way has come."""
        return self._peak.number - self._valley

    def take(self, sample: Sample, since: float) -> Turn | None:
        """Take in a moment and return the repetition that it ends, if it does.

        Args:
            sample: what is seen.
            since: since when one is believed to be in posture: who only gets into position has not begun.
        """
        if self._rising:
            return self._up(sample)
        self._down(sample, since)
        return None

    def finish(self) -> Turn | None:
        """Return the repetition that was at its top as the set ends, if there is one."""
        if not self._rising:
            return None
        last, near = self._rising[-1], self._peak.number - NEAR * self._reach
        at_top = next(one.t for one in self._rising if one.number >= near)
        over = last.number < near or last.t - at_top >= PAUSE
        return self._end(last) if over and self._reach >= self._rule.range else None

    def _down(self, sample: Sample, since: float) -> None:
        before, number = self._before, sample.number
        before.append(sample)
        while before[0].t < sample.t - MEMORY:
            before.popleft()
        self._opening &= number > self._rule.down
        if number < self._rule.up or not sample.posed:
            return
        there = [one for one in before if one.posed and one.t >= since]
        valley = min((one.number for one in there), default=math.inf)
        if number - valley < self._rule.range * (OPENING if self._opening else 1):
            return
        self._valley, self._start = valley, self._left(there, number, valley)
        near = valley + NEAR * (number - valley)
        self._bottom = tuple(one for one in there if one.number <= near)
        self._rising = [one for one in before if one.t > self._start]
        self._peak = self._low = sample
        before.clear()

    @staticmethod
    def _left(samples: Sequence[Sample], number: float, valley: float) -> float:
        """Return when the way up began: the last moment near the lowest place before it."""
        lowest_at, lowest = samples[-1].t, number
        for one in reversed(samples):
            if one.number < lowest:
                lowest_at, lowest = one.t, one.number
            elif lowest_at - one.t > PAUSE and lowest - valley <= NEAR * (number - valley):
                break
        near = lowest + NEAR / 2 * (number - lowest)
        return max((one.t for one in samples if one.t >= lowest_at and one.number <= near), default=lowest_at)

    def _up(self, sample: Sample) -> Turn | None:
        number = sample.number
        if sample.t - self._start <= self._rule.longest:
            self._rising.append(sample)
        if number > self._peak.number and sample.posed:  # out of posture a number may be anything
            self._peak = self._low = sample
        elif number < self._low.number:
            self._low = sample
        if self._opening:
            self._valley = min(self._valley, number)
        if self._rises_again(number):
            since = [one for one in self._rising if one.t > self._low.t]
            turn = self._end(self._low)
            self._before.extend(since)
            return turn
        back = number <= max(self._rule.down, self._peak.number - BACK * self._reach)
        return self._end(sample) if back and self._reach >= self._rule.range else None

    def _rises_again(self, number: float) -> bool:
        """Whether it has been low and is on its way up: who began lower than one rests in between was never back."""
        enough = self._rule.range
        return self._peak.number - self._low.number >= enough and number - self._low.number >= enough / 2

    def _end(self, sample: Sample) -> Turn | None:
        highest, reach = self._peak.number, self._reach
        turn = Turn(
            start=self._start,
            peak=self._peak.t,
            end=sample.t,
            range=reach,
            top=tuple(one for one in self._rising if one.number >= highest - NEAR * reach),
            bottom=self._bottom,
            back=sample,
            way_back=self._way_back(highest, reach),
        )
        looks = [*(one for one in self._bottom if one.t > self._start - PAUSE), *self._rising]
        posed = sum(one.posed for one in looks) >= MOSTLY * len(looks)
        sizes = [one.size for one in self._rising]
        stays = self._rule.approach is None or abs(sizes[-1] / sizes[0] - 1) < self._rule.approach
        stays &= sum(one.raw >= highest - HALF * reach for one in self._rising) > 1  # one look is none
        stays &= not _shaking([one.raw for one in (*self._bottom, *self._rising)], reach)
        self.reset()
        self._before.append(sample)
        return turn if posed and stays and self._counts(turn) else None

    def _way_back(self, highest: float, reach: float) -> float:
        """Return how long the whole way back takes, by the part of it that lies between the peak and the end.

        A body sets out and arrives softly, as the height of a point on a wheel that turns evenly: heights are taken
        for angles of that wheel first, so that two pictures tell of it, too. What is filtered would be too slow.
        """
        turns = [(one.t, math.acos(min(max(1 - 2 * (highest - one.raw) / reach, -1.0), 1.0))) for one in self._rising]
        passes = min(turns[-1][1], BACK_AT)
        if passes < HALF_AT:
            return math.nan
        return math.pi * (_passed(turns, passes) - _passed(turns, NEAR_AT)) / (passes - NEAR_AT)

    def _counts(self, turn: Turn) -> bool:
        if not self._rule.seconds <= turn.end - turn.start <= self._rule.longest:
            return False
        share = USUAL if len(self._ranges) > 1 else LIKELY
        enough = share * median_high(self._ranges) if self._ranges and self._rule.alike else 0.0
        # A small one is remembered as well: where all that follow are small, it was the first that was none.
        self._ranges.append(turn.range)
        return turn.range >= enough


def _shaking(numbers: Sequence[float], reach: float) -> bool:
    """Return whether numbers jump about on a way that has such a range: a smooth one hardly does."""
    around = zip(numbers, numbers[1:], numbers[2:], strict=False)
    jumps = median([abs(before - 2 * at + after) for before, at, after in around] or [math.inf])
    way = sum(abs(after - before) for before, after in pairwise(numbers))
    return jumps >= SHAKES * reach and way >= DETOUR * reach


def _passed(turns: Sequence[tuple[float, float]], angle: float) -> float:
    """Return when the last way back went through an angle."""
    later, beyond = turns[-1]
    for t, turned in reversed(turns):
        if turned <= angle:
            return t + (later - t) * ((angle - turned) / (beyond - turned) if beyond > turned else 0.0)
        later, beyond = t, turned
    return later
