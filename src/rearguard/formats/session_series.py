"""The coming sessions of a person: on the days of a prescription, otherwise on working days after work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from rearguard.core.message import Message, Translate
from rearguard.formats.calendar import WEEKDAYS_BY_COUNT, WORKING_DAYS, SessionSeries
from rearguard.library.program import Prescription, Program

SESSION_MINUTES = 7
"""Length of a session, as in the reminder after work."""


def upcoming_series(
    program: Program | None, now: datetime, work_ends: time, series_uid: Callable[[str], UUID], translate: Translate
) -> Iterator[SessionSeries]:
    """Yield the series of the prescription, and the usual one that follows it.

    Args:
        program: the prescribed programme that is valid today; None: only the usual series.
        now: local time.
        work_ends: time of day of the sessions.
        series_uid: the id of a series by name.
        translate: into the reader's language.
    """
    first = now.date() if now.time() < work_ends else now.date() + timedelta(days=1)
    prescription = None if program is None else program.prescribed
    # Others may see this calendar, so the summary says nothing about health.
    summary = Message("Rearguard: {minutes} minutes", {"minutes": SESSION_MINUTES}).render(translate)
    if program is not None and prescription is not None:
        yield SessionSeries(
            uid=series_uid(program.id),
            summary=summary,
            description=translate(program.name),
            first_day=first,
            last_day=_last_day(prescription),
            weekdays=WORKING_DAYS if prescription.per_week is None else WEEKDAYS_BY_COUNT[prescription.per_week - 1],
            start_time=work_ends,
            minutes=SESSION_MINUTES,
        )
    usual_from = first if prescription is None else _day_after_end(prescription)
    if usual_from is not None:
        yield SessionSeries(
            uid=series_uid("usual"),
            summary=summary,
            first_day=usual_from,
            start_time=work_ends,
            minutes=SESSION_MINUTES,
        )


def _last_day(prescription: Prescription) -> date | None:
    return None if prescription.valid_until is None else date.fromisoformat(prescription.valid_until)


def _day_after_end(prescription: Prescription) -> date | None:
    last = _last_day(prescription)
    return None if last is None else last + timedelta(days=1)
