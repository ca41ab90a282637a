"""Times as a person types them."""

from __future__ import annotations

from datetime import datetime, timedelta

from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message

EARLIEST_YEAR, LATEST_YEAR = 1971, 9998
"""Years: some systems' clocks start with 1970, Python's end with 9999, and two weeks and an offset must fit."""

CLOCK_TIME_LENGTH = len("HH:MM")

MAX_OVERNIGHT = timedelta(hours=12)
"""The longest span from an evening to the next morning; beyond it the two times were swapped by mistake."""


def parse_span(start: str, end: str, now: datetime) -> tuple[datetime, datetime]:
    """Parse the start and end of a span; of two times of day the first may be the evening before.

    Raises:
        InvalidRequest: one of them is not a time.
    """
    start_at, end_at = parse_moment(start, now), parse_moment(end, now)
    if max(len(start), len(end)) <= CLOCK_TIME_LENGTH and end_at < start_at:
        evening_before = (start_at.replace(tzinfo=None) - timedelta(days=1)).astimezone()
        if end_at - evening_before <= MAX_OVERNIGHT:
            return evening_before, end_at
    return start_at, end_at


def parse_moment(text: str, now: datetime) -> datetime:
    """Parse a time: ISO 8601 with an offset, or HH:MM of today in local time.

    Args:
        text: as typed.
        now: aware.

    Raises:
        InvalidRequest: it is neither.
    """
    try:
        if len(text) <= CLOCK_TIME_LENGTH:
            time_of_day = datetime.strptime(text, "%H:%M")  # noqa: DTZ007 - the day and its offset are today's
            # Through a naive time, so that the offset is that of the given hour, not the current one.
            today = now.astimezone().replace(tzinfo=None)
            return today.replace(hour=time_of_day.hour, minute=time_of_day.minute, second=0, microsecond=0).astimezone()
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise InvalidRequest(
            Message("{text} is not a time. Write HH:MM, or 2026-03-02T14:30+01:00 with an offset", {"text": text})
        )
    return moment
