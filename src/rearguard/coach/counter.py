"""Counts repetitions: a measure that rises and comes back."""

from __future__ import annotations

import math
from collections import deque
from itertools import pairwise
from statistics import median

from rearguard.core.value import value
from rearguard.library.watch import Count

BACK = 2 / 3
"""Of the way it came: so far back, and a repetition is over, even if it began lower. Not everybody comes all the way
down every time; who pulses at the top stays within a third."""

USUAL = 0.6
"""Of the range of one's own repetitions: what is smaller is half of one."""

NEAR = 0.25
"""Of the range: this close to the top is the peak, to the bottom the beginning."""

MEMORY = 8.0
"""Seconds that are looked back for where a repetition began; a slow way up takes four."""

CLOSING = 0.5
"""Of the way it came: so far back, and a repetition counts that a set's end cuts off."""

PAUSE = 0.7
"""Seconds without getting lower end the search for where it began."""

JUMPS = 0.1
"""Of one's size. What changes by more from look to look, more often than not, is nobody: a pose model that guesses.
People change by a hundredth at most, however they move."""

MOSTLY = 0.8
"""Of the looks at a repetition, and shortly before it: so many must have found one in posture."""

Sample = tuple[float, float, tuple[float, ...], bool, float]
"""Time, the counting measure, all values, whether one was in posture, and one's size."""


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
    """How long the whole way back takes, in seconds, as far as can be told from the part of it that was seen."""


class Counter:
    """Takes the counting measure moment by moment."""

    def __init__(self, rule: Count) -> None:
        """Begin at no place."""
        self._rule = rule
        self._ranges: deque[float] = deque(maxlen=5)
        self.reset()

    def reset(self) -> None:
        """Drop what is under way: it can't be judged any more."""
        self._before: deque[Sample] = deque()
        self._rising: list[Sample] = []
        self._valley = self._start = 0.0
        self._bottom: tuple[Sample, ...] = ()
        self._peak: Sample = (0.0, 0.0, (), False, 1.0)
        self._low: Sample = self._peak

    @property
    def moving(self) -> bool:
        """Whether a repetition is under way."""
        return bool(self._rising)

    def take(self, sample: Sample) -> Turn | None:
        """Take in a moment and return the repetition that it ends, if it does."""
        if self._rising:
            return self._up(sample)
        self._down(sample)
        return None

    def finish(self) -> Turn | None:
        """Return the repetition that is all but over as the set ends, if there is one."""
        if not self._rising:
            return None
        last = self._rising[-1]
        return self._turn(last, CLOSING)

    def _down(self, sample: Sample) -> None:
        before, (t, number, *_) = self._before, sample
        before.append(sample)
        while before[0][0] < t - MEMORY:
            before.popleft()
        if number < self._rule.up:
            return
        valley = min(one[1] for one in before)
        if number - valley < self._rule.range:
            return
        self._valley, self._start = valley, self._left(valley)
        near = valley + NEAR * (number - valley)
        self._bottom = tuple(one for one in before if one[1] <= near)
        self._rising = [one for one in before if one[0] > self._start]
        self._peak = self._low = sample
        before.clear()

    def _left(self, valley: float) -> float:
        """Return when the way up began: the last moment near the lowest place before it."""
        samples = self._before
        _, number, *_ = samples[-1]
        lowest_at, lowest, *_ = samples[-1]
        for t, one, *_ in reversed(samples):
            if one < lowest:
                lowest_at, lowest = t, one
            elif lowest_at - t > PAUSE and lowest - valley <= NEAR * (number - valley):
                break
        near = lowest + NEAR / 2 * (number - lowest)
        return max((t for t, one, *_ in samples if t >= lowest_at and one <= near), default=lowest_at)

    def _up(self, sample: Sample) -> Turn | None:
        t, number, *_ = sample
        if t - self._start <= self._rule.longest:
            self._rising.append(sample)
        if number > self._peak[1]:
            self._peak = self._low = sample
        elif number < self._low[1]:
            self._low = sample
        if self._rises_again(number):
            since = [one for one in self._rising if one[0] > self._low[0]]
            turn = self._end(self._low)
            self._before.extend(since)
            return turn
        return self._turn(sample, BACK)

    def _rises_again(self, number: float) -> bool:
        """Whether it has been low and is on its way up: who began lower than one rests in between was never back."""
        enough = self._rule.range
        return self._peak[1] - self._low[1] >= enough and number - self._low[1] >= enough / 2

    def _turn(self, sample: Sample, share: float) -> Turn | None:
        """Return the repetition that ends here if it counts, given how far back it must have come."""
        highest = self._peak[1]
        if sample[1] > max(self._rule.down, highest - share * (highest - self._valley)):
            return None
        return self._end(sample)

    def _end(self, sample: Sample) -> Turn | None:
        at, highest, *_ = self._peak
        reach = highest - self._valley
        turn = Turn(
            start=self._start,
            peak=at,
            end=sample[0],
            range=reach,
            top=tuple(one for one in self._rising if one[1] >= highest - NEAR * reach),
            bottom=self._bottom,
            back=sample,
            way_back=self._way_back(highest, reach),
        )
        looks = [*(one for one in self._bottom if one[0] > self._start - PAUSE), *self._rising]
        posed = sum(one[3] for one in looks) >= MOSTLY * len(looks)
        sizes = [one[4] for one in self._rising]
        stays = self._rule.approach is None or abs(sizes[-1] / sizes[0] - 1) < self._rule.approach
        jumps = [abs(after / before - 1) for before, after in pairwise(sizes)]
        stays &= not jumps or median(jumps) < JUMPS
        self.reset()
        self._before.append(sample)
        return turn if posed and stays and self._counts(turn) else None

    def _way_back(self, highest: float, reach: float) -> float:
        """Return how long the whole way back takes, by the part of it that lies between the peak and the end.

        A body sets out and arrives softly: of half a turn of a wheel that much is between two heights.
        """
        last = self._rising[-1]
        leaves, passes = highest - NEAR * reach, max(last[1], highest - BACK * reach)
        part = (math.acos(1 - 2 * (highest - passes) / reach) - math.acos(1 - 2 * NEAR)) / math.pi
        passed = self._passed(passes)
        left = self._passed(leaves)
        return (passed - left) / part if part > 0 else 0.0

    def _passed(self, level: float) -> float:
        """Return when the last way down went through a level."""
        later = self._rising[-1]
        for one in reversed(self._rising):
            if one[1] >= level:
                fell = one[1] - later[1]
                return one[0] + (later[0] - one[0]) * ((one[1] - level) / fell if fell else 0.0)
            later = one
        return later[0]

    def _counts(self, turn: Turn) -> bool:
        enough = USUAL * median(self._ranges) if len(self._ranges) > 1 else 0.0
        lasted = turn.end - turn.start
        if len(turn.top) < 2 or not self._rule.seconds <= lasted <= self._rule.longest or turn.range < enough:  # noqa: PLR2004 - one look is none
            return False
        self._ranges.append(turn.range)
        return True
