"""The charge over a day, and the best time for a session in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.charge.battery import Battery
from rearguard.charge.fold import battery_at
from rearguard.charge.timeline import ActivityTimeline

COURSE_STEP_S = 15 * 60.0
"""Seconds between two points of the charge's course; shorter steps are not visible on a day's strip."""


def charge_course(timeline: ActivityTimeline, start: float, end: float) -> Iterator[tuple[float, Battery]]:
    """Yield the charge at `start`, every quarter of an hour after it, and at `end`; seconds since 1970."""
    at, battery = start, battery_at(timeline, start)
    yield at, battery
    while at < end:
        until = min(at + COURSE_STEP_S, end)
        battery = battery_at(timeline, until, battery, at)
        at = until
        yield at, battery


def clip_span(span: ActivitySpan, start: float, end: float) -> ActivitySpan:
    """Return the part of a span between two times."""
    return ActivitySpan(max(span.start, start), min(span.end, end), span.activity)


def best_session_time(spans: Iterable[ActivitySpan], now: float, work_ends: float) -> float | None:
    """Return the best time for one session on a day, possibly past; None if there is no advice.

    The mean charge of a day of sitting is highest with its only break in the middle, and falls equally towards both
    ends: what a break restores decays until the end, and before the break there must be something to restore.

    Args:
        spans: the activities of the day, in order.
        now: seconds since 1970.
        work_ends: end of the sitting, in seconds since 1970.
    """
    activities = list(spans)
    sitting_since = next((span.start for span in activities if span.activity is Activity.SITTING), None)
    has_trained = any(span.activity is Activity.EXERCISING for span in activities)
    if sitting_since is None or has_trained or now >= work_ends or sitting_since >= work_ends:
        return None
    return (sitting_since + work_ends) / 2
