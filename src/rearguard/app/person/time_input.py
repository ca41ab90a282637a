"""A moment as a person writes it."""

from __future__ import annotations

from datetime import datetime, timedelta

from rearguard.core.errors import Misuse
from rearguard.core.message import Message

EARLIEST, LATEST = 1971, 9998
"""Years: the clocks of some systems begin with 1970, Python's end with 9999, and two weeks and an offset must fit."""

CLOCK_TIME = len("HH:MM")

OVER_MIDNIGHT = timedelta(hours=12)
"""Between two times of day, the first of them the later one: as long as a night. Beyond that they were mixed up."""


def span(start: str, end: str, now: datetime) -> tuple[datetime, datetime]:
    """Return two moments; of two times of day the first may be of the evening before.

    Raises:
        Misuse: one of them is no moment.
    """
    begun, over = moment(start, now), moment(end, now)
    if max(len(start), len(end)) <= CLOCK_TIME and over < begun:
        before = (begun.replace(tzinfo=None) - timedelta(days=1)).astimezone()
        if over - before <= OVER_MIDNIGHT:
            return before, over
    return begun, over


def moment(text: str, now: datetime) -> datetime:
    """Return the moment: ISO 8601 with an offset, or HH:MM of today here.

    Args:
        text: as it was typed.
        now: aware.

    Raises:
        Misuse: it is neither.
    """
    try:
        if len(text) <= CLOCK_TIME:
            hours = datetime.strptime(text, "%H:%M")  # noqa: DTZ007 - the day and its offset are today's
            # By way of a naive time, so that the offset is the one that holds at that hour, not the one of now.
            today = now.astimezone().replace(tzinfo=None)
            return today.replace(hour=hours.hour, minute=hours.minute, second=0, microsecond=0).astimezone()
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not EARLIEST <= found.year <= LATEST:
        raise Misuse(
            Message("{text} is no time: write HH:MM, or 2026-03-02T14:30+01:00 with the offset", {"text": text})
        )
    return found
