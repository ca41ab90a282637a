"""The charge at a moment: a fold of the activity timeline."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from rearguard.charge.activity import Activity
from rearguard.charge.battery import Battery
from rearguard.charge.timeline import ActivityTimeline
from rearguard.core.dose import Dose
from rearguard.core.value import value

MEMORY_WINDOW_S = 14 * 24 * 3600.0
"""Seconds after which the earlier charge makes no difference.

In any activity, known or not, the distance between two charges halves in at most 240 minutes. Two weeks are 84
halvings: 80 percent shrink below a float's precision. So a fold of two weeks from an unknown charge gives the same
result as a fold from the very beginning, and no state needs to be stored.
"""


@value
class Interval:
    """An interval with one activity, and the dose of work at its end."""

    start: float
    end: float
    activity: Activity | None
    """The activity; None: unknown."""
    dose: Dose | None = None


def split_intervals(timeline: ActivityTimeline, since: float, until: float) -> Iterator[Interval]:
    """Yield the intervals between two moments, split wherever the activity changes or a dose is done."""
    doses = deque(timed for timed in timeline.doses if since <= timed.at <= until)
    for begin, end, activity in _fill_gaps(timeline, since, until):
        at = begin
        while doses and doses[0].at < end:
            timed = doses.popleft()
            yield Interval(at, timed.at, activity, timed.dose)
            at = timed.at
        yield Interval(at, end, activity)
    for timed in doses:  # at the last moment itself
        yield Interval(timed.at, timed.at, None, timed.dose)


def _fill_gaps(
    timeline: ActivityTimeline, since: float, until: float
) -> Iterator[tuple[float, float, Activity | None]]:
    at = since
    for span in timeline.spans:
        start, end = max(span.start, since), min(span.end, until)
        if start >= end:
            continue
        if at < start:
            yield at, start, None
        yield start, end, span.activity
        at = end
    if at < until:
        yield at, until, None


def battery_at(
    timeline: ActivityTimeline, at: float, battery: Battery | None = None, since: float | None = None
) -> Battery:
    """Return the battery at a moment.

    Args:
        timeline: the known time.
        at: seconds since 1970.
        battery: the battery at `since`; None: unknown.
        since: where to begin; None: `MEMORY_WINDOW_S` before `at`.
    """
    battery = battery or Battery()
    parts: list[tuple[Activity | None, float]] = []
    for interval in split_intervals(timeline, at - MEMORY_WINDOW_S if since is None else since, at):
        parts.append((interval.activity, (interval.end - interval.start) / 60))
        if interval.dose is not None:
            battery = battery.after_all(parts).after_dose(interval.dose)
            parts.clear()
    return battery.after_all(parts)


def battery_after(battery: Battery, interval: Interval) -> Battery:
    """Return the battery after an interval and its dose."""
    battery = battery.after(interval.activity, (interval.end - interval.start) / 60)
    return battery if interval.dose is None else battery.after_dose(interval.dose)
