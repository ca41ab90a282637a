"""On coming back: whether to ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rearguard.charge.battery import Battery
from rearguard.reminders.absence import MAX_ABSENCE, MIN_ABSENCE, Absence, AbsenceQuestion, ask_about_absence
from rearguard.reminders.reminder_context import ReminderContext, ReminderPolicy

BERLIN = ZoneInfo("Europe/Berlin")
ELEVEN = datetime(2026, 3, 3, 11, tzinfo=BERLIN)


def asked(away: timedelta, manners: ReminderPolicy | None = None, **other: Any) -> AbsenceQuestion | None:  # noqa: ANN401 - any field
    known = ReminderContext(**{"now": ELEVEN, "charge": Battery(), "sitting_s": 30.0, **other})
    return ask_about_absence(Absence(ELEVEN - away, ELEVEN), known, manners or ReminderPolicy())


def test_it_is_asked_in_the_time_of_this_place() -> None:
    found = asked(timedelta(minutes=40))
    assert found is not None
    assert found.text.render() == "You were away from 10:20 to 11:00. What were you doing?"


@pytest.mark.parametrize(
    "away", [MIN_ABSENCE - timedelta(seconds=1), MAX_ABSENCE + timedelta(seconds=1), timedelta(), -timedelta(hours=1)]
)
def test_a_moment_a_night_and_a_clock_set_back_are_not_asked_about(away: timedelta) -> None:
    assert asked(away) is None


@pytest.mark.parametrize(
    "other",
    [
        {"in_call": True},
        {"is_full_screen": True},
        {"do_not_disturb": True},
        {"is_locked": True},
        {"in_session": True},
        {"sitting_s": 0.0},
        {"now": ELEVEN.replace(hour=21)},
        {"manners": ReminderPolicy(asks_on_return=False)},
    ],
)
def test_it_is_not_asked_when_it_would_disturb(other: dict[str, Any]) -> None:
    assert asked(timedelta(minutes=40), **other) is None


def test_who_wants_no_reminders_can_be_asked_all_the_same() -> None:
    assert asked(timedelta(minutes=40), ReminderPolicy(is_enabled=False)) is not None
