"""The coming sessions as iCalendar (RFC 5545): weekly series at a local time of day.

A series names its time zone, and the file holds the zone's rules, so half past five stays half past five when the
clocks change. The id of a series never changes, so a second import replaces the first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from rearguard.core.value import value

ICAL_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

WEEKDAYS_BY_COUNT = ((0,), (0, 3), (0, 2, 4), (0, 1, 3, 4), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5, 6))
"""Weekdays by the number of sessions a week, with days of rest between where possible; Monday is 0."""

WORKING_DAYS = WEEKDAYS_BY_COUNT[4]
"""Monday to Friday."""


@value(kw_only=True)
class SessionSeries:
    """A session that repeats every week."""

    uid: UUID
    summary: str
    description: str = ""
    first_day: date
    """The first possible day."""
    last_day: date | None = None
    """The last possible day; None: no end."""
    weekdays: tuple[int, ...] = WORKING_DAYS
    start_time: time
    minutes: int


def encode_calendar(series: Iterable[SessionSeries], zone: ZoneInfo | None, now: datetime) -> bytes:
    """Encode series as an iCalendar file.

    Args:
        series: the sessions. A series without a day between its first and its last is left out.
        zone: time zone of the times; None: floating times, local wherever the calendar is read.
        now: time of the export; aware.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415 - takes 0.3 s

    calendar = Calendar()
    calendar.add("prodid", "-//Rearguard//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for session_series in series:
        first_day = next(
            day
            for day in (session_series.first_day + timedelta(days=i) for i in range(7))
            if day.weekday() in session_series.weekdays
        )
        if session_series.last_day is not None and first_day > session_series.last_day:
            continue
        event = Event()
        event.add("uid", str(session_series.uid))
        event.add("dtstamp", now.astimezone(UTC))
        event.add("summary", session_series.summary)
        if session_series.description:
            event.add("description", session_series.description)
        event.add("dtstart", datetime.combine(first_day, session_series.start_time, zone))
        event.add("duration", timedelta(minutes=session_series.minutes))
        event.add("rrule", _recurrence_rule(session_series, zone))
        event.add("transp", "OPAQUE")
        calendar.add_component(event)
    if zone is not None:
        calendar.add_missing_timezones(first_date=date(now.year, 1, 1))
    content: bytes = calendar.to_ical()
    return content


def _recurrence_rule(series: SessionSeries, zone: ZoneInfo | None) -> dict[str, object]:
    rule: dict[str, object] = {"freq": "weekly", "byday": [ICAL_WEEKDAYS[day] for day in series.weekdays]}
    if series.last_day is not None:
        # UNTIL is in UTC for a series with a zone, and in local time for one without (RFC 5545, 3.3.10).
        end = datetime.combine(series.last_day, series.start_time, zone)
        rule["until"] = end if zone is None else end.astimezone(UTC)
    return rule
