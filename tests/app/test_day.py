"""Today: what is known of it, what can be taken back, and what the charge would become."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.home_fixture import NOON, ManualClock, answer_screening
from support.journal_builder import load_exercises

from rearguard.app.application import Application
from rearguard.app.person.charging import charge_at, log_activity
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.symptoms import Symptoms, log_symptoms
from rearguard.app.reports.day import charge_range_json, day_json, retract_activity
from rearguard.app.reports.forecast import charge_effects_json, what_if_json
from rearguard.charge.activity import Activity
from rearguard.core.errors import InvalidRequest, NotCleared
from rearguard.core.message import untranslated

HOUR = timedelta(hours=1)


@pytest.fixture
def diary(home: Paths, clock: ManualClock) -> Iterator[Diary]:
    with Diary(home, clock) as diary:
        yield diary


@pytest.fixture
def cleared_application(home: Paths, clock: ManualClock) -> Iterator[Application]:
    answer_screening(home, clock)
    application = Application(home, clock)
    yield application
    application.close()


@pytest.fixture
def time_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def today(diary: Diary) -> dict[str, Any]:
    return day_json(diary, load_exercises(), untranslated)


def told(found: dict[str, Any]) -> list[tuple[str, float]]:
    """What was done, and for how many hours."""
    return [
        (span["activity"], (datetime.fromisoformat(span["end"]) - datetime.fromisoformat(span["start"])) / HOUR)
        for span in found["spans"]
    ]


@pytest.mark.parametrize("time_zone", ["UTC"], indirect=True)
@pytest.mark.usefixtures("time_zone")
def test_the_day_holds_what_was_told_of_it_from_midnight_on(diary: Diary) -> None:
    log_activity(diary, NOON - 16 * HOUR, NOON - 5 * HOUR, Activity.LYING)
    log_activity(diary, NOON - 4 * HOUR, NOON - HOUR, Activity.SITTING)
    found = today(diary)
    assert told(found) == [("lying", 7), ("sitting", 3)]
    assert datetime.fromisoformat(found["from"]) == NOON - 12 * HOUR
    assert datetime.fromisoformat(found["to"]) == NOON + 12 * HOUR


@pytest.mark.parametrize("time_zone", ["UTC"], indirect=True)
@pytest.mark.usefixtures("time_zone")
def test_the_course_of_the_charge_ends_with_the_charge_of_now(diary: Diary) -> None:
    log_activity(diary, NOON - 30 * HOUR, NOON - 4 * HOUR - 6 * HOUR, Activity.LYING)
    log_activity(diary, NOON - 4 * HOUR, NOON, Activity.SITTING)
    found = today(diary)
    assert {key: found["course"][-1][key] for key in ("low", "high")} == charge_range_json(
        charge_at(diary, load_exercises(), NOON)
    )
    for point in found["course"]:
        at = datetime.fromisoformat(point["at"])
        assert {key: point[key] for key in ("low", "high")} == charge_range_json(
            charge_at(diary, load_exercises(), at)
        ), at


@pytest.mark.parametrize("time_zone", ["CET-1CEST,M3.5.0,M10.5.0/3"], indirect=True)
@pytest.mark.usefixtures("time_zone")
def test_a_day_on_which_the_clocks_change_has_its_own_length(home: Paths) -> None:
    for date, hours in ((datetime(2026, 3, 29, 12, tzinfo=UTC), 23), (datetime(2026, 10, 25, 12, tzinfo=UTC), 25)):
        with Diary(home, ManualClock(date)) as diary:
            found = today(diary)
        length = datetime.fromisoformat(found["to"]) - datetime.fromisoformat(found["from"])
        assert length == hours * HOUR


def test_what_is_taken_back_shows_what_it_covered_and_twice_is_once(diary: Diary, clock: ManualClock) -> None:
    log_activity(diary, NOON - 2 * HOUR, NOON, Activity.SITTING)
    before = today(diary)
    clock.advance(0.001)
    word = log_activity(diary, NOON - HOUR, NOON, Activity.WALKING)
    assert told(today(diary)) == [("sitting", 1), ("walking", 1)]
    retract_activity(diary, str(word.id))
    retract_activity(diary, str(word.id))
    assert today(diary)["spans"] == before["spans"]
    assert today(diary)["by_hand"] == before["by_hand"]


def test_only_what_was_told_by_hand_is_taken_back(diary: Diary) -> None:
    felt = log_symptoms(diary, Symptoms(numb=1))
    for name in (str(felt.id), "nothing", ""):
        with pytest.raises(InvalidRequest):
            retract_activity(diary, name)


def test_the_best_moment_is_the_middle_between_the_first_sitting_and_the_end_of_work(diary: Diary) -> None:
    here = NOON.astimezone().replace(hour=9, minute=0)
    diary.clock = ManualClock(here + 2 * HOUR)
    assert today(diary)["best"] is None
    log_activity(diary, here, here + HOUR, Activity.SITTING)
    assert datetime.fromisoformat(today(diary)["best"]["at"]) == here.replace(hour=13)
    diary.clock = ManualClock(here.replace(hour=15))
    assert datetime.fromisoformat(today(diary)["best"]["at"]) == here.replace(hour=15)
    diary.clock = ManualClock(here.replace(hour=17, minute=1))
    assert today(diary)["best"] is None


def test_one_session_brings_40_percent_to_94_8(cleared_application: Application, clock: ManualClock) -> None:
    clock.advance(14 * 24 * 3600)
    for hours in range(24 * 4, 0, -8):  # four days of sitting leave 20 percent, so some rest comes before the last
        log_activity(
            cleared_application.diary, clock.now() - hours * HOUR, clock.now() - (hours - 8) * HOUR, Activity.SITTING
        )
    clock.advance(1)  # the later word stands
    log_activity(cleared_application.diary, clock.now() - 10 * HOUR, clock.now() - 8 * HOUR, Activity.WALKING)
    seven = next(one for one in charge_effects_json(cleared_application, (3, 7, 12), "floor") if one["minutes"] == 7)
    assert seven["before"] == {"low": pytest.approx(40, abs=0.3), "high": pytest.approx(40, abs=0.3)}
    assert seven["after"] == {"low": pytest.approx(94.8, abs=0.1), "high": pytest.approx(94.8, abs=0.1)}


def test_a_longer_session_brings_more_and_not_knowing_shrinks(cleared_application: Application) -> None:
    found = charge_effects_json(cleared_application, (3, 7, 12), "floor")
    assert [one["minutes"] for one in found] == [3, 7, 12]
    lows = [one["after"]["low"] for one in found]
    assert lows == sorted(set(lows))
    assert all(one["after"]["high"] - one["after"]["low"] < 20 for one in found)


def test_what_if_one_sits_on_without_and_with_a_snack(cleared_application: Application, clock: ManualClock) -> None:
    now = clock.now()
    log_activity(cleared_application.diary, now - 24 * HOUR, now, Activity.LYING)
    found = what_if_json(cleared_application, now + 8 * HOUR, now + 4 * HOUR, 3)
    assert found["sitting"]["low"] == pytest.approx(40, abs=0.1)
    assert found["with_session"]["low"] > 45
    assert (
        what_if_json(cleared_application, now + 8 * HOUR, None, 3)["with_session"]["low"] < found["with_session"]["low"]
    )


@pytest.mark.parametrize(("until", "at"), [(0, None), (-1, None), (25, None), (2, -1), (2, 3)])
def test_a_time_that_makes_no_sense_has_no_outlook(
    cleared_application: Application, until: float, at: float | None
) -> None:
    with pytest.raises(InvalidRequest):
        what_if_json(cleared_application, NOON + until * HOUR, None if at is None else NOON + at * HOUR, 3)


def test_who_is_not_cleared_is_told_of_no_session(home: Paths, clock: ManualClock) -> None:
    application = Application(home, clock)
    with pytest.raises(NotCleared):
        charge_effects_json(application, (7,), None)
    with pytest.raises(NotCleared):
        what_if_json(application, NOON + HOUR, None, 3)
    application.close()
