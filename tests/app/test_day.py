"""Today: what is known of it, what can be taken back, and what the charge would become."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.home_fixture import NOON, TurnedClock, answer
from support.journal_builder import exercises

from rearguard.app.application import Application
from rearguard.app.person.charging import charge_at, tell
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.person.symptoms import Feeling, feel
from rearguard.app.reports.day import bounds, day, take_back
from rearguard.app.reports.forecast import effects, what_if
from rearguard.charge.activity import Activity
from rearguard.core.errors import Misuse, NotCleared
from rearguard.core.message import untranslated

HOUR = timedelta(hours=1)


@pytest.fixture
def diary(home: Home, clock: TurnedClock) -> Iterator[Diary]:
    with Diary(home, clock) as diary:
        yield diary


@pytest.fixture
def holder(home: Home, clock: TurnedClock) -> Iterator[Application]:
    answer(home, clock)
    application = Application(home, clock)
    yield application
    application.close()


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def today(diary: Diary) -> dict[str, Any]:
    return day(diary, exercises(), untranslated)


def told(found: dict[str, Any]) -> list[tuple[str, float]]:
    """What was done, and for how many hours."""
    return [
        (span["activity"], (datetime.fromisoformat(span["end"]) - datetime.fromisoformat(span["start"])) / HOUR)
        for span in found["spans"]
    ]


@pytest.mark.parametrize("zone", ["UTC"], indirect=True)
@pytest.mark.usefixtures("zone")
def test_the_day_holds_what_was_told_of_it_from_midnight_on(diary: Diary) -> None:
    tell(diary, NOON - 16 * HOUR, NOON - 5 * HOUR, Activity.LYING)
    tell(diary, NOON - 4 * HOUR, NOON - HOUR, Activity.SITTING)
    found = today(diary)
    assert told(found) == [("lying", 7), ("sitting", 3)]
    assert datetime.fromisoformat(found["from"]) == NOON - 12 * HOUR
    assert datetime.fromisoformat(found["to"]) == NOON + 12 * HOUR


@pytest.mark.parametrize("zone", ["UTC"], indirect=True)
@pytest.mark.usefixtures("zone")
def test_the_course_of_the_charge_ends_with_the_charge_of_now(diary: Diary) -> None:
    tell(diary, NOON - 30 * HOUR, NOON - 4 * HOUR - 6 * HOUR, Activity.LYING)
    tell(diary, NOON - 4 * HOUR, NOON, Activity.SITTING)
    found = today(diary)
    assert {key: found["course"][-1][key] for key in ("low", "high")} == bounds(charge_at(diary, exercises(), NOON))
    for point in found["course"]:
        at = datetime.fromisoformat(point["at"])
        assert {key: point[key] for key in ("low", "high")} == bounds(charge_at(diary, exercises(), at)), at


@pytest.mark.parametrize("zone", ["CET-1CEST,M3.5.0,M10.5.0/3"], indirect=True)
@pytest.mark.usefixtures("zone")
def test_a_day_on_which_the_clocks_change_has_its_own_length(home: Home) -> None:
    for date, hours in ((datetime(2026, 3, 29, 12, tzinfo=UTC), 23), (datetime(2026, 10, 25, 12, tzinfo=UTC), 25)):
        with Diary(home, TurnedClock(date)) as diary:
            found = today(diary)
        length = datetime.fromisoformat(found["to"]) - datetime.fromisoformat(found["from"])
        assert length == hours * HOUR


def test_what_is_taken_back_shows_what_it_covered_and_twice_is_once(diary: Diary, clock: TurnedClock) -> None:
    tell(diary, NOON - 2 * HOUR, NOON, Activity.SITTING)
    before = today(diary)
    clock.turn(0.001)
    word = tell(diary, NOON - HOUR, NOON, Activity.WALKING)
    assert told(today(diary)) == [("sitting", 1), ("walking", 1)]
    take_back(diary, str(word.id))
    take_back(diary, str(word.id))
    assert today(diary)["spans"] == before["spans"]
    assert today(diary)["by_hand"] == before["by_hand"]


def test_only_what_was_told_by_hand_is_taken_back(diary: Diary) -> None:
    felt = feel(diary, Feeling(numb=1))
    for name in (str(felt.id), "nothing", ""):
        with pytest.raises(Misuse):
            take_back(diary, name)


def test_the_best_moment_is_the_middle_between_the_first_sitting_and_the_end_of_work(diary: Diary) -> None:
    here = NOON.astimezone().replace(hour=9, minute=0)
    diary.clock = TurnedClock(here + 2 * HOUR)
    assert today(diary)["best"] is None
    tell(diary, here, here + HOUR, Activity.SITTING)
    assert datetime.fromisoformat(today(diary)["best"]["at"]) == here.replace(hour=13)
    diary.clock = TurnedClock(here.replace(hour=15))
    assert datetime.fromisoformat(today(diary)["best"]["at"]) == here.replace(hour=15)
    diary.clock = TurnedClock(here.replace(hour=17, minute=1))
    assert today(diary)["best"] is None


def test_one_session_brings_40_percent_to_94_8(holder: Application, clock: TurnedClock) -> None:
    clock.turn(14 * 24 * 3600)
    for hours in range(24 * 4, 0, -8):  # four days of sitting leave 20 percent, so some rest comes before the last
        tell(holder.diary, clock.now() - hours * HOUR, clock.now() - (hours - 8) * HOUR, Activity.SITTING)
    clock.turn(1)  # the later word stands
    tell(holder.diary, clock.now() - 10 * HOUR, clock.now() - 8 * HOUR, Activity.WALKING)
    seven = next(one for one in effects(holder, (3, 7, 12), "floor") if one["minutes"] == 7)
    assert seven["before"] == {"low": pytest.approx(40, abs=0.3), "high": pytest.approx(40, abs=0.3)}
    assert seven["after"] == {"low": pytest.approx(94.8, abs=0.1), "high": pytest.approx(94.8, abs=0.1)}


def test_a_longer_session_brings_more_and_not_knowing_shrinks(holder: Application) -> None:
    found = effects(holder, (3, 7, 12), "floor")
    assert [one["minutes"] for one in found] == [3, 7, 12]
    lows = [one["after"]["low"] for one in found]
    assert lows == sorted(set(lows))
    assert all(one["after"]["high"] - one["after"]["low"] < 20 for one in found)


def test_what_if_one_sits_on_without_and_with_a_snack(holder: Application, clock: TurnedClock) -> None:
    now = clock.now()
    tell(holder.diary, now - 24 * HOUR, now, Activity.LYING)
    found = what_if(holder, now + 8 * HOUR, now + 4 * HOUR, 3)
    assert found["sitting"]["low"] == pytest.approx(40, abs=0.1)
    assert found["with_session"]["low"] > 45
    assert what_if(holder, now + 8 * HOUR, None, 3)["with_session"]["low"] < found["with_session"]["low"]


@pytest.mark.parametrize(("until", "at"), [(0, None), (-1, None), (25, None), (2, -1), (2, 3)])
def test_a_time_that_makes_no_sense_has_no_outlook(holder: Application, until: float, at: float | None) -> None:
    with pytest.raises(Misuse):
        what_if(holder, NOON + until * HOUR, None if at is None else NOON + at * HOUR, 3)


def test_who_is_not_cleared_is_told_of_no_session(home: Home, clock: TurnedClock) -> None:
    application = Application(home, clock)
    with pytest.raises(NotCleared):
        effects(application, (7,), None)
    with pytest.raises(NotCleared):
        what_if(application, NOON + HOUR, None, 3)
    application.close()
