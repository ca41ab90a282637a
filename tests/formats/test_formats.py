"""Exports for other programs, read back by other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import fitdecode
import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from support.home_fixture import BLOCKING_ANSWERS, NOON, ManualClock, answer_screening, run_command
from support.populated_home import populate_home
from support.pty_terminal import PtyTerminal

from rearguard.app.data.exporting import ExportOptions, export_data
from rearguard.app.person.diary import Diary
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import Paths
from rearguard.core.errors import Refusal
from rearguard.core.message import untranslated
from rearguard.core.side import Side
from rearguard.formats.calendar import WEEKDAYS_BY_COUNT, SessionSeries, encode_calendar
from rearguard.formats.csv_tables import BYTE_ORDER_MARK, CSV_TABLES, encode_csv
from rearguard.formats.fit import encode_fit
from rearguard.formats.sessions import FinishedStep, PastSession, build_sessions
from rearguard.journal.entry import Entry, EventKind
from rearguard.plan.plan import StepKind
from rearguard.safety.questions import SAFETY_QUESTIONS

LATER = NOON + timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")


def content(home: Paths, form: Any, options: ExportOptions | None = None) -> bytes:  # noqa: ANN401
    with Diary(home, ManualClock(LATER)) as diary:
        export = export_data(diary, load_library(), form, options or ExportOptions(), untranslated)
        return b"".join(export.content)


# FIT


def messages(data: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    with fitdecode.FitReader(data, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                yield frame.name, {field.name: field.value for field in frame.fields}


STEPS = st.builds(
    FinishedStep,
    start=st.integers(0, 3_600_000).map(lambda ms: NOON + timedelta(milliseconds=ms)),
    seconds=st.integers(0, 600_000).map(lambda ms: ms / 1000),
    kind=st.sampled_from(StepKind),
    exercise=st.sampled_from(["glute-bridge", "clamshell", "glute-squeeze", "x" * 120, "übung"]),
    level=st.just("plain"),
    side=st.sampled_from(Side),
    set=st.integers(1, 5),
    sets=st.integers(1, 5),
    reps=st.none() | st.integers(0, 60_000),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=6))
def test_a_session_is_read_back_from_fit_with_its_sets_repetitions_and_times_to_the_millisecond(
    steps: list[FinishedStep],
) -> None:
    past = PastSession(id=str(UUID(int=5)), started_at=steps[0].start, program="article", minutes=7, steps=tuple(steps))
    read = [message for name, message in messages(encode_fit(past)) if name == "set"]
    assert [message["set_type"] for message in read] == [
        "active" if step.kind is StepKind.WORK else "rest" for step in steps
    ]
    for message, step in zip(read, steps, strict=True):
        assert message["start_time"] + timedelta(milliseconds=message["start_ms"]) == step.start
        assert message["duration"] == pytest.approx(step.seconds, abs=1e-9)
        assert message.get("repetitions") == (step.reps if step.kind is StepKind.WORK else None)


def test_a_fit_activity_has_what_services_ask_for(home: Paths, clock: ManualClock) -> None:
    training = populate_home(home, clock)
    fit_messages = list(messages(content(home, "fit")))
    by_name = dict(fit_messages)
    assert fit_messages[0][0] == "file_id"
    assert by_name["file_id"]["type"] == "activity"
    assert {"device_info", "event", "record", "lap", "session", "activity"} <= by_name.keys()
    session = by_name["session"]
    assert (session["sport"], session["sub_sport"], session["num_laps"]) == ("training", "strength_training", 1)
    assert session["total_timer_time"] == training.state.timeline.plan.seconds
    assert session["total_elapsed_time"] >= session["total_timer_time"]
    assert (by_name["activity"]["num_sessions"], by_name["activity"]["type"]) == (1, "manual")
    sets = [message for name, message in fit_messages if name == "set"]
    work = [step for step in training.state.timeline.plan.steps if step.kind is StepKind.WORK]
    active = [message for message in sets if message["set_type"] == "active"]
    assert [message.get("repetitions") for message in active] == [step.reps for step in work]
    assert [message["duration"] for message in active] == [step.seconds for step in work]
    # FIT's times are whole seconds; the fraction of the session's clock is stored, too.
    assert {message["start_ms"] for message in sets} == {250}
    assert active[-1]["category"] == "hip_raise"


def test_without_a_finished_set_there_is_no_fit(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    with pytest.raises(Refusal, match="no session with a finished set"):
        content(home, "fit")


# iCalendar


def parsed(data: bytes) -> Any:  # noqa: ANN401
    return Calendar.from_ical(data)


def occurrences(event: Any, until: date) -> list[datetime]:  # noqa: ANN401
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - what icalendar brings

    start = event["DTSTART"].dt
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
    return [at for at in rule if at.date() <= until]


@settings(max_examples=30, deadline=None)
@given(
    first=st.dates(date(2025, 1, 1), date(2027, 1, 1)),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    days=st.sampled_from(WEEKDAYS_BY_COUNT),
    zone=st.sampled_from([BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata"), None]),
)
def test_a_series_is_read_back_on_its_days_at_its_time(
    first: date, at: time, days: tuple[int, ...], zone: ZoneInfo | None
) -> None:
    one = SessionSeries(uid=UUID(int=7), summary="R, x; y\n", first_day=first, weekdays=days, start_time=at, minutes=7)
    (event,) = parsed(encode_calendar([one], zone, NOON)).walk("VEVENT")
    assert (str(event["UID"]), event["DURATION"].dt) == (str(UUID(int=7)), timedelta(minutes=7))
    start = event["DTSTART"].dt
    assert first <= start.date() < first + timedelta(days=7)
    assert start.weekday() in days
    assert (start.time(), getattr(start.tzinfo, "key", None)) == (at, zone and zone.key)


def test_half_past_five_stays_half_past_five_when_the_clocks_change() -> None:
    one = SessionSeries(
        uid=UUID(int=7),
        summary="R",
        first_day=date(2026, 3, 23),
        last_day=date(2026, 4, 3),
        start_time=time(17, 30),
        minutes=7,
    )
    whole = parsed(encode_calendar([one], BERLIN, NOON))
    (event,) = whole.walk("VEVENT")
    (rules,) = whole.walk("VTIMEZONE")
    read = rules.to_tz()  # by the file's own rules, not by those of this machine
    times = [at.replace(tzinfo=read) for at in occurrences(event, date(2026, 4, 30))]
    assert [at.astimezone(UTC).time() for at in times] == [time(16, 30)] * 5 + [time(15, 30)] * 5
    assert event["RRULE"]["UNTIL"] == [datetime(2026, 4, 3, 15, 30, tzinfo=UTC)]


def test_the_calendar_has_the_days_of_work_and_always_the_same_id(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    uids = set()
    for _ in range(2):
        (event,) = parsed(content(home, "ics")).walk("VEVENT")
        uids.add(str(event["UID"]))
    assert len(uids) == 1
    assert event["DTSTART"].dt.time() == time(16, 30)
    assert event["RRULE"]["BYDAY"] == ["MO", "TU", "WE", "TH", "FR"]


def test_without_a_clearance_there_is_no_programme_in_the_bundle(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    answer_screening(home, ManualClock(LATER), BLOCKING_ANSWERS)
    resources = [entry["resource"]["resourceType"] for entry in json.loads(content(home, "fhir"))["entry"]]
    assert "CarePlan" not in resources
    assert "Observation" in resources


def test_without_a_clearance_there_is_no_calendar(home: Paths) -> None:
    result = run_command("export", "ics", home=home)
    assert (result.returncode, result.stdout) == (1, "")
    assert "rearguard screen" in result.stderr


# FHIR


def test_the_bundle_is_fhir_without_a_persons_name(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    text = content(home, "fhir").decode()
    bundle: Any = Bundle.model_validate_json(text)
    resources = [entry.resource for entry in bundle.entry]
    kinds = [resource.get_resource_type() for resource in resources]
    assert kinds.count("Patient") == kinds.count("CarePlan") == kinds.count("QuestionnaireResponse") == 1
    assert kinds.count("Observation") == 1 + 4 + 2  # a session; numb, wobble, pain twice; two tests
    patient = json.loads(text)["entry"][0]["resource"]
    assert patient.keys() == {"resourceType", "id"}
    urls = {entry.fullUrl for entry in bundle.entry}
    assert len(urls) == len(resources)
    assert all(resource.subject.reference in urls for resource in resources if hasattr(resource, "subject"))
    assert content(home, "fhir").decode() == text


def test_codes_stand_where_there_are_any_and_values_have_their_units(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    resources = [entry["resource"] for entry in json.loads(content(home, "fhir"))["entry"]]
    observed = {one["code"]["text"]: one for one in resources if one["resourceType"] == "Observation"}
    assert observed["Pain severity, 0 to 10"]["code"]["coding"][0]["code"] == "72514-3"
    assert observed["Pain severity, 0 to 10"]["valueQuantity"]["value"] == 2
    assert "coding" not in observed["Numbness in the buttocks, 0 to 10"]["code"]
    assert observed["30-second chair stand"]["valueQuantity"] == {
        "value": 14, "unit": "repetitions", "system": "http://unitsofmeasure.org", "code": "1"
    }  # fmt: skip
    stance = observed["One-leg stance"]
    assert (stance["valueQuantity"]["value"], stance["valueQuantity"]["code"]) == (21.5, "s")
    assert stance["bodySite"] == {"text": "left"}
    answers = next(one for one in resources if one["resourceType"] == "QuestionnaireResponse")["item"]
    assert [item["linkId"] for item in answers] == [
        *(question.id for question in SAFETY_QUESTIONS),
        "cleared-by-clinician",
    ]
    components = observed["Exercise session"]["component"]
    assert {part["code"]["text"]: part["valueString"] for part in components}[
        "Clamshell"
    ] == "10 × 3 s (right), 10 × 3 s (left)"


def test_a_name_is_included_only_when_it_is_given(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    bundle: Any = Bundle.model_validate_json(content(home, "fhir", ExportOptions(name="Kim Muster")))
    assert bundle.entry[0].resource.name[0].text == "Kim Muster"


def test_an_empty_journal_is_a_bundle_too(home: Paths) -> None:
    bundle: Any = Bundle.model_validate_json(content(home, "fhir"))
    assert [entry.resource.get_resource_type() for entry in bundle.entry] == ["Patient"]


# CSV


@pytest.mark.parametrize("table", CSV_TABLES)
def test_every_table_has_as_many_cells_in_each_row_as_its_head(table: str, home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    text = content(home, "csv", ExportOptions(table=table)).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert rows
    assert {len(row) for row in rows} == {len(head)}


def test_the_sets_are_those_of_the_session(home: Paths, clock: ManualClock) -> None:
    training = populate_home(home, clock)
    rows = list(csv.DictReader(io.StringIO(content(home, "csv").decode("utf-8-sig"), newline="")))
    work = [step for step in training.state.timeline.plan.steps if step.kind is StepKind.WORK]
    assert [(row["exercise"], row["side"], row["reps"], float(row["seconds"])) for row in rows] == [
        (step.exercise, step.side, str(step.reps or ""), step.seconds) for step in work
    ]
    assert all(datetime.fromisoformat(row["start"]).tzinfo for row in rows)


def test_what_was_taken_back_is_in_no_table(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    rows = list(csv.DictReader(io.StringIO(content(home, "csv", ExportOptions(table="day")).decode("utf-8-sig"))))
    assert [row["how"] for row in rows] == ["walking"]


@given(st.text(max_size=8), st.sampled_from(["", "=", "+", "-", "@", "\t", "\r", "\n", "|", "%"]))
def test_no_cell_begins_a_formula_and_every_text_is_read_back(tail: str, first: str) -> None:
    cell_text = first + tail
    entry = Entry(
        id=UUID("019c0000-0000-7000-8000-000000000000"),
        person="me",
        at=NOON,
        kind=EventKind.TESTED,
        data={"test": cell_text, "side": "both", "value": -3, "unit": cell_text, "by": "tap"},
    )
    text = encode_csv("tests", [entry], {}, UTC)
    assert text.startswith(BYTE_ORDER_MARK)
    _, row = csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""))
    assert row[1] == ("'" + cell_text if cell_text[:1] in set("=+-@\t\r\n|%") and cell_text else cell_text)
    assert row[3] == "-3"  # a number is none


# The command


def test_a_file_is_not_written_over_unasked_and_is_the_persons_alone(
    home: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    populate_home(home, clock)
    file = tmp_path / "x.csv"
    file.write_text("mine")
    result = run_command("export", "csv", "-o", str(file), home=home)
    assert (result.returncode, file.read_text()) == (1, "mine")
    assert "--force" in result.stderr
    assert run_command("export", "csv", "-o", str(file), "--force", home=home).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["x.csv"]


def test_into_a_folder_it_goes_by_its_own_name_and_without_a_file_to_standard_output(
    home: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    populate_home(home, clock)
    folder = tmp_path / "out"
    folder.mkdir()
    assert run_command("export", "fit", "-o", str(folder), home=home).returncode == 0
    (file,) = folder.iterdir()
    assert file.suffix == ".fit"
    assert json.loads(run_command("export", "fhir", home=home).stdout)["resourceType"] == "Bundle"


def test_an_unwritable_location_is_reported_in_one_line(home: Paths, clock: ManualClock, tmp_path: Path) -> None:
    answer_screening(home, clock)
    result = run_command("export", "json", "-o", str(tmp_path / "no" / "where.json"), home=home)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert run_command("export", "fit", "--session", "nope", home=home).returncode == 2


def test_a_session_is_found_whatever_the_clock_did(home: Paths, clock: ManualClock) -> None:
    training = populate_home(home, clock)
    with Diary(home, clock) as diary:
        backwards = list(diary.read())[::-1]
    (past,) = build_sessions(backwards)
    assert (past.id, past.reason) == (str(training.session_id), "done")


def test_bytes_are_nothing_for_a_terminal_and_it_asks_before_it_writes_over(
    home: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    populate_home(home, clock)
    here, file = str(home.data.parent), tmp_path / "x.fit"
    with PtyTerminal("export", "fit", REARGUARD_HOME=here) as terminal:
        assert terminal.wait_for_exit() == 1
        assert "rearguard export fit -o" in terminal.output
    file.write_text("mine")
    for typed, status, stays in (("n\n", 130, True), ("y\n", 0, False)):
        with PtyTerminal("export", "fit", "-o", str(file), REARGUARD_HOME=here) as terminal:
            terminal.read_until(lambda output: "Overwrite it?" in output)
            terminal.press_keys(typed)
            assert terminal.wait_for_exit() == status
        assert (file.read_bytes() == b"mine") is stays
