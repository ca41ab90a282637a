"""The person's coming sessions as calendar series, and the time zone of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import read_reminder_settings
from rearguard.core.message import Translate
from rearguard.formats.calendar import SessionSeries
from rearguard.formats.session_series import upcoming_series
from rearguard.library.library import Library
from rearguard.library.prescriptions import find_prescription


def calendar_series(diary: Diary, library: Library, translate: Translate) -> Iterator[SessionSeries]:
    """Return the series of the prescription, and the usual one that follows it."""
    now = diary.clock.now().astimezone()
    work_ends = read_reminder_settings(diary.paths).policy.work_ends
    program = find_prescription(library, now.date())
    return upcoming_series(program, now, work_ends, partial(_series_uid, diary), translate)


def find_time_zone() -> ZoneInfo | None:
    """Return the time zone of this machine; None if it has no standard name."""
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only for calendars

    try:
        return ZoneInfo(get_localzone_name())
    except (LookupError, ValueError, OSError, TypeError):
        return None


def _series_uid(diary: Diary, name: str) -> UUID:
    """Return the id of a series: constant, and different for each person, since two may share a calendar."""
    entry = next(diary.read(), None)
    return uuid5(NAMESPACE_URL if entry is None else entry.id, f"rearguard/{diary.person}/{name}")
