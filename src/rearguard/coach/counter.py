"""A counter of repetitions: a measure that rises and comes back."""

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
"""A repetition is over when it has come back by this share of its range, even if it began lower. Not every repetition
comes all the way down; pulses at the top stay within a third."""

MIN_RANGE_SHARE = 0.6
"""The smallest range of a repetition, as a share of the person's own median: a smaller one is a partial repetition."""

FIRST_MIN_RANGE_SHARE = 0.55
"""The same with only one repetition to compare with, which may look large from getting into position."""

SHAKE_JUMP_SHARE, SHAKE_PATH_RATIO = 0.18, 2.4
"""Shares of the range. A movement is shaking when it jumps to and fro this far between three frames (median), and its
whole path is this long. At few frames a second a smooth movement jumps, too, but has no detours: its path is twice the
range. Of 5000 simulated repetitions at three to thirty frames a second, five met both; of the false repetitions of a
still person before a shaking camera nearly all do, and all at ten frames a second and more."""

EXTREME_SHARE = 0.25
"""Share of the range: this close to the top is the peak, this close to the bottom the beginning."""

MIN_RETURN_SEEN_SHARE = 0.5
"""Share of the way back that must be seen to estimate its duration."""

EXTREME_ANGLE, MIN_RETURN_SEEN_ANGLE, RETURN_ANGLE = (
    math.acos(1 - 2 * share) for share in (EXTREME_SHARE, MIN_RETURN_SEEN_SHARE, RETURN_SHARE)
)
"""The same as angles of half a turn."""

LOOKBACK_S = 8.0
"""Seconds to look back for the beginning of a repetition; a slow way up takes four."""

OPENING_RANGE_SHARE = 0.5
"""Share of the least range that must be seen of the way up of a repetition already under way in the first frame; its
way back must then be large enough. Recordings often start in the middle of a repetition."""

TOP_PAUSE_S = 0.7
"""Seconds without getting lower, which end the search for the beginning. Also: a repetition cut off by the end of the
set counts after this long at the top, or a quarter of the way back, because people who count by eye count tops."""

MIN_IN_POSTURE_SHARE = 0.8
"""Share of the frames of a repetition, and shortly before it, in which the person must be in posture."""


class RepSample(NamedTuple):
    """The measures of one frame."""

    t: float
    filtered: float
    """The counting measure, filtered."""
    raw: float
    """The same as it was seen: a filter makes what is quick slow."""
    values: tuple[float, ...]
    """All measures, filtered."""
    in_posture: bool
    """Whether the person was in posture."""
    size: float
    """The person's size in the picture."""


@value(kw_only=True)
class RawRep:
    """A repetition as counted, without faults and side."""

    start: float
    """When it left the bottom."""
    peak: float
    """When it reached its highest value."""
    end: float
    """When it was back."""
    range: float
    """The difference between bottom and peak."""
    peak_samples: tuple[RepSample, ...]
    """The samples near the peak."""
    bottom_samples: tuple[RepSample, ...]
    """The samples near the bottom, before the rise."""
    end_sample: RepSample
    """The sample that ended it."""
    return_seconds: float
    """The duration of the whole way back in seconds, extrapolated from the part that was seen; NaN if that is less than
    half."""


class RepCounter:
    """A counter that is updated with the counting measure, frame by frame."""

    def __init__(self, rule: CountRule) -> None:
        """Begin without a repetition."""
        self._rule = rule
        self._ranges: deque[float] = deque(maxlen=5)
        self.reset()
        self._is_first_look = True

    def reset(self) -> None:
        """Drop the current repetition: it can't be judged any more."""
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
        """The range of the current repetition so far."""
        return self._peak.filtered - self._bottom_value

    def update(self, sample: RepSample, since: float) -> RawRep | None:
        """Process a sample and return the repetition that it ends, if any.

        Args:
            sample: the measures of the frame.
            since: the time since which the person is in posture: getting into position is no repetition.
        """
        if self._rep_samples:
            return self._follow_rep(sample)
        self._watch_for_rise(sample, since)
        return None

    def finish(self) -> RawRep | None:
        """Return the repetition that is past its top as the set ends, if any."""
        if not self._rep_samples:
            return None
        last, near = self._rep_samples[-1], self._peak.filtered - EXTREME_SHARE * self._current_range
        top_at = next(row.t for row in self._rep_samples if row.filtered >= near)
        is_past_top = last.filtered < near or last.t - top_at >= TOP_PAUSE_S
        return self._end_rep(last) if is_past_top and self._current_range >= self._rule.range else None

    def _watch_for_rise(self, sample: RepSample, since: float) -> None:
        lookback, height = self._lookback, sample.filtered
        lookback.append(sample)
        while lookback[0].t < sample.t - LOOKBACK_S:
            lookback.popleft()
        self._is_first_look &= height > self._rule.down
        if height < self._rule.up or not sample.in_posture:
            return
        candidates = [row for row in lookback if row.in_posture and row.t >= since]
        bottom = min((row.filtered for row in candidates), default=math.inf)
        if height - bottom < self._rule.range * (OPENING_RANGE_SHARE if self._is_first_look else 1):
            return
        self._bottom_value, self._start = bottom, self._rise_start(candidates, height, bottom)
        near = bottom + EXTREME_SHARE * (height - bottom)
        self._bottom_samples = tuple(row for row in candidates if row.filtered <= near)
        self._rep_samples = [row for row in lookback if row.t > self._start]
        self._peak = self._lowest_since_peak = sample
        lookback.clear()

    @staticmethod
    def _rise_start(samples: Sequence[RepSample], height: float, bottom: float) -> float:
        """Return when the way up began: the last time near the lowest value before it."""
        lowest_at, lowest = samples[-1].t, height
        for sample in reversed(samples):
            if sample.filtered < lowest:
                lowest_at, lowest = sample.t, sample.filtered
            elif lowest_at - sample.t > TOP_PAUSE_S and lowest - bottom <= EXTREME_SHARE * (height - bottom):
                break
        near = lowest + EXTREME_SHARE / 2 * (height - lowest)
        return max((row.t for row in samples if row.t >= lowest_at and row.filtered <= near), default=lowest_at)

    def _follow_rep(self, sample: RepSample) -> RawRep | None:
        height = sample.filtered
        if sample.t - self._start <= self._rule.longest:
            self._rep_samples.append(sample)
        if height > self._peak.filtered and sample.in_posture:  # out of posture the value is meaningless
            self._peak = self._lowest_since_peak = sample
        elif height < self._lowest_since_peak.filtered:
            self._lowest_since_peak = sample
        if self._is_first_look:
            self._bottom_value = min(self._bottom_value, height)
        if self._rises_again(height):
            next_samples = [row for row in self._rep_samples if row.t > self._lowest_since_peak.t]
            rep = self._end_rep(self._lowest_since_peak)
            self._lookback.extend(next_samples)
            return rep
        is_back = height <= max(self._rule.down, self._peak.filtered - RETURN_SHARE * self._current_range)
        return self._end_rep(sample) if is_back and self._current_range >= self._rule.range else None

    def _rises_again(self, height: float) -> bool:
        """Return whether the next repetition rises already: its bottom may be higher than that of the first one."""
        min_range = self._rule.range
        return (
            self._peak.filtered - self._lowest_since_peak.filtered >= min_range
            and height - self._lowest_since_peak.filtered >= min_range / 2
        )

    def _end_rep(self, sample: RepSample) -> RawRep | None:
        highest, rep_range = self._peak.filtered, self._current_range
        rep = RawRep(
            start=self._start,
            peak=self._peak.t,
            end=sample.t,
            range=rep_range,
            peak_samples=tuple(row for row in self._rep_samples if row.filtered >= highest - EXTREME_SHARE * rep_range),
            bottom_samples=self._bottom_samples,
            end_sample=sample,
            return_seconds=self._return_seconds(highest, rep_range),
        )
        frames = [*(row for row in self._bottom_samples if row.t > self._start - TOP_PAUSE_S), *self._rep_samples]
        was_in_posture = sum(row.in_posture for row in frames) >= MIN_IN_POSTURE_SHARE * len(frames)
        sizes = [row.size for row in self._rep_samples]
        is_real = self._rule.approach is None or abs(sizes[-1] / sizes[0] - 1) < self._rule.approach
        is_real &= (
            sum(row.raw >= highest - MIN_RETURN_SEEN_SHARE * rep_range for row in self._rep_samples) > 1
        )  # a single high frame is an outlier
        is_real &= not _is_shaking([row.raw for row in (*self._bottom_samples, *self._rep_samples)], rep_range)
        self.reset()
        self._lookback.append(sample)
        return rep if was_in_posture and is_real and self._is_plausible(rep) else None

    def _return_seconds(self, highest: float, rep_range: float) -> float:
        """Return the duration of the whole way back, from the part of it between the peak and the end.

        A body starts and stops smoothly, like the height of a point on an evenly turning wheel. So heights are turned
        into angles of that wheel first, and two frames are enough. Raw values are used: filtered ones lag behind.
        """
        angles = [
            (row.t, math.acos(min(max(1 - 2 * (highest - row.raw) / rep_range, -1.0), 1.0)))
            for row in self._rep_samples
        ]
        end_angle = min(angles[-1][1], RETURN_ANGLE)
        if end_angle < MIN_RETURN_SEEN_ANGLE:
            return math.nan
        return (
            math.pi
            * (_time_at_angle(angles, end_angle) - _time_at_angle(angles, EXTREME_ANGLE))
            / (end_angle - EXTREME_ANGLE)
        )

    def _is_plausible(self, rep: RawRep) -> bool:
        if not self._rule.seconds <= rep.end - rep.start <= self._rule.longest:
            return False
        share = MIN_RANGE_SHARE if len(self._ranges) > 1 else FIRST_MIN_RANGE_SHARE
        min_range = share * median_high(self._ranges) if self._ranges and self._rule.alike else 0.0
        # A small range is stored as well: when all that follow are small, the first repetition was the false one.
        self._ranges.append(rep.range)
        return rep.range >= min_range


def _is_shaking(heights: Sequence[float], rep_range: float) -> bool:
    """Return whether heights jump about, compared with their range; a smooth movement hardly does."""
    triples = zip(heights, heights[1:], heights[2:], strict=False)
    jump = median([abs(before - 2 * at + after) for before, at, after in triples] or [math.inf])
    path = sum(abs(after - before) for before, after in pairwise(heights))
    return jump >= SHAKE_JUMP_SHARE * rep_range and path >= SHAKE_PATH_RATIO * rep_range


def _time_at_angle(angles: Sequence[tuple[float, float]], angle: float) -> float:
    """Return when the last way back went through an angle; `angles` are pairs of time and angle."""
    later_t, later_angle = angles[-1]
    for t, reached in reversed(angles):
        if reached <= angle:
            share = (angle - reached) / (later_angle - reached) if later_angle > reached else 0.0
            return t + (later_t - t) * share
        later_t, later_angle = t, reached
    return later_t
