"""Counts repetitions: a measure that rises and comes back."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from statistics import median, median_high
from typing import NamedTuple

from rearguard.core.value import value
from rearguard.library.watch import CountRule

RETURN_SHARE = 2 / 3
"""Of the way it came: so far back, and a repetition is over, even if it began lower. Not everybody comes all the way
down every time; who pulses at the top stays within a third."""

MIN_RANGE_SHARE = 0.6
"""Of the range of one's own repetitions: what is smaller is half of one."""

FIRST_MIN_RANGE_SHARE = 0.55
"""The same while there is but one to compare with: getting into position may have made it look large."""

SHAKE_JUMP_SHARE, SHAKE_PATH_RATIO = 0.18, 2.4
"""Of the range: what jumps so far to and fro between any three looks, and goes so long a way in all, is shaking. At few
pictures a second what is smooth jumps, too, but makes no detours: there and back it goes twice the range. Of 5000
simulated repetitions at three to thirty pictures a second five had both; over who keeps still before a camera that
shakes, nearly all that looks like a repetition has, and all at ten pictures a second and more."""

EXTREME_SHARE = 0.25
"""Of the range: this close to the top is the peak, to the bottom the beginning."""

MIN_RETURN_SEEN_SHARE = 0.5
"""Of the way: of the way back so much must be seen to tell how long it takes."""

EXTREME_ANGLE, MIN_RETURN_SEEN_ANGLE, RETURN_ANGLE = (
    math.acos(1 - 2 * share) for share in (EXTREME_SHARE, MIN_RETURN_SEEN_SHARE, RETURN_SHARE)
)
"""The same as angles of half a turn."""

LOOKBACK_S = 8.0
"""Seconds that are looked back for where a repetition began; a slow way up takes four."""

OPENING_RANGE_SHARE = 0.5
"""Of the least range: so much of its way up must be seen of a repetition that is under way as one is first looked at.
Then the way back is what must be large enough. People film themselves in the midst of what they do."""

TOP_PAUSE_S = 0.7
"""Seconds without getting lower end the search for where it began; so long at the top, or a quarter of the way back,
and a repetition counts that the end of a set cuts off: whoever counts by eye counts tops."""

MIN_IN_POSTURE_SHARE = 0.8
"""Of the looks at a repetition, and shortly before it: so many must have found one in posture."""


class RepSample(NamedTuple):
    """One moment."""

    t: float
    filtered: float
    """The counting measure, filtered."""
    raw: float
    """The same as it was seen: a filter makes what is quick slow."""
    values: tuple[float, ...]
    """All measures, filtered."""
    in_posture: bool
    """Whether one was in posture."""
    size: float
    """One's size in the picture."""


@value(kw_only=True)
class RawRep:
    """A repetition as it was counted."""

    start: float
    """When it left the bottom."""
    peak: float
    """When it was highest."""
    end: float
    """When it was back."""
    range: float
    """From the bottom to the peak."""
    peak_samples: tuple[RepSample, ...]
    """What was near the peak."""
    bottom_samples: tuple[RepSample, ...]
    """What was near the bottom before it rose."""
    end_sample: RepSample
    """What ended it."""
    return_seconds: float
    """How long the whole way back takes, in seconds, as far as can be told from the part of it that was seen; NaN where
    that is not half of it."""


class RepCounter:
    """Takes the counting measure moment by moment."""

    def __init__(self, rule: CountRule) -> None:
        """Begin at no place."""
        self._rule = rule
        self._ranges: deque[float] = deque(maxlen=5)
        self.reset()
        self._is_first_look = True

    def reset(self) -> None:
        """Drop what is under way: it can't be judged any more."""
        self._is_first_look = False
        self._lookback: deque[RepSample] = deque()
        self._rep_samples: list[RepSample] = []
        self._bottom_value = self._start = 0.0
        self._bottom_samples: tuple[RepSample, ...] = ()
        self._peak = RepSample(0.0, 0.0, 0.0, (), in_posture=False, size=1.0)
        self._lowest_since_peak = self._peak

    @property
    def is_moving(self) -> bool:
        """Whether a repetition is under way."""
        return bool(self._rep_samples)

    @property
    def _current_range(self) -> float:
        """How far the repetition under way has come."""
        return self._peak.filtered - self._bottom_value

    def update(self, sample: RepSample, since: float) -> RawRep | None:
        """Take in a moment and return the repetition that it ends, if it does.

        Args:
            sample: what is seen.
            since: since when one is believed to be in posture: who only gets into position has not begun.
        """
        if self._rep_samples:
            return self._follow_rep(sample)
        self._watch_for_rise(sample, since)
        return None

    def finish(self) -> RawRep | None:
        """Return the repetition that was at its top as the set ends, if there is one."""
        if not self._rep_samples:
            return None
        last, near = self._rep_samples[-1], self._peak.filtered - EXTREME_SHARE * self._current_range
        at_top = next(one.t for one in self._rep_samples if one.filtered >= near)
        over = last.filtered < near or last.t - at_top >= TOP_PAUSE_S
        return self._end_rep(last) if over and self._current_range >= self._rule.range else None

    def _watch_for_rise(self, sample: RepSample, since: float) -> None:
        before, number = self._lookback, sample.filtered
        before.append(sample)
        while before[0].t < sample.t - LOOKBACK_S:
            before.popleft()
        self._is_first_look &= number > self._rule.down
        if number < self._rule.up or not sample.in_posture:
            return
        there = [one for one in before if one.in_posture and one.t >= since]
        valley = min((one.filtered for one in there), default=math.inf)
        if number - valley < self._rule.range * (OPENING_RANGE_SHARE if self._is_first_look else 1):
            return
        self._bottom_value, self._start = valley, self._rise_start(there, number, valley)
        near = valley + EXTREME_SHARE * (number - valley)
        self._bottom_samples = tuple(one for one in there if one.filtered <= near)
        self._rep_samples = [one for one in before if one.t > self._start]
        self._peak = self._lowest_since_peak = sample
        before.clear()

    @staticmethod
    def _rise_start(samples: Sequence[RepSample], number: float, valley: float) -> float:
        """Return when the way up began: the last moment near the lowest place before it."""
        lowest_at, lowest = samples[-1].t, number
        for one in reversed(samples):
            if one.filtered < lowest:
                lowest_at, lowest = one.t, one.filtered
            elif lowest_at - one.t > TOP_PAUSE_S and lowest - valley <= EXTREME_SHARE * (number - valley):
                break
        near = lowest + EXTREME_SHARE / 2 * (number - lowest)
        return max((one.t for one in samples if one.t >= lowest_at and one.filtered <= near), default=lowest_at)

    def _follow_rep(self, sample: RepSample) -> RawRep | None:
        number = sample.filtered
        if sample.t - self._start <= self._rule.longest:
            self._rep_samples.append(sample)
        if number > self._peak.filtered and sample.in_posture:  # out of posture a number may be anything
            self._peak = self._lowest_since_peak = sample
        elif number < self._lowest_since_peak.filtered:
            self._lowest_since_peak = sample
        if self._is_first_look:
            self._bottom_value = min(self._bottom_value, number)
        if self._rises_again(number):
            since = [one for one in self._rep_samples if one.t > self._lowest_since_peak.t]
            turn = self._end_rep(self._lowest_since_peak)
            self._lookback.extend(since)
            return turn
        back = number <= max(self._rule.down, self._peak.filtered - RETURN_SHARE * self._current_range)
        return self._end_rep(sample) if back and self._current_range >= self._rule.range else None

    def _rises_again(self, number: float) -> bool:
        """Whether it has been low and is on its way up: who began lower than one rests in between was never back."""
        enough = self._rule.range
        return (
            self._peak.filtered - self._lowest_since_peak.filtered >= enough
            and number - self._lowest_since_peak.filtered >= enough / 2
        )

    def _end_rep(self, sample: RepSample) -> RawRep | None:
        highest, reach = self._peak.filtered, self._current_range
        turn = RawRep(
            start=self._start,
            peak=self._peak.t,
            end=sample.t,
            range=reach,
            peak_samples=tuple(one for one in self._rep_samples if one.filtered >= highest - EXTREME_SHARE * reach),
            bottom_samples=self._bottom_samples,
            end_sample=sample,
            return_seconds=self._return_seconds(highest, reach),
        )
        looks = [*(one for one in self._bottom_samples if one.t > self._start - TOP_PAUSE_S), *self._rep_samples]
        posed = sum(one.in_posture for one in looks) >= MIN_IN_POSTURE_SHARE * len(looks)
        sizes = [one.size for one in self._rep_samples]
        stays = self._rule.approach is None or abs(sizes[-1] / sizes[0] - 1) < self._rule.approach
        stays &= (
            sum(one.raw >= highest - MIN_RETURN_SEEN_SHARE * reach for one in self._rep_samples) > 1
        )  # one look is none
        stays &= not _is_shaking([one.raw for one in (*self._bottom_samples, *self._rep_samples)], reach)
        self.reset()
        self._lookback.append(sample)
        return turn if posed and stays and self._is_plausible(turn) else None

    def _return_seconds(self, highest: float, reach: float) -> float:
        """Return how long the whole way back takes, by the part of it that lies between the peak and the end.

        A body sets out and arrives softly, as the height of a point on a wheel that turns evenly: heights are taken
        for angles of that wheel first, so that two pictures tell of it, too. What is filtered would be too slow.
        """
        turns = [
            (one.t, math.acos(min(max(1 - 2 * (highest - one.raw) / reach, -1.0), 1.0))) for one in self._rep_samples
        ]
        passes = min(turns[-1][1], RETURN_ANGLE)
        if passes < MIN_RETURN_SEEN_ANGLE:
            return math.nan
        return (
            math.pi * (_time_at_angle(turns, passes) - _time_at_angle(turns, EXTREME_ANGLE)) / (passes - EXTREME_ANGLE)
        )

    def _is_plausible(self, turn: RawRep) -> bool:
        if not self._rule.seconds <= turn.end - turn.start <= self._rule.longest:
            return False
        share = MIN_RANGE_SHARE if len(self._ranges) > 1 else FIRST_MIN_RANGE_SHARE
        enough = share * median_high(self._ranges) if self._ranges and self._rule.alike else 0.0
        # A small one is remembered as well: where all that follow are small, it was the first that was none.
        self._ranges.append(turn.range)
        return turn.range >= enough


def _is_shaking(numbers: Sequence[float], reach: float) -> bool:
    """Return whether numbers jump about on a way that has such a range: a smooth one hardly does."""
    around = zip(numbers, numbers[1:], numbers[2:], strict=False)
    jumps = median([abs(before - 2 * at + after) for before, at, after in around] or [math.inf])
    way = sum(abs(after - before) for before, after in pairwise(numbers))
    return jumps >= SHAKE_JUMP_SHARE * reach and way >= SHAKE_PATH_RATIO * reach


def _time_at_angle(turns: Sequence[tuple[float, float]], angle: float) -> float:
    """Return when the last way back went through an angle."""
    later, beyond = turns[-1]
    for t, turned in reversed(turns):
        if turned <= angle:
            return t + (later - t) * ((angle - turned) / (beyond - turned) if beyond > turned else 0.0)
        later, beyond = t, turned
    return later
