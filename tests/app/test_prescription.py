"""A programme from a physiotherapist: imported, obeyed before our own choices, and reported."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hip_replacement_program import read_hip_replacement_program
from support.home_fixture import ALL_NO_ANSWERS, NOON, ManualClock, answer_screening, run_command
from support.populated_home import run_session

from rearguard.app.application import Application
from rearguard.app.data.calendar_series import calendar_series
from rearguard.app.person.diary import Diary
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import Paths
from rearguard.app.training import prescription
from rearguard.app.training.planning import PlanRequest
from rearguard.app.training.prescription import import_program
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import untranslated
from rearguard.journal.entry import EventKind
from rearguard.library.prescriptions import find_prescription
from rearguard.library.program import Prescription
from rearguard.plan.plan import StepKind

HIP = {**ALL_NO_ANSWERS, "C1": "yes"}
"""A hip was replaced."""


def taken_in(home: Paths, clock: ManualClock, text: str | None = None) -> None:
    answer_screening(home, clock, HIP)
    clock.advance(60)
    with Diary(home, clock) as diary:
        import_program(diary, (read_hip_replacement_program() if text is None else text).encode(), "x.toml")


def test_after_a_hip_replacement_it_is_imported_planned_and_reported(home: Paths, clock: ManualClock) -> None:
    taken_in(home, clock)
    application = Application(home, clock)
    training = run_session(application, clock, PlanRequest(minutes=12))
    plan = training.state.timeline.plan
    assert plan.program == "after-hip-replacement"
    assert [reason.render() for reason in plan.why[:2]] == [
        "Prescribed by A. Muster, physiotherapist, until 2026-05-31.",
        "Stop below the point where it pinches in the groin. Do not cross your legs.",
    ]
    doses = {(step.exercise, step.level, step.reps) for step in plan.steps if step.kind is StepKind.WORK}
    assert ("glute-bridge", "plain", 8) in doses
    assert ("clamshell", "plain", 8) in doses
    document = prescription.prescription_json(application.library, application.diary, untranslated)
    assert document is not None
    assert (document["by"], document["until"], document["per_week"], document["days"]) == (
        "A. Muster, physiotherapist", "2026-05-31", 3, 1
    )  # fmt: skip
    (entry,) = application.diary.read(EventKind.IMPORTED)
    assert entry.data["program"] == "after-hip-replacement"
    application.close()
    bundle = run_command("export", "fhir", home=home).stdout
    assert "Exercise session" in bundle


def test_its_session_is_in_the_calendar_three_times_a_week_until_it_ends_and_then_comes_what_is_usual(
    home: Paths, clock: ManualClock
) -> None:
    taken_in(home, clock)
    with Diary(home, clock) as diary:
        prescribed, usual = calendar_series(diary, load_library(), untranslated)
    assert (prescribed.weekdays, prescribed.last_day) == ((0, 2, 4), date(2026, 5, 31))
    assert (usual.weekdays, usual.first_day, usual.last_day) == ((0, 1, 2, 3, 4), date(2026, 6, 1), None)
    assert prescribed.uid != usual.uid


def test_whatever_is_wished_the_limits_hold(home: Paths, clock: ManualClock) -> None:
    text = read_hip_replacement_program().replace('exercise = "glute-squeeze"', 'exercise = "monster-walk"')
    taken_in(home, clock, text)
    application = Application(home, clock)
    plan = application.make_plan(PlanRequest(minutes=12))
    assert [(out.exercise, out.reason.render()) for out in plan.left_out] == [
        ("monster-walk", "not allowed by your prescription")
    ]
    application.close()


def test_the_safety_questions_come_before_the_prescription(home: Paths, clock: ManualClock) -> None:
    crossed = read_hip_replacement_program() + '\n[[items]]\nexercise = "piriformis-stretch"\nsets = 1\n'
    taken_in(home, clock, crossed)
    application = Application(home, clock)
    plan = application.make_plan(PlanRequest(minutes=12))
    assert "piriformis-stretch" in {out.exercise for out in plan.left_out}
    application.close()


@pytest.mark.parametrize(
    ("days", "followed"),
    [(-1, "article"), (0, "after-hip-replacement"), (90, "after-hip-replacement"), (91, "article")],
)
def test_it_holds_from_its_first_day_to_its_last(days: int, followed: str, home: Paths) -> None:
    clock = ManualClock(NOON + timedelta(days=days))
    taken_in(home, clock)
    application = Application(home, clock)
    assert application.make_plan(PlanRequest(minutes=12)).program == followed
    application.close()


def test_after_a_prescription_ends_the_usual_plan_says_so_until_it_is_removed(home: Paths, clock: ManualClock) -> None:
    taken_in(home, clock)
    clock.advance(timedelta(days=89).total_seconds())
    answer_screening(home, clock, HIP)
    notice = "The programme from A. Muster, physiotherapist ended on 2026-05-31"
    first, *_ = Application(home, clock).make_plan(PlanRequest()).why
    assert not first.render().startswith(notice)
    clock.advance(timedelta(days=3).total_seconds())
    first, *_ = Application(home, clock).make_plan(PlanRequest()).why
    assert first.render().startswith(notice)
    with Diary(home, clock) as diary:
        prescription.remove_program(diary, "after-hip-replacement")
    first, *_ = Application(home, clock).make_plan(PlanRequest()).why
    assert not first.render().startswith("What A. Muster")


def test_a_request_for_another_programme_is_granted(home: Paths, clock: ManualClock) -> None:
    taken_in(home, clock)
    application = Application(home, clock)
    assert application.make_plan(PlanRequest(program="article")).program == "article"
    application.close()


def test_with_more_pain_than_allowed_there_is_no_plan_until_the_next_day(home: Paths, clock: ManualClock) -> None:
    taken_in(home, clock)
    application = Application(home, clock)
    application.diary.write((EventKind.FELT, {"pain": 3}))
    assert application.make_plan(PlanRequest(minutes=12)).steps
    application.diary.write((EventKind.FELT, {"pain": 4}))
    with pytest.raises(Refusal, match="You reported pain of 4 out of 10"):
        application.make_plan(PlanRequest(minutes=12))
    clock.advance(25 * 3600)
    assert application.make_plan(PlanRequest(minutes=12)).steps
    application.close()


def test_of_two_prescriptions_in_force_the_later_applies(home: Paths, clock: ManualClock) -> None:
    taken_in(home, clock)
    later = (
        read_hip_replacement_program().replace("after-hip-replacement", "a-newer").replace("2026-03-02", "2026-03-03")
    )
    with Diary(home, clock) as diary:
        import_program(diary, later.encode(), "y.toml")
    library = load_library()
    programs = [find_prescription(library, date(2026, 3, day)) for day in (1, 2, 3)]
    assert [program and program.id for program in programs] == [None, "after-hip-replacement", "a-newer"]


def test_importing_again_changes_nothing_and_another_of_its_id_must_be_wanted(
    home: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    answer_screening(home, clock, HIP)
    file = tmp_path / "Programm Müller.toml"
    file.write_text(read_hip_replacement_program())
    reports = [json.loads(run_command("import", "program", str(file), "--json", home=home).stdout) for _ in range(2)]
    assert [report["new"] for report in reports] == [True, False]
    file.write_text(read_hip_replacement_program().replace("reps = 8", "reps = 10"))
    result = run_command("import", "program", str(file), home=home)
    assert result.returncode == 1
    assert "--replace" in result.stderr
    result = run_command("import", "program", str(file), "--replace", home=home)
    assert "Prescribed by A. Muster, physiotherapist, until 2026-05-31." in result.stdout
    description = run_command("library", "show", "after-hip-replacement", home=home).stdout
    assert "10 reps" in description
    assert "by A. Muster, physiotherapist" in description


WRONG = [
    ('valid_from = "2026-03-02"', 'valid_from = "2. March"', "prescribed.valid_from: must be a date"),
    ('valid_until = "2026-05-31"', 'valid_until = "2026-02-30"', "prescribed.valid_until: must be a date"),
    ('valid_until = "2026-05-31"', 'valid_until = "2026-01-01"', "prescribed.valid_until: must not be before"),
    ('valid_from = "2026-03-02"', "valid_from = 2026-03-02", "prescribed.valid_from: is a date"),
    ("per_week = 3", "per_week = 9", "prescribed.per_week: must be from 1 to 7"),
    ("most_pain = 3", "most_pain = 11", "prescribed.most_pain: must be from 0 to 10"),
    ('without = ["band"]', 'without = ["bend"]', "prescribed.without.1: there is no such value; did you mean “band”"),
    ('level = "plain"', 'level = "plane"', "items.1.level: there is no such value; did you mean “plain”"),
    ('without_levels = ["lifted"]', 'without_levels = ["lift"]', "items.3.without_levels.1: there is no such value"),
    (
        'without_levels = ["lifted"]',
        'level = "band"\nwithout_levels = ["band"]',
        "items.3.level: is one of the excluded levels",
    ),
    ('by = "A. Muster, physiotherapist"\n', "", "prescribed.by: is missing"),
    ('exercise = "clamshell"', 'exercise = "clam"', "items.3.exercise: there is no such exercise"),
    ('id = "after-hip-replacement"', 'id = "Hip!"', "id: can only contain small letters"),
    ("[prescribed]", "[prescribed", "line 5"),
]


@pytest.mark.parametrize(("there", "instead", "message"), WRONG, ids=[said for *_, said in WRONG])
def test_mistakes_are_reported_with_their_keys_and_nothing_is_saved(
    there: str, instead: str, message: str, home: Paths, clock: ManualClock
) -> None:
    with Diary(home, clock) as diary, pytest.raises(Refusal) as refused:
        import_program(diary, read_hip_replacement_program().replace(there, instead).encode(), "x.toml")
    assert f"x.toml: {message}" in refused.value.message.render()
    assert not home.config.exists()
    assert not home.data.exists()


def test_every_mistake_is_named_not_only_the_first(home: Paths, tmp_path: Path) -> None:
    file = tmp_path / "after-hip-replacement.toml"
    file.write_text(
        read_hip_replacement_program().replace("per_week = 3", "per_week = 9").replace('"plain"', '"plane"')
    )
    result = run_command("library", "check", str(file), home=home)
    assert result.returncode == 1
    assert [line.split(": ")[1] for line in result.stdout.splitlines()] == ["items.1.level", "prescribed.per_week"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a" * 1_000_001, b"x = " + b"[" * 10_000, b'id = "../../x"'])
def test_a_hostile_file_is_refused(content: bytes, home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as diary, pytest.raises(Refusal):
        import_program(diary, content, "x.toml")
    assert not home.config.exists()


def test_it_can_be_let_go(home: Paths, clock: ManualClock) -> None:
    taken_in(home, clock)
    with Diary(home, clock) as diary:
        with pytest.raises(InvalidRequest):
            prescription.remove_program(diary, "../settings")
        with pytest.raises(InvalidRequest):
            prescription.remove_program(diary, "article")
        prescription.remove_program(diary, "after-hip-replacement")
        assert prescription.prescription_json(load_library(), diary, untranslated) is None


@given(st.dates(), st.dates(), st.none() | st.dates())
def test_a_prescription_holds_on_no_day_outside_its_own(day: date, first: date, last: date | None) -> None:
    terms = Prescription(by="x", valid_from=first.isoformat(), valid_until=None if last is None else last.isoformat())
    assert terms.is_valid_on(day) == (first <= day and (last is None or day <= last))
