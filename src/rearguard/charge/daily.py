"""Summaries of consecutive periods, such as days: the mean charge, and the time spent on each activity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rearguard.charge.activity import Activity, charge_integral
from rearguard.charge.battery import Battery
from rearguard.charge.fold import MEMORY_WINDOW_S, Interval, battery_after, split_intervals
from rearguard.charge.timeline import ActivityTimeline
from rearguard.core.value import value


@value(kw_only=True)
class PeriodSummary:
    """The summary of one period."""

    low: float
    """The lowest possible mean charge, in percent."""
    high: float
    """The highest possible mean charge, in percent."""
    seconds: Mapping[Activity, float]
    """By activity; the rest of the period is unknown."""


def summarize_periods(timeline: ActivityTimeline, cuts: Sequence[float]) -> Iterator[PeriodSummary]:
    """Yield the summary of each period between two neighbouring cuts.

    It takes a single pass over the timeline, for any number of cuts. Days add up to their week.

    Args:
        timeline: the known time, including the two weeks before the first cut.
        cuts: seconds since 1970, each later than the one before.

    Raises:
        ValueError: a cut is not later than the one before.
    """
    if not all(first < second for first, second in pairwise(cuts)):
        raise ValueError("each cut must be later than the one before")
    battery, intervals = Battery(), split_intervals(timeline, cuts[0] - MEMORY_WINDOW_S, cuts[-1])
    interval = next(intervals)
    for number, end in enumerate(cuts):
        sums = _PeriodSums()
        while interval.end <= end:
            battery = sums.add(battery, interval)
            interval = next(intervals, Interval(end, float("inf"), None))
        if interval.start < end:
            battery = sums.add(battery, Interval(interval.start, end, interval.activity))
            interval = Interval(end, interval.end, interval.activity, interval.dose)
        if number:  # the time before the first cut only gives its starting charge
            yield sums.summarize()


class _PeriodSums:
    """The sums of one period."""

    def __init__(self) -> None:
        self.low = self.high = self.minutes = 0.0
        self.seconds: dict[Activity, float] = {}

    def add(self, battery: Battery, interval: Interval) -> Battery:
        """Add an interval, and return the battery after it."""
        seconds = interval.end - interval.start
        self.minutes += seconds / 60
        # The integral is linear in the charge, so the mean of both muscles' integrals is the integral of their mean.
        self.low += charge_integral(battery.low, interval.activity or Activity.SITTING, seconds / 60)
        self.high += charge_integral(battery.high, interval.activity or Activity.WALKING, seconds / 60)
        if interval.activity is not None:
            self.seconds[interval.activity] = self.seconds.get(interval.activity, 0.0) + seconds
        return battery_after(battery, interval)

    def summarize(self) -> PeriodSummary:
        return PeriodSummary(low=self.low / self.minutes, high=self.high / self.minutes, seconds=self.seconds)
