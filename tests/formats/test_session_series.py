"""The series of coming sessions."""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5

from rearguard.core.message import untranslated
from rearguard.formats.calendar import WORKING_DAYS, SessionSeries
from rearguard.formats.session_series import upcoming_series
from rearguard.library.program import Prescription, Program

MORNING = datetime(2026, 3, 2, 9)  # noqa: DTZ001 - local time
WORK_ENDS = time(17, 30)


def series_uid(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


def series(prescription: Prescription | None, now: datetime = MORNING) -> list[SessionSeries]:
    program = None if prescription is None else Program(id="hip", name="Hip", items=(), prescribed=prescription)
    return list(upcoming_series(program, now, WORK_ENDS, series_uid, untranslated))


def test_without_a_prescription_sessions_are_on_working_days_from_today() -> None:
    (usual,) = series(None)
    assert (usual.uid, usual.first_day, usual.last_day) == (series_uid("usual"), date(2026, 3, 2), None)
    assert (usual.weekdays, usual.start_time) == (WORKING_DAYS, WORK_ENDS)


def test_after_work_the_first_session_is_tomorrow() -> None:
    (usual,) = series(None, MORNING.replace(hour=18))
    assert usual.first_day == date(2026, 3, 3)


def test_the_usual_series_starts_the_day_after_the_prescription() -> None:
    prescribed, usual = series(Prescription(by="Dr", valid_from="2026-03-01", valid_until="2026-03-31", per_week=3))
    assert (prescribed.weekdays, prescribed.last_day) == ((0, 2, 4), date(2026, 3, 31))
    assert usual.first_day == date(2026, 4, 1)


def test_an_open_prescription_has_no_successor() -> None:
    (prescribed,) = series(Prescription(by="Dr", valid_from="2026-03-01"))
    assert (prescribed.uid, prescribed.last_day) == (series_uid("hip"), None)
