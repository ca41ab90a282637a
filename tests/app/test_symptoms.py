"""Symptoms are stored with what they belong to; the morning after is asked about once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from support.home_fixture import ManualClock, run_command
from support.simulated_beginner import DAY_S, HOUR_S, SimulatedBeginner

from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.screening import safety_status
from rearguard.app.person.symptoms import Symptoms, find_morning_after, log_symptoms
from rearguard.core.errors import InvalidRequest

SESSION = UUID("019cb8ba-5612-7000-8000-000000000009")


@pytest.mark.parametrize(
    "symptoms",
    [Symptoms(), Symptoms(numb=11), Symptoms(wobble=-1), Symptoms(effort=11, session=SESSION), Symptoms(effort=5)],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(symptoms: Symptoms, home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as diary, pytest.raises(InvalidRequest):
        log_symptoms(diary, symptoms)
    assert not home.journal.exists()


def test_a_symptom_is_saved_with_what_it_belongs_to(home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as diary:
        assert log_symptoms(diary, Symptoms(effort=5, session=SESSION)).data == {"effort": 5, "session": str(SESSION)}
        assert log_symptoms(diary, Symptoms(pain=0, morning_after=SESSION)).data == {
            "pain": 0,
            "morning_after": str(SESSION),
        }
        assert log_symptoms(diary, Symptoms(new_numbness=True)).data == {"new_numbness": True}


@pytest.mark.parametrize("symptoms", [Symptoms(new_numbness=True), Symptoms(pain=6, morning_after=SESSION)])
def test_a_warning_sign_makes_the_safety_questions_due(symptoms: Symptoms, home: Paths, clock: ManualClock) -> None:
    novice = SimulatedBeginner(home, clock)
    diary = novice.application.diary
    assert safety_status(diary).status == "clear"
    log_symptoms(diary, symptoms)
    assert safety_status(diary).status == "due"


def test_the_morning_after_is_asked_for_on_the_next_day_once_and_not_for_ever(home: Paths, clock: ManualClock) -> None:
    novice = SimulatedBeginner(home, clock)
    diary = novice.application.diary
    assert find_morning_after(diary) is None
    session = novice.train(minutes=2)
    assert find_morning_after(diary) is None
    clock.advance(20 * HOUR_S)
    assert find_morning_after(diary) == session
    log_symptoms(diary, Symptoms(pain=0, morning_after=UUID(session)))
    assert find_morning_after(diary) is None
    another = novice.train(minutes=2)
    clock.advance(DAY_S)
    assert find_morning_after(diary) == another
    clock.advance(timedelta(days=2).total_seconds())
    assert find_morning_after(diary) is None


def test_the_terminal_tells_it_of_the_last_session(home: Paths) -> None:
    assert run_command("felt", "--effort", "5", home=home).returncode == 2
    assert run_command("felt", "--pain", "2", home=home).returncode == 0
