"""The commands, as people type them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit

import pytest
from support.home_fixture import (
    ALL_NO_ANSWERS,
    BLOCKING_ANSWERS,
    EMERGENCY_ANSWERS,
    ManualClock,
    pass_screening,
    run_command,
)
from support.running_server import run_server

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.reports.history import history_json
from rearguard.app.training.planning import PlanRequest
from rearguard.cli.main import COMMAND_TARGETS
from rearguard.web.server import announce_port


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith("\n") and "Traceback" not in text


@pytest.mark.parametrize("command", [[], *([name] for name in COMMAND_TARGETS)])
def test_every_command_has_help(command: list[str], home: Paths) -> None:
    result = run_command(*command, "--help", home=home)
    assert result.returncode == 0
    assert result.stdout.startswith("Usage: ")


def test_without_a_screen_plan_and_go_refuse_and_name_it(home: Paths) -> None:
    for command in ("plan", "go"):
        result = run_command(command, "--json", home=home)
        assert result.returncode == 1
        assert result.stdout == ""
        assert one_line(result.stderr)
        assert "rearguard screen" in result.stderr


@pytest.mark.parametrize("answers", [EMERGENCY_ANSWERS, BLOCKING_ANSWERS])
def test_a_blocked_person_gets_no_plan_in_the_terminal(answers: dict[str, str], home: Paths) -> None:
    screened = run_command("screen", "--answers", "-", home=home, stdin_text=json.dumps(answers))
    assert screened.returncode == 1
    for command in (["plan"], ["plan", "--json"], ["go"], ["go", "--resume"], ["plan", "--place", "office"]):
        result = run_command(*command, home=home)
        assert (result.returncode, result.stdout) == (1, "")
        assert one_line(result.stderr)


def test_no_to_every_listed_question_is_a_clear_screen(home: Paths) -> None:
    listed = json.loads(run_command("screen", "--questions", "--json", home=home).stdout)
    assert all({"id", "text", "answers"} <= question.keys() for question in listed)
    answers = json.dumps({question["id"]: "no" for question in listed})
    result = run_command("screen", "--answers", "-", "--json", home=home, stdin_text=answers)
    assert result.returncode == 0
    assert json.loads(result.stdout)["status"] == "clear"


def test_seven_minutes_are_the_golden_ones(home: Paths) -> None:
    pass_screening(home)
    plan = json.loads(run_command("plan", "--minutes", "7", "--charge", "40", "--json", home=home).stdout)
    assert (plan["budget"], plan["seconds"], round(plan["gain"], 3)) == (420, 415, 0.913)
    assert plan["charge"] == {"before": 40, "after": 94.8}
    ends = [step["at"] + step["seconds"] for step in plan["steps"]]
    assert [step["at"] for step in plan["steps"]] == [0, *ends[:-1]]
    assert ends[-1] == 415


@pytest.mark.parametrize(
    "words",
    [
        ["--minutes", "0"],
        ["--minutes", "abc"],
        ["--minutes", "nan"],
        ["--minutes", "31"],
        ["--exclude", "glute-brigde"],
        ["--without", "bands"],
        ["--place", "moon"],
        ["--program", "none"],
        ["--nonsense"],
    ],
)
def test_invalid_input_gives_one_line_and_status_2_even_before_the_safety_check(words: list[str], home: Paths) -> None:
    for command in ("plan", "go"):
        result = run_command(command, *words, home=home)
        assert (result.returncode, result.stdout) == (2, "")
        assert one_line(result.stderr), result.stderr


def test_an_unknown_command_is_guessed_at(home: Paths) -> None:
    result = run_command("plam", home=home)
    assert result.returncode == 2
    assert one_line(result.stderr)
    assert "plan" in result.stderr


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        (["--without", "band"], {"monster-walk"}),
        (["--place", "office"], {"glute-bridge", "clamshell", "monster-walk"}),
        (["--place", "desk"], {"glute-bridge", "clamshell"}),
        (["--without", "band,floor"], {"glute-bridge", "clamshell", "monster-walk"}),
        (["--exclude", "clamshell", "--exclude", "piriformis-stretch"], {"clamshell", "piriformis-stretch"}),
    ],
)
def test_what_is_not_there_is_not_planned_and_named(words: list[str], absent: set[str], home: Paths) -> None:
    pass_screening(home)
    plan = json.loads(run_command("plan", *words, "--minutes", "7.5", "--json", home=home).stdout)
    planned = {step["exercise"] for step in plan["steps"]}
    assert planned
    assert not planned & absent
    named = {out["exercise"] for out in plan["left_out"]}
    assert planned | named >= (absent if words[0] != "--place" else absent & named)
    assert all(out["reason"] for out in plan["left_out"])


def test_a_plan_imports_neither_server_nor_numbers_nor_database(home: Paths) -> None:
    pass_screening(home)
    run_command("plan", home=home)
    code = (
        "import sys; from rearguard.cli.main import cli; cli.main(['plan'], standalone_mode=False); "
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "fastapi",
        "starlette",
        "uvicorn",
        "numpy",
        "sqlalchemy",
        "alembic",
        "sqlite3",
        "pydantic",
        "rich",
        "asyncio",
    }
    assert heavy & set(result.stderr.split()) == set()


def test_a_session_plays_through_each_step_once_and_on_time(home: Paths) -> None:
    pass_screening(home)
    plan = json.loads(run_command("plan", "--minutes", "2", "--json", home=home).stdout)
    result = run_command("go", "--minutes", "2", "--speed", "60", "--json", home=home)
    assert result.returncode == 0, result.stderr
    events: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    steps = [emitted for emitted in events if emitted["event"] == "step"]
    assert [(step["at"], step["exercise"], step["seconds"]) for step in steps] == [
        (step["at"], step["exercise"], step["seconds"]) for step in plan["steps"]
    ]
    assert [emitted["at"] for emitted in events] == sorted(emitted["at"] for emitted in events)
    assert events[-1] == {"at": plan["seconds"], "event": "ended", "reason": "done"}
    (past_session,) = json.loads(run_command("history", "--json", home=home).stdout)
    assert past_session["reason"] == "done"
    assert [step["index"] for step in past_session["steps"]] == list(range(len(plan["steps"])))


def test_stopping_keeps_what_was_finished(home: Paths) -> None:
    pass_screening(home)
    words = [sys.executable, "-m", "rearguard", "go", "--minutes", "7", "--speed", "120", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as going:
        assert going.stdout is not None
        finished = 0
        for line in going.stdout:
            if json.loads(line)["event"] == "step-done":
                finished += 1
                if finished == 4:
                    going.send_signal(signal.SIGINT)
        assert going.wait() == 0
    (past_session,) = json.loads(run_command("history", "--json", home=home).stdout)
    assert past_session["reason"] == "stopped"
    assert past_session["steps_done"] == finished >= 4


def test_a_killed_session_is_gone_on_with(home: Paths) -> None:
    pass_screening(home)
    words = [sys.executable, "-m", "rearguard", "go", "--minutes", "7", "--speed", "120", "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as going:
        assert going.stdout is not None
        finished = []
        for line in going.stdout:
            one = json.loads(line)
            if one["event"] == "step-done":
                finished.append(one["index"])
                if len(finished) == 4:
                    going.kill()
    result = run_command("go", "--resume", "--speed", "60", "--json", home=home)
    assert result.returncode == 0, result.stderr
    events = [json.loads(line) for line in result.stdout.splitlines()]
    (past_session,) = json.loads(run_command("history", "--json", home=home).stdout)
    assert past_session["reason"] == "done"
    indices = [step["index"] for step in past_session["steps"]]
    assert len(indices) == len(set(indices))
    assert indices[:4] == finished[:4]
    works = [emitted["index"] for emitted in events if emitted["event"] == "step" and emitted["kind"] == "work"]
    assert works
    assert not set(works) & set(finished[:4])


def test_a_session_in_the_page_is_left_alone_by_the_terminal(home: Paths) -> None:
    pass_screening(home)
    with (
        run_server(home, ManualClock(SystemClock().now())) as server,
        announce_port(home, urlsplit(server.address).port or 0),
    ):
        begun = server.application.start_session(PlanRequest(minutes=2))
        for choice in ([], ["--new"], ["--resume"]):
            result = run_command("go", *choice, "--json", home=home)
            assert (result.returncode, result.stdout) == (1, "")
            assert one_line(result.stderr), result.stderr
        assert not begun.is_over
    assert history_json(Diary(home, SystemClock()), {}, str)[0]["reason"] is None


@pytest.mark.parametrize("typed", ["", "no", "[]", '{"E1": "maybe"}', '{"Q9": "no"}', '{"N0": "no"}', "\x00"])
def test_bad_answers_are_refused_and_nothing_is_saved(typed: str, home: Paths) -> None:
    result = run_command("screen", "--answers", "-", home=home, stdin_text=typed)
    assert (result.returncode, result.stdout) == (2, "")
    assert one_line(result.stderr), result.stderr
    assert run_command("plan", home=home).returncode == 1


def test_the_screen_is_asked_question_by_question_only_in_a_terminal(home: Paths) -> None:
    result = run_command("screen", home=home)
    assert result.returncode == 2
    assert one_line(result.stderr)


def test_a_worse_screen_takes_the_leave_back(home: Paths) -> None:
    pass_screening(home)
    assert run_command("plan", home=home).returncode == 0
    run_command("screen", "--answers", "-", home=home, stdin_text=json.dumps(EMERGENCY_ANSWERS))
    assert run_command("plan", home=home).returncode == 1
    assert run_command("screen", "--answers", "-", home=home, stdin_text=json.dumps(ALL_NO_ANSWERS)).returncode == 0
    assert run_command("plan", home=home).returncode == 0


def test_doctor_says_what_to_do(home: Paths) -> None:
    before = run_command("doctor", "--json", home=home)
    assert before.returncode == 1
    pass_screening(home)
    rows = json.loads(run_command("doctor", "--json", home=home).stdout)
    assert {row["name"]: row["fine"] for row in rows if row["name"] not in {"Page", "Coach", "Desktop"}} == {
        "Python": True,
        "Language": True,
        "Voice in the terminal": True,
        "Voice in the page": True,
        "Data folder": True,
        "Journal": True,
        "Library": True,
        "Safety questions": True,
    }


def test_an_invalid_journal_gives_one_clear_line(home: Paths) -> None:
    home.data.mkdir(parents=True)
    home.journal.write_bytes(b"this is not a database" * 100)
    for command in (["history"], ["plan"], ["go"], ["screen", "--answers", "-"]):
        result = run_command(*command, home=home, stdin_text=json.dumps(ALL_NO_ANSWERS))
        assert result.returncode == 1
        assert one_line(result.stderr), result.stderr
    assert home.journal.read_bytes().startswith(b"this is not a database")
