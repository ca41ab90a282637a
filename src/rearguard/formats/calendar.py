"""The coming sessions as iCalendar (RFC 5545): series that come back week by week, at a time of day where one lives.

A series is bound to a time zone by its name, with that zone's rules in the file, so that half past five stays half past
five when the clocks change. Its id is always the same one, so that importing again replaces and does not double.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from rearguard.core.value import value

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

SPREAD = ((0,), (0, 3), (0, 2, 4), (0, 1, 3, 4), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5, 6))
"""By how many days a week: which, with days of rest between them where there can be; Monday is 0."""

WORKING = SPREAD[4]
"""Monday to Friday."""


@value(kw_only=True)
class Series:
    """A session that comes back."""

    uid: UUID
    summary: str
    description: str = ""
    first: date
    """From this day on."""
    last: date | None = None
    """Until this day; None: for good."""
    days: tuple[int, ...] = WORKING
    at: time
    minutes: int


def calendar(series: Iterable[Series], zone: ZoneInfo | None, now: datetime) -> bytes:
    """Return the file.

    Args:
        series: what comes back. One that has no day between its first and its last is left out.
        zone: where one lives; None: the times hold wherever one is.
        now: when it was made; aware.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - takes 0.3 s

    whole = Calendar()
    whole.add("prodid", "-//Rearguard//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    for one in series:
        first = next(day for day in (one.first + timedelta(days=i) for i in range(7)) if day.weekday() in one.days)
        if one.last is not None and first > one.last:
            continue
        event = Event()
        event.add("uid", str(one.uid))
        event.add("dtstamp", now.astimezone(UTC))
        event.add("summary", one.summary)
        if one.description:
            event.add("description", one.description)
        event.add("dtstart", datetime.combine(first, one.at, zone))
        event.add("duration", timedelta(minutes=one.minutes))
        event.add("rrule", _rule(one, zone))
        event.add("transp", "OPAQUE")
        whole.add_component(event)
    if zone is not None:
        whole.add_missing_timezones(first_date=date(now.year, 1, 1))
    content: bytes = whole.to_ical()
    return content


def _rule(one: Series, zone: ZoneInfo | None) -> dict[str, object]:
    rule: dict[str, object] = {"freq": "weekly", "byday": [DAYS[day] for day in one.days]}
    if one.last is not None:
        # Of a series in a zone the end is told in UTC, of one without in its own time (RFC 5545, 3.3.10).
        end = datetime.combine(one.last, one.at, zone)
        rule["until"] = end if zone is None else end.astimezone(UTC)
    return rule
