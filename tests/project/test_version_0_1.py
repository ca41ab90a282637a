"""A home that version 0.1 wrote opens unchanged: journal, settings, own files, a prescription, a session cut off.

`tests/version_0_1` was written by that version: its folders as they were (the journal as SQL: binaries stay out of
the repository), and facts.json with what its commands printed of them.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from support.home_fixture import ManualClock, run_command

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.training.planning import PlanRequest

WRITTEN_BY_0_1 = Path(__file__).parents[1] / "version_0_1"
FACTS: dict[str, Any] = json.loads((WRITTEN_BY_0_1 / "facts.json").read_text("utf-8"))
CACHES = ("safety.json", "progress.json")


@pytest.fixture(params=[True, False], ids=["with its caches", "without its caches"])
def old_home(home: Paths, request: pytest.FixtureRequest) -> Paths:
    """The home as version 0.1 left it."""
    shutil.copytree(WRITTEN_BY_0_1 / "config", home.config)
    home.data.mkdir()
    for name in CACHES if request.param else ():
        shutil.copy(WRITTEN_BY_0_1 / "data" / name, home.data / name)
    connection = sqlite3.connect(home.data / "journal.db")
    connection.executescript((WRITTEN_BY_0_1 / "data/journal.sql").read_text("utf-8"))
    connection.execute("pragma journal_mode = wal")
    connection.close()
    return home


def printed(home: Paths, *words: str) -> Any:  # noqa: ANN401 - JSON
    command = run_command(*words, home=home)
    assert command.returncode == 0, command.stderr
    return json.loads(command.stdout)


def test_nothing_of_the_journal_is_lost_and_the_settings_hold(old_home: Paths) -> None:
    export = printed(old_home, "export", "json")
    assert export["entries"] == FACTS["entries"]
    assert export["chosen"] == {"settings.json": FACTS["settings"], "reminders.json": FACTS["reminders"]}


def test_history_levels_and_charge_are_what_they_were(old_home: Paths) -> None:
    history = printed(old_home, "history", "--json")
    assert [{key: session[key] for key in FACTS["history"][0]} for session in history] == FACTS["history"]
    levels = {
        row["exercise"]: [row["level"], row["reps"], row["seconds"]]
        for row in printed(old_home, "progress", "--json")["exercises"]
    }
    assert levels == FACTS["levels"]
    for at, charge in FACTS["charge"].items():
        assert printed(old_home, "charge", "--at", at, "--json") == charge


def test_its_clearance_holds_and_the_plan_is_the_same(old_home: Paths) -> None:
    clock = ManualClock(datetime.fromisoformat(FACTS["now"]))
    application = Application(old_home, clock)
    plan = application.make_plan(PlanRequest(minutes=5))
    steps = [[s.kind.value, s.exercise, s.level, s.side.value if s.side else None, s.at, s.seconds] for s in plan.steps]
    application.close()
    assert steps == FACTS["plan"]


def test_own_exercises_programmes_and_the_prescription_are_read(old_home: Paths) -> None:
    listing = run_command("library", "list", home=old_home)
    assert listing.returncode == 0
    assert listing.stderr == ""
    assert all(name in listing.stdout for name in ("seated-squeeze", "mine", "after-hip-replacement"))
    assert run_command("library", "check", home=old_home).returncode == 0
