"""When sessions are to come: after work, on the days that a prescription asks for, else on those of work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import read_reminder_settings
from rearguard.app.training.prescription import find_prescription
from rearguard.core.message import Message, Translate
from rearguard.formats.calendar import WEEKDAYS_BY_COUNT, WORKING_DAYS, SessionSeries
from rearguard.library.library import Library
from rearguard.library.program import Prescription

SESSION_MINUTES = 7
"""As the reminder after work offers."""


def calendar_series(diary: Diary, library: Library, translate: Translate) -> Iterator[SessionSeries]:
    """Yield what comes back: what is prescribed, and after it what is usual."""
    now = diary.clock.now().astimezone()
    at = read_reminder_settings(diary.paths).policy.work_ends
    first = now.date() if now.time() < at else now.date() + timedelta(days=1)
    found = find_prescription(library, now.date())
    said = None if found is None else found.prescribed
    usual = first if said is None else None if said.valid_until is None else _day_after(said.valid_until)
    if found is not None and said is not None:
        yield SessionSeries(
            uid=_series_uid(diary, found.id),
            summary=_series_summary(translate),
            description=translate(found.name),
            first_day=first,
            last_day=_last_day(said),
            weekdays=WORKING_DAYS if said.per_week is None else WEEKDAYS_BY_COUNT[said.per_week - 1],
            start_time=at,
            minutes=SESSION_MINUTES,
        )
    if usual is not None:
        yield SessionSeries(
            uid=_series_uid(diary, "usual"),
            summary=_series_summary(translate),
            first_day=usual,
            start_time=at,
            minutes=SESSION_MINUTES,
        )


def find_time_zone() -> ZoneInfo | None:
    """Return the time zone of this machine; None where it has no name by which others would know it."""
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only for calendars

    try:
        return ZoneInfo(get_localzone_name())
    except (LookupError, ValueError, OSError, TypeError):
        return None


def _series_summary(translate: Translate) -> str:
    # Others may see this calendar: it says nothing of anybody's health.
    return Message("Rearguard: {minutes} minutes", {"minutes": SESSION_MINUTES}).render(translate)


def _last_day(said: Prescription) -> date | None:
    return None if said.valid_until is None else date.fromisoformat(said.valid_until)


def _day_after(day: str) -> date:
    return date.fromisoformat(day) + timedelta(days=1)


def _series_uid(diary: Diary, name: str) -> UUID:
    """Return the id of a series: always the same, and another for each person, for two may share a calendar."""
    entry = next(diary.read(), None)
    return uuid5(NAMESPACE_URL if entry is None else entry.id, f"rearguard/{diary.person}/{name}")
