"""A private home for a test, a manual clock, and the command line in this process."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from rearguard.app.person.clock import Clock
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.screening import close_with_snapshot, record_screening
from rearguard.cli.main import main
from rearguard.safety.questions import SAFETY_QUESTIONS

ALL_NO_ANSWERS = {question.id: "no" for question in SAFETY_QUESTIONS}
EMERGENCY_ANSWERS = {**ALL_NO_ANSWERS, "E1": "yes"}
BLOCKING_ANSWERS = {**ALL_NO_ANSWERS, "B6": "yes"}

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class ManualClock:
    """A clock that moves only when a test turns it."""

    def __init__(self, now: datetime = NOON) -> None:
        self.speed = 1.0
        self.current_time = now
        self.elapsed_seconds = 1000.0

    def now(self) -> datetime:
        return self.current_time

    def seconds(self) -> float:
        return self.elapsed_seconds

    def advance(self, seconds: float) -> None:
        self.current_time += timedelta(seconds=seconds)
        self.elapsed_seconds += seconds


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """An empty home, also set as REARGUARD_HOME."""
    monkeypatch.setenv("REARGUARD_HOME", str(tmp_path))
    return Paths(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


@pytest.fixture
def clock() -> ManualClock:
    """A manual clock."""
    return ManualClock()


def answer_screening(home: Paths, clock: Clock, answers: Mapping[str, object] = ALL_NO_ANSWERS) -> None:
    """Record a safety check."""
    with Diary(home, clock) as diary:
        record_screening(diary, answers)
        close_with_snapshot(diary)


@dataclass(frozen=True)
class CommandResult:
    """The result of a command."""

    returncode: int
    stdout: str
    stderr: str


def run_command(*words: str, home: Paths, stdin_text: str | None = None) -> CommandResult:
    """Run the command line in a home, in this process, and return its result."""
    runner = CliRunner(env={"REARGUARD_HOME": str(home.data.parent), "COLUMNS": "100"})
    status = 0
    with runner.isolation(input=stdin_text) as (out, err, _), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["rearguard", *words])
        try:
            main()
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
        return CommandResult(status, out.getvalue().decode(), err.getvalue().decode())


def pass_screening(home: Paths) -> None:
    """Record a clear safety check, by the command line."""
    result = run_command("screen", "--answers", "-", home=home, stdin_text=json.dumps(ALL_NO_ANSWERS))
    assert result.returncode == 0, result.stderr
