"""When sessions are to come: after work, on the days that a prescription asks for, else on those of work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import wishes
from rearguard.app.training.prescription import current
from rearguard.core.message import Message, Translate
from rearguard.formats.calendar import SPREAD, WORKING, Series
from rearguard.library.library import Library
from rearguard.library.program import Prescribed

MINUTES = 7
"""As the reminder after work offers."""


def series(diary: Diary, library: Library, translate: Translate) -> Iterator[Series]:
    """Yield what comes back: what is prescribed, and after it what is usual."""
    now = diary.clock.now().astimezone()
    at = wishes(diary.home).manners.work_ends
    first = now.date() if now.time() < at else now.date() + timedelta(days=1)
    found = current(library, now.date())
    said = None if found is None else found.prescribed
    usual = first if said is None else None if said.valid_until is None else _day_after(said.valid_until)
    if found is not None and said is not None:
        yield Series(
            uid=_uid(diary, found.id),
            summary=_summary(translate),
            description=translate(found.name),
            first=first,
            last=_last(said),
            days=WORKING if said.per_week is None else SPREAD[said.per_week - 1],
            at=at,
            minutes=MINUTES,
        )
    if usual is not None:
        yield Series(uid=_uid(diary, "usual"), summary=_summary(translate), first=usual, at=at, minutes=MINUTES)


def zone() -> ZoneInfo | None:
    """Return the time zone of this machine; None where it has no name by which others would know it."""
    from tzlocal import get_localzone_name  # noqa: PLC0415 - only for calendars

    try:
        return ZoneInfo(get_localzone_name())
    except (LookupError, ValueError, OSError, TypeError):
        return None


def _summary(translate: Translate) -> str:
    # Others may see this calendar: it says nothing of anybody's health.
    return Message("Rearguard: {minutes} minutes", {"minutes": MINUTES}).render(translate)


def _last(said: Prescribed) -> date | None:
    return None if said.valid_until is None else date.fromisoformat(said.valid_until)


def _day_after(day: str) -> date:
    return date.fromisoformat(day) + timedelta(days=1)


def _uid(diary: Diary, name: str) -> UUID:
    """Return the id of a series: always the same, and another for each person, for two may share a calendar."""
    entry = next(diary.read(), None)
    return uuid5(NAMESPACE_URL if entry is None else entry.id, f"rearguard/{diary.person}/{name}")
