"""The current charge, and the activities that a person records."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.home_fixture import NOON, ManualClock, pass_screening, run_command
from support.journal_builder import load_exercises

from rearguard.app.person.charging import charge_at, charge_json, log_activity
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.time_input import parse_moment, parse_span
from rearguard.charge.activity import Activity
from rearguard.core.errors import InvalidRequest

HOUR = timedelta(hours=1)


def test_recorded_activity_moves_the_charge_and_the_last_entry_holds(home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as diary:
        log_activity(diary, NOON - 24 * HOUR, NOON - 8 * HOUR, Activity.LYING)
        log_activity(diary, NOON - 8 * HOUR, NOON, Activity.SITTING)
        sat = charge_at(diary, load_exercises(), NOON)
        clock.advance(1)
        log_activity(diary, NOON - HOUR, NOON, Activity.WALKING)
        walked = charge_at(diary, load_exercises(), NOON)
    assert sat.low == pytest.approx(40, abs=0.5)
    assert walked.low > 90


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (-1, -2), (-1, 0.1), (-25, 0)], ids=["none", "backwards", "future", "more than a day"]
)
def test_a_time_that_makes_no_sense_is_refused(start: float, end: float, home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as diary, pytest.raises(InvalidRequest):
        log_activity(diary, NOON + start * HOUR, NOON + end * HOUR, Activity.SITTING)
    assert not home.journal.exists()


def test_a_moment_is_an_hour_of_today_or_a_time_with_its_offset() -> None:
    here = NOON.astimezone()
    assert parse_moment("07:30", NOON) == here.replace(hour=7, minute=30)
    assert parse_moment("2026-03-02T07:30+02:00", NOON) == datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "7", "25:00", "07:61", "2026-03-02T07:30", "yesterday", "07:30:00.0.0"])
def test_anything_else_is_no_moment(text: str) -> None:
    with pytest.raises(InvalidRequest):
        parse_moment(text, NOON)


@pytest.mark.parametrize(
    ("start", "end", "begins_yesterday"),
    [("23:00", "00:15", True), ("21:00", "09:00", True), ("14:00", "09:00", False), ("08:00", "09:00", False)],
)
def test_of_two_hours_the_first_may_be_of_the_evening_before(start: str, end: str, *, begins_yesterday: bool) -> None:
    begun, over = parse_span(start, end, NOON)
    assert (begun.strftime("%H:%M"), over) == (start, parse_moment(end, NOON))
    assert (over.date() - begun.date()).days == begins_yesterday


def test_a_time_with_its_date_stays_on_it() -> None:
    begun, over = parse_span("2026-03-02T11:00+00:00", "10:00", NOON)
    assert begun == datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert over == parse_moment("10:00", NOON)


def test_the_document_has_the_shape_that_is_promised(home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as diary:
        document = charge_json(charge_at(diary, load_exercises(), NOON), NOON)
    assert document.keys() == {"at", "percent", "low", "high", "gluteus_maximus", "gluteus_medius"}
    assert (document["low"], document["percent"], document["high"]) == (20, 60, 100)
    assert datetime.fromisoformat(document["at"]) == NOON


def typed(home: Paths, *words: str) -> tuple[int, str, str]:
    result = run_command(*words, home=home)
    return result.returncode, result.stdout, result.stderr


def read(home: Paths, *words: str) -> dict[str, Any]:
    status, out, _ = typed(home, *words, "--json")
    assert status == 0
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_in_the_terminal_a_day_is_recorded_and_the_charge_is_shown(home: Paths) -> None:
    now = datetime.now(UTC)  # noqa: TID251 - the command reads the machine's clock
    at = [(now - hours * HOUR).isoformat() for hours in (20, 10, 2, 0)]
    assert typed(home, "moved", "lay", at[0], at[1])[0] == 0
    assert typed(home, "sat", at[1], at[2])[0] == 0
    recorded = read(home, "moved", "walked", at[2], at[3])
    assert recorded["activity"] == "walking"
    charge = read(home, "charge", "--at", at[2])
    assert charge["high"] == pytest.approx(40, abs=1)
    assert charge["low"] == pytest.approx(40, abs=1)
    assert typed(home, "charge")[1].startswith("Charge: 100%")


def test_symptoms_are_saved(home: Paths) -> None:
    assert {"numb": 3, "wobble": 1}.items() <= read(home, "felt", "--numb", "3", "--wobble", "1").items()


@pytest.mark.parametrize(
    "words",
    [
        ["sat", "03:00", "02:00"],
        ["sat", "x", "02:00"],
        ["moved", "flew", "00:00", "00:01"],
        ["felt"],
        ["felt", "--numb", "11"],
        ["charge", "--at", "noon"],
    ],
)
def test_invalid_input_gives_one_line_and_status_2(words: list[str], home: Paths) -> None:
    status, out, error = typed(home, *words)
    assert (status, out, error.count("\n")) == (2, "", 1)


def test_the_command_line_looks_ahead_with_a_session_and_without(home: Paths) -> None:
    pass_screening(home)
    soon, later = ((datetime.now(UTC) + hours * HOUR).isoformat() for hours in (1, 3))  # noqa: TID251 - its own clock
    words = ("charge", "--if-sitting-until", later, "--session-at", soon)
    report = json.loads(run_command(*words, "--json", home=home).stdout)
    assert report["sitting"]["high"] == pytest.approx(20 + 80 * 2 ** (-180 / 240), abs=0.1)
    assert report["with_session"]["low"] > report["sitting"]["low"]
    lines = run_command(*words, home=home).stdout.splitlines()
    assert lines[0].startswith("If you keep sitting until ")
    assert lines[1].startswith("With a 3-minute break at ")


@pytest.mark.parametrize(
    "words",
    [
        ["--session-at", "15:00"],
        ["--at", "15:00", "--if-sitting-until", "16:00"],
        ["--if-sitting-until", "2020-01-01T00:00+00:00"],
        ["--if-sitting-until", "soon"],
    ],
)
def test_an_impossible_forecast_gives_one_line(words: list[str], home: Paths) -> None:
    pass_screening(home)
    result = run_command("charge", *words, home=home)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
