"""From what is known to the charge at a moment, or over a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from rearguard.charge.activity import Activity
from rearguard.charge.battery import Battery, Bounds
from rearguard.charge.timeline import Story
from rearguard.core.dose import Dose
from rearguard.core.value import value

WINDOW = 14 * 24 * 3600.0
"""Seconds after which nobody can tell any more what was before.

Every stretch of time, known or not, draws two charges nearer to each other by half in at most 240 minutes. Two weeks
are 84 halvings: 80 percent shrink below what a float can hold. So a fold of two weeks, begun not knowing anything,
gives the charge that a fold from the very beginning gives, and nothing needs to be stored between two looks.
"""


@value
class Stretch:
    """Some time with one activity, and the work done at its end."""

    start: float
    end: float
    activity: Activity | None
    """None: nobody told."""
    dose: Dose | None = None


def stretches(story: Story, since: float, until: float) -> Iterator[Stretch]:
    """Yield the time between two moments, cut wherever what is done changes or work was done."""
    works = deque(work for work in story.works if since <= work.at <= until)
    for begin, end, activity in _filled(story, since, until):
        at = begin
        while works and works[0].at < end:
            work = works.popleft()
            yield Stretch(at, work.at, activity, work.dose)
            at = work.at
        yield Stretch(at, end, activity)
    for work in works:  # at the last moment itself
        yield Stretch(work.at, work.at, None, work.dose)


def _filled(story: Story, since: float, until: float) -> Iterator[tuple[float, float, Activity | None]]:
    at = since
    for span in story.spans:
        start, end = max(span.start, since), min(span.end, until)
        if start >= end:
            continue
        if at < start:
            yield at, start, None
        yield start, end, span.activity
        at = end
    if at < until:
        yield at, until, None


def charge(story: Story, at: float, battery: Battery | None = None, since: float | None = None) -> Battery:
    """Return the charge at a moment.

    Args:
        story: what is known.
        at: seconds since 1970.
        battery: the charge at `since`; None: anything.
        since: where to begin; None: `WINDOW` before.
    """
    battery = battery or Battery()
    parts: list[tuple[Activity | None, float]] = []
    for stretch in stretches(story, at - WINDOW if since is None else since, at):
        parts.append((stretch.activity, (stretch.end - stretch.start) / 60))
        if stretch.dose is not None:
            battery = battery.through(parts).worked(stretch.dose)
            parts.clear()
    return battery.through(parts)


def passed(battery: Battery, stretch: Stretch) -> Battery:
    """Return the charge after a stretch and its work."""
    battery = battery.after(stretch.activity, (stretch.end - stretch.start) / 60)
    return battery if stretch.dose is None else battery.worked(stretch.dose)


def mean(story: Story, since: float, until: float, battery: Battery) -> Bounds:
    """Return the mean charge over some time, from its least to its most.

    Args:
        story: what is known.
        since: where it begins, seconds since 1970.
        until: where it ends, later than that.
        battery: the charge at its beginning.

    Raises:
        ValueError: it ends before it begins.
    """
    if not since < until:
        raise ValueError("until must be later than since")
    low = high = 0.0
    for stretch in stretches(story, since, until):
        minutes = (stretch.end - stretch.start) / 60
        for muscle in (battery.gluteus_maximus, battery.gluteus_medius):
            part = muscle.area(stretch.activity, minutes)
            low, high = low + part.low / 2, high + part.high / 2
        battery = passed(battery, stretch)
    minutes = (until - since) / 60
    return Bounds(low / minutes, high / minutes)
