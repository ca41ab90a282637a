"""A home of one's own for a test, a clock that the test turns, and the command line as a child process."""

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
from rearguard.app.person.paths import Home
from rearguard.app.person.screening import keep_snapshot, screen
from rearguard.cli.main import main
from rearguard.safety.questions import QUESTIONS

ALL_NO = {question.id: "no" for question in QUESTIONS}
EMERGENCY = {**ALL_NO, "E1": "yes"}
BLOCK = {**ALL_NO, "B6": "yes"}

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class TurnedClock:
    """A clock that stands until it is turned."""

    def __init__(self, now: datetime = NOON) -> None:
        self.speed = 1.0
        self.time = now
        self.passed = 1000.0

    def now(self) -> datetime:
        return self.time

    def seconds(self) -> float:
        return self.passed

    def turn(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
        self.passed += seconds


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home, the one of REARGUARD_HOME too."""
    monkeypatch.setenv("REARGUARD_HOME", str(tmp_path))
    return Home(tmp_path / "config", tmp_path / "data", tmp_path / "cache")


@pytest.fixture
def clock() -> TurnedClock:
    """A clock that the test turns."""
    return TurnedClock()


def answer(home: Home, clock: Clock, answers: Mapping[str, object] = ALL_NO) -> None:
    """Record a screen."""
    with Diary(home, clock) as diary:
        screen(diary, answers)
        keep_snapshot(diary)


@dataclass(frozen=True)
class Done:
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


def rearguard(*words: str, home: Home, typed: str | None = None) -> Done:
    """Run the command line in a home, in this process, and return what came of it."""
    runner = CliRunner(env={"REARGUARD_HOME": str(home.data.parent), "COLUMNS": "100"})
    status = 0
    with runner.isolation(input=typed) as (out, err, _), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["rearguard", *words])
        try:
            main()
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
        return Done(status, out.getvalue().decode(), err.getvalue().decode())


def cleared(home: Home) -> None:
    """Record a clear screen, by the command line."""
    done = rearguard("screen", "--answers", "-", home=home, typed=json.dumps(ALL_NO))
    assert done.returncode == 0, done.stderr
