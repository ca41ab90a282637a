"""Reminders with buttons: the process that the watcher starts, and a desktop on a private D-Bus."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.fake_notifications import run_private_bus, serve_notifications
from support.home_fixture import ManualClock, pass_screening, run_command

from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.watcher.subprocess_runner import TASK_COMMAND
from rearguard.journal.entry import EventKind

NUDGE = {"told": [], "nudge": {"idle": 20.0, "sat": 2400.0}}
ANY_TIME = ["quiet_from=00:00", "quiet_to=00:00", "work_ends=00:00"]


@pytest.fixture
def bus(home: Paths, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    pass_screening(home)
    assert (
        run_command("watch", *(word for setting in ANY_TIME for word in ("--set", setting)), home=home).returncode == 0
    )
    with run_private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


def run(errand: dict[str, Any]) -> dict[str, Any]:
    result = subprocess.run(
        TASK_COMMAND, input=json.dumps(errand), capture_output=True, text=True, timeout=60, check=True
    )
    assert result.stderr == ""
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def entries(home: Paths, *kinds: EventKind) -> list[tuple[EventKind, dict[str, Any]]]:
    with Diary(home, ManualClock()) as diary:
        return [(entry.kind, dict(entry.data)) for entry in diary.read(*kinds)]


@pytest.mark.parametrize(
    ("label", "reply", "within"),
    [("In 10 minutes", "later", timedelta(minutes=11)), ("Not today", "not-today", timedelta(hours=24))],
)
def test_a_reminder_is_shown_and_the_pressed_button_is_saved(
    label: str, reply: str, within: timedelta, bus: str, home: Paths
) -> None:
    with serve_notifications(bus, label) as desktop:
        report = run(NUDGE)
    (notification,) = desktop.shown
    assert (notification["app"], notification["title"]) == ("Rearguard", "Time for a 7-minute break?")
    assert notification["text"].splitlines()[0] == "Your workday is over."
    assert [text for text in notification["buttons"] if text] == ["Start", "In 10 minutes", "Not today"]
    assert notification["urgency"] == 0
    nudged, answered = entries(home, EventKind.NUDGED, EventKind.ANSWERED)
    assert (nudged[0], answered[0], answered[1]["reply"]) == (EventKind.NUDGED, EventKind.ANSWERED, reply)
    again = datetime.fromisoformat(report["again"])
    assert again - datetime.now(UTC) <= within
    assert report["trouble"] == ""


def test_what_is_dismissed_is_not_answered_and_puts_off_as_long(bus: str, home: Paths) -> None:
    with serve_notifications(bus, ""):
        report = run(NUDGE)
    assert [kind for kind, _ in entries(home, EventKind.NUDGED, EventKind.ANSWERED)] == [EventKind.NUDGED]
    again = datetime.fromisoformat(report["again"])
    assert again - datetime.now(UTC) > timedelta(minutes=25)


def test_a_desktop_without_notifications_says_so_and_counts_no_reminder(bus: str, home: Paths) -> None:
    assert bus
    assert run(NUDGE)["trouble"] == "Notifications aren't available here, so there are no reminders."
    assert entries(home, EventKind.NUDGED) == []


def test_one_tap_records_an_activity(bus: str, home: Paths) -> None:
    now = datetime.now(UTC)
    away = [(now - timedelta(minutes=minutes)).timestamp() for minutes in (40, 2)]
    with serve_notifications(bus, "Walking") as desktop:
        run({"told": [], "ask": away})
        run({"told": [], "ask": away})  # it was recorded, so there is no second question
    (notification,) = desktop.shown
    assert [text for text in notification["buttons"] if text] == ["Walking", "Sitting", "Standing", "Exercising"]
    ((_, data),) = entries(home, EventKind.MOVED)
    assert (data["how"], data["by"]) == ("walking", "hand")


def test_a_machine_without_a_bus_keeps_what_was_watched(home: Paths) -> None:
    pass_screening(home)
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/at/all"}
    errand = {**NUDGE, "told": [[1_772_450_000.0, 1_772_451_000.0, "sitting"]]}
    result = subprocess.run(
        [sys.executable, *TASK_COMMAND[1:]], input=json.dumps(errand), env=environment, capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    assert json.loads(result.stdout)["kept"]
    assert len(entries(home, EventKind.SAT)) == 1
