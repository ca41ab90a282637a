"""Days from the journal in columns; a single day, and its sessions."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from support.home_fixture import ManualClock, answer_screening
from support.http_client import Json
from support.journal_builder import load_exercises
from support.simulated_years import SimulatedYears

from rearguard.app.person.charging import log_activity
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.reports.day import day_json
from rearguard.app.reports.days import days_json
from rearguard.app.reports.history import history_json
from rearguard.charge.activity import Activity
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import untranslated
from rearguard.journal.entry import EventKind

FIRST = date(2026, 1, 5)
COUNT = 60
COLUMNS = ("low", "high", "sitting", "known", "sessions", "form")


@pytest.fixture(autouse=True)
def berlin_time_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A time zone with summer time, which began on 29 March 2026."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def diary(home: Paths) -> Iterator[Diary]:
    """Sixty days of a person at a desk; it is the evening of the last."""
    clock = ManualClock(datetime(2026, 3, 5, 21, 30, tzinfo=UTC))
    with Diary(home, clock) as diary:
        diary.journal.append(SimulatedYears(FIRST, COUNT).entries)
        yield diary


def read_days(diary: Diary, until: date | None = None, most: int = 371) -> dict[str, Any]:
    return days_json(diary, load_exercises(), untranslated, until, most)


def test_every_day_since_the_first_has_its_place_in_every_column(diary: Diary) -> None:
    days = read_days(diary)
    assert (days["first"], days["from"], days["to"]) == ("2026-01-05", "2026-01-05", "2026-03-05")
    legs = [*days["sets"]["gluteus_maximus"].values(), *days["sets"]["gluteus_medius"].values()]
    minutes = [stretch[side] for stretch in days["stretches"] for side in ("left", "right")]
    columns = [*(days[name] for name in COLUMNS), *legs, *minutes]
    assert {len(column) for column in columns} == {COUNT}
    assert days["low"][0] < days["high"][0]
    assert sum(days["sessions"]) == len(history_json(diary, load_exercises(), untranslated))


def test_asked_for_in_parts_they_are_the_same(diary: Diary) -> None:
    whole = read_days(diary)
    parts = [read_days(diary, most=25), read_days(diary, date(2026, 2, 8), 25), read_days(diary, date(2026, 1, 14), 25)]
    assert [len(part["low"]) for part in parts] == [25, 25, 10]
    for name in (*COLUMNS, "felt"):
        assert [value for part in reversed(parts) for value in part[name]] == whole[name]
    for name in ("left", "right"):
        minutes = [value for part in reversed(parts) for value in part["stretches"][0][name]]
        assert minutes == whole["stretches"][0][name]
        sets = [value for part in reversed(parts) for value in part["sets"]["gluteus_medius"][name]]
        assert sets == whole["sets"]["gluteus_medius"][name]


def test_a_session_is_of_the_day_on_which_it_was_done_with_its_sets_and_stretches_a_leg(diary: Diary) -> None:
    days = read_days(diary)
    number = days["sessions"].index(1)
    on = FIRST + timedelta(days=number)
    assert days["sets"]["gluteus_maximus"]["left"][number] == 3  # two bridges, and a clamshell that works both equally
    assert days["sets"]["gluteus_medius"] == {
        leg: [4 * session for session in days["sessions"]] for leg in ("left", "right")
    }  # three walks and the clamshell
    assert [(stretch["name"], stretch["left"][number], stretch["right"][number]) for stretch in days["stretches"]] == [
        ("Piriformis stretch", 0.5, 0.5),
        ("Runner's stretch", 0.5, 0.5),
    ]
    (session,) = one_day(diary, on)
    assert datetime.fromisoformat(session["started"]).date() == on


def one_day(diary: Diary, on: date) -> list[Json]:
    start, end = (datetime.combine(on + timedelta(days=late), datetime.min.time()).astimezone() for late in (0, 1))
    return history_json(diary, load_exercises(), untranslated, since=start, until=end)


def test_a_day_without_records_has_no_charge_and_a_day_without_activity_has_zeros(home: Paths) -> None:
    clock = ManualClock()
    with Diary(home, clock) as diary:
        log_activity(diary, clock.now() - timedelta(hours=2), clock.now(), Activity.SITTING)
        clock.advance(2 * 24 * 3600)
        days = read_days(diary)
        assert days["low"][1:] == days["high"][1:] == [None, None]
        assert days["sitting"] == [120, 0, 0]
        assert days["sessions"] == [0, 0, 0]


def test_an_empty_journal_tells_of_today_alone_and_makes_no_file(home: Paths) -> None:
    days = days_json(Diary(home, ManualClock()), {}, untranslated, None, 91)
    assert (days["first"], days["from"], days["to"], days["low"]) == (None, "2026-03-02", "2026-03-02", [None])
    assert not home.data.exists()


def test_a_late_record_of_a_past_day_and_its_later_undo_still_count(diary: Diary) -> None:
    on = date(2026, 1, 20)
    before = read_days(diary, on, 1)
    start = datetime(2026, 1, 20, 13, tzinfo=UTC)
    entry = log_activity(diary, start, start + timedelta(hours=2), Activity.LYING)
    after = read_days(diary, on, 1)
    assert after["sitting"][0] < before["sitting"][0]
    corrected = day_json(diary, load_exercises(), untranslated, on)
    assert {"start": "2026-01-20T14:00:00+01:00", "end": "2026-01-20T16:00:00+01:00", "activity": "lying"} in [
        {name: span[name] for name in ("start", "end", "activity")} for span in corrected["spans"]
    ]
    assert corrected["by_hand"][0]["entry"] == str(entry.id)
    diary.write((EventKind.RETRACTED, {"entry": str(entry.id)}))
    assert read_days(diary, on, 1) == before


def test_a_past_day_goes_from_midnight_to_midnight_and_has_no_best_moment(diary: Diary) -> None:
    day = day_json(diary, load_exercises(), untranslated, date(2026, 2, 3))
    assert (day["from"], day["to"]) == ("2026-02-03T00:00:00+01:00", "2026-02-04T00:00:00+01:00")
    assert day["charge"]["at"] == day["course"][-1]["at"] == day["to"]
    assert day["best"] is None
    assert all(symptom["at"].startswith("2026-02-03") for symptom in day["felt"])


def test_its_course_is_that_of_the_same_moments_in_the_whole_journal(diary: Diary) -> None:
    on = date(2026, 3, 4)
    last = day_json(diary, load_exercises(), untranslated, on)["course"][-1]
    first = day_json(diary, load_exercises(), untranslated)["course"][0]
    assert last == first


def test_a_day_of_summer_time_has_an_hour_less(home: Paths) -> None:
    clock = ManualClock(datetime(2026, 3, 30, 12, tzinfo=UTC))
    with Diary(home, clock) as diary:
        start = datetime(2026, 3, 28, 12, tzinfo=UTC)
        for hours in (0, 20):
            log_activity(diary, start + timedelta(hours=hours), start + timedelta(hours=hours + 20), Activity.LYING)
        day = day_json(diary, load_exercises(), untranslated, date(2026, 3, 29))
        assert (day["from"], day["to"]) == ("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00")
        assert read_days(diary, date(2026, 3, 29), 1)["known"] == [23 * 60]


@pytest.mark.parametrize("on", [date(2026, 3, 6), date(1, 1, 1), date(1970, 12, 31)])
def test_a_day_to_come_or_before_all_journals_is_refused(diary: Diary, on: date) -> None:
    with pytest.raises(InvalidRequest, match="There is no history for"):
        day_json(diary, load_exercises(), untranslated, on)


def test_days_until_one_to_come_end_today(diary: Diary) -> None:
    assert read_days(diary, date(9999, 12, 31), 2)["to"] == "2026-03-05"


def test_sessions_come_in_pages_each_like_its_part_of_the_whole(diary: Diary) -> None:
    whole = history_json(diary, load_exercises(), untranslated)
    pages, until = [], None
    while page := history_json(diary, load_exercises(), untranslated, until=until, limit=7):
        pages += page
        until = datetime.fromisoformat(page[-1]["started"])
    assert pages == whole


def test_a_journal_with_an_unfinished_session_counts_what_was_done(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    with Diary(home, clock) as diary:
        diary.journal.append(SimulatedYears(date(2026, 2, 23), 1).entries[:-8])
        assert sum(read_days(diary)["sessions"]) == 1
