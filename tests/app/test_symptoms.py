"""What is felt is kept with what it belongs to; the morning after is asked for once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from support.home_fixture import TurnedClock, rearguard
from support.simulated_beginner import DAY, HOUR, Novice

from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.person.screening import standing
from rearguard.app.person.symptoms import Feeling, feel, morning_after
from rearguard.core.errors import Misuse

SESSION = UUID("019cb8ba-5612-7000-8000-000000000009")


@pytest.mark.parametrize(
    "told", [Feeling(), Feeling(numb=11), Feeling(wobble=-1), Feeling(effort=11, session=SESSION), Feeling(effort=5)]
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(told: Feeling, home: Home, clock: TurnedClock) -> None:
    with Diary(home, clock) as diary, pytest.raises(Misuse):
        feel(diary, told)
    assert not home.journal.exists()


def test_it_is_kept_with_what_it_belongs_to(home: Home, clock: TurnedClock) -> None:
    with Diary(home, clock) as diary:
        assert feel(diary, Feeling(effort=5, session=SESSION)).data == {"effort": 5, "session": str(SESSION)}
        assert feel(diary, Feeling(pain=0, morning_after=SESSION)).data == {"pain": 0, "morning_after": str(SESSION)}
        assert feel(diary, Feeling(new_numbness=True)).data == {"new_numbness": True}


@pytest.mark.parametrize("told", [Feeling(new_numbness=True), Feeling(pain=6, morning_after=SESSION)])
def test_a_warning_sign_makes_the_safety_questions_due(told: Feeling, home: Home, clock: TurnedClock) -> None:
    novice = Novice(home, clock)
    diary = novice.application.diary
    assert standing(diary).status == "clear"
    feel(diary, told)
    assert standing(diary).status == "due"


def test_the_morning_after_is_asked_for_on_the_next_day_once_and_not_for_ever(home: Home, clock: TurnedClock) -> None:
    novice = Novice(home, clock)
    diary = novice.application.diary
    assert morning_after(diary) is None
    session = novice.train(minutes=2)
    assert morning_after(diary) is None
    clock.turn(20 * HOUR)
    assert morning_after(diary) == session
    feel(diary, Feeling(pain=0, morning_after=UUID(session)))
    assert morning_after(diary) is None
    another = novice.train(minutes=2)
    clock.turn(DAY)
    assert morning_after(diary) == another
    clock.turn(timedelta(days=2).total_seconds())
    assert morning_after(diary) is None


def test_the_terminal_tells_it_of_the_last_session(home: Home) -> None:
    assert rearguard("felt", "--effort", "5", home=home).returncode == 2
    assert rearguard("felt", "--pain", "2", home=home).returncode == 0
