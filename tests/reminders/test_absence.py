"""On coming back: whether to ask."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from rearguard.charge.battery import Battery
from rearguard.reminders.absence import LONGEST, SHORTEST, Absence, Question, question
from rearguard.reminders.reminder_context import Known, Manners

BERLIN = ZoneInfo("Europe/Berlin")
ELEVEN = datetime(2026, 3, 3, 11, tzinfo=BERLIN)


def asked(away: timedelta, manners: Manners | None = None, **other: Any) -> Question | None:  # noqa: ANN401 - any field
    known = Known(**{"now": ELEVEN, "battery": Battery(), "sat": 30.0, **other})
    return question(Absence(ELEVEN - away, ELEVEN), known, manners or Manners())


def test_it_is_asked_in_the_time_of_this_place() -> None:
    found = asked(timedelta(minutes=40))
    assert found is not None
    assert found.text.render() == "From 10:20 to 11:00 nobody was here. What did you do?"


@pytest.mark.parametrize(
    "away", [SHORTEST - timedelta(seconds=1), LONGEST + timedelta(seconds=1), timedelta(), -timedelta(hours=1)]
)
def test_a_moment_a_night_and_a_clock_set_back_are_not_asked_about(away: timedelta) -> None:
    assert asked(away) is None


@pytest.mark.parametrize(
    "other",
    [
        {"call": True},
        {"full_screen": True},
        {"do_not_disturb": True},
        {"locked": True},
        {"training": True},
        {"sat": 0.0},
        {"now": ELEVEN.replace(hour=21)},
        {"manners": Manners(ask=False)},
    ],
)
def test_it_is_not_asked_when_it_would_disturb(other: dict[str, Any]) -> None:
    assert asked(timedelta(minutes=40), **other) is None


def test_who_wants_no_reminders_can_be_asked_all_the_same() -> None:
    assert asked(timedelta(minutes=40), Manners(on=False)) is not None
