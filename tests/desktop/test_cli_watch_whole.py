"""The whole of `rearguard watch`, with a display that receives keys and a desktop that shows its reminder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.fake_notifications import run_private_bus, serve_notifications
from support.home_fixture import ManualClock, pass_screening, run_command
from support.xvfb import run_xvfb

from rearguard.app.person import heartbeat
from rearguard.app.person.diary import Diary
from rearguard.app.person.heartbeat import Heartbeat
from rearguard.app.person.paths import Paths
from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.journal.entry import EventKind

LONG = 90.0
"""Seconds until what must happen within twenty has happened on a busy machine."""


def until(happened: Callable[[], bool]) -> None:
    over = time.monotonic() + LONG
    while not happened():
        assert time.monotonic() < over, "it did not happen"
        time.sleep(0.2)


def test_after_forty_minutes_of_which_it_was_killed_in_between_a_pause_brings_one_reminder(
    home: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pass_screening(home)
    for setting in ("quiet_from=00:00", "quiet_to=00:00"):
        assert run_command("watch", "--set", setting, home=home).returncode == 0
    now = time.time()
    before = ActivitySpan(now - 2400, now - 20, Activity.SITTING)
    heartbeat.write_heartbeat(home, Heartbeat(spans=(before,), sitting_since=before.start, last_sign_at=before.end))
    with run_private_bus() as bus, run_xvfb() as screen, serve_notifications(bus, "Not today") as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
        environment = {**os.environ, "DISPLAY": screen.name}
        command = [sys.executable, "-m", "rearguard", "watch"]
        with (tmp_path / "said").open("w") as log:
            watcher = subprocess.Popen(command, env=environment, stderr=log)
            try:
                place = iter(range(10, 600))

                def spell() -> bool:
                    screen.run("xdotool", "mousemove", str(next(place)), "20")
                    return (
                        heartbeat.read_heartbeat(home).sitting_since == pytest.approx(now - 2400)
                        and watcher.poll() is None
                    )

                until(lambda: spell() and next(place) > 40)
                until(lambda: bool(desktop.shown))
                until(lambda: answered(home) == ["not-today"])
                looked = subprocess.run(
                    [*command, "--once", "--json"], env=environment, capture_output=True, text=True, check=True
                )
            finally:
                watcher.terminate()
                assert watcher.wait(20) == 0
    report = json.loads(looked.stdout)
    assert report["why"] == ["You chose “Not today”."]
    assert report["sat"] > 2400
    assert (tmp_path / "said").read_text() == ""
    (notification,) = desktop.shown
    assert "You've been sitting for 4" in notification["text"]
    with Diary(home, ManualClock()) as diary:
        entries = list(diary.read(EventKind.SAT))
    assert len(entries) == 1


def answered(home: Paths) -> list[str]:
    with Diary(home, ManualClock()) as diary:
        return [entry.data["reply"] for entry in diary.read(EventKind.ANSWERED)]
