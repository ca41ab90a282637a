"""`rearguard watch` as a process, without a desktop: one of a kind, hard to kill, one line for each trouble."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.home_fixture import ManualClock, pass_screening, run_command

from rearguard.app.person import heartbeat
from rearguard.app.person.diary import Diary
from rearguard.app.person.heartbeat import Heartbeat
from rearguard.app.person.paths import Paths
from rearguard.app.watcher.subprocess_runner import TASK_COMMAND, parse_report
from rearguard.app.watcher.watcher import TaskReport
from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.journal.entry import EventKind

WATCH = [sys.executable, "-m", "rearguard", "watch"]
NOBODY = "Can't detect keyboard or mouse use on this desktop. Checking again every minute.\n"
HOUR = timedelta(hours=1)


@contextmanager
def watcher() -> Iterator[subprocess.Popen[str]]:
    """Start one where there is no desktop, and wait until it has looked once."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"}
    environment = {name: text for name, text in os.environ.items() if name not in hidden}
    with subprocess.Popen(WATCH, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            assert process.stderr.readline() == NOBODY
            yield process
        finally:
            process.kill()


def sat(home: Paths) -> list[tuple[str, str]]:
    with Diary(home, ManualClock()) as diary:
        return [(entry.data["from"], entry.data["to"]) for entry in diary.read(EventKind.SAT)]


def test_there_is_one_and_a_second_says_so(home: Paths) -> None:
    pass_screening(home)
    with watcher():
        second = run_command("watch", home=home)
        assert (second.returncode, second.stdout, second.stderr) == (1, "", "Sitting detection is already running.\n")
        assert json.loads(run_command("watch", "--once", "--json", home=home).stdout)["watching"]


def test_a_killed_one_does_not_stand_in_the_way_of_the_next_which_keeps_what_it_knew(home: Paths) -> None:
    now = datetime.now(UTC).timestamp()  # noqa: TID251 - the process reads the machine's clock
    with watcher() as process:
        process.send_signal(signal.SIGKILL)
        process.wait(20)
    heartbeat.write_heartbeat(
        home, Heartbeat(spans=(ActivitySpan(now - 3600, now - 60, Activity.SITTING),), sitting_since=now - 3600)
    )
    with watcher() as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
    # Whether its errand came to an end or not: it is known, once.
    found = json.loads(run_command("charge", "--json", home=home).stdout)
    assert found["high"] < 90
    run({"told": heartbeat.spans_json(heartbeat.read_heartbeat(home).spans)})
    assert len(sat(home)) == 1


def test_a_home_that_cant_be_written_to_is_one_line(home: Paths) -> None:
    home.data.write_text("a file")
    done = run_command("watch", home=home)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert str(home.data) in done.stderr


def run(errand: dict[str, Any], most: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run an errand; no file of it may become larger than `most` bytes, as on a disk that is full."""

    def limit() -> None:
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    text = json.dumps(errand)
    return subprocess.run(
        TASK_COMMAND, input=text, capture_output=True, text=True, check=False, timeout=120, preexec_fn=limit
    )


TOLD = {"told": [[1_772_450_000.0, 1_772_451_000.0, "sitting"], [1_772_452_000.0, 1_772_453_000.5, "standing"]]}


def test_an_errand_twice_is_an_errand_once(home: Paths) -> None:
    for _ in range(2):
        done = run(TOLD)
        assert parse_report(done.returncode, done.stdout, done.stderr) == TaskReport(spans_stored=True)
    assert sat(home) == [("2026-03-02T11:13:20+00:00", "2026-03-02T11:30:00+00:00")]
    with Diary(home, ManualClock()) as diary:
        (stood,) = diary.read(EventKind.MOVED)
    assert (stood.data["how"], stood.data["by"]) == ("standing", "watch")


def test_a_full_disk_is_one_line_and_nothing_is_kept_by_halves(home: Paths) -> None:
    pass_screening(home)
    done = run(TOLD, most=home.journal.stat().st_size)
    found = parse_report(done.returncode, done.stdout, done.stderr)
    assert not found.spans_stored
    assert str(home.journal) in found.error
    assert "\n" not in found.error
    assert sat(home) == []
    assert parse_report(0, run(TOLD).stdout, "").spans_stored


def test_the_one_that_stays_never_loads_what_takes_memory() -> None:
    heavy = ["pydantic", "sqlalchemy", "fastapi", "uvicorn", "asyncio", "numpy", "desktop_notifier"]
    code = f"""
import sys
import rearguard.cli.main, rearguard.cli.watch, rearguard.app.watcher.watcher
import rearguard.app.watcher.subprocess_runner, rearguard.app.person.instance_lock
print([name for name in {heavy} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "[]\n"


def test_a_look_says_what_is_seen_the_charge_and_why_not(home: Paths) -> None:
    found = json.loads(run_command("watch", "--once", "--json", home=home).stdout)
    assert found.keys() == {"at", "seen", "sat", "standing", "charge", "nudge", "why", "desktop", "watching"}
    assert found["seen"].keys() == {"idle", "film", "call", "locked", "full_screen", "do_not_disturb", "saving"}
    assert found["charge"].keys() >= {"low", "high", "percent"}
    assert (found["nudge"], len(found["why"]), found["watching"]) == (None, 1, False)
    said = run_command("watch", "--once", home=home).stdout.splitlines()
    assert "No reminder right now, because:" in said
    assert said[-1].strip() == found["why"][0]


@pytest.mark.parametrize("words", [["--once", "--install"], ["--set", "on=true", "--uninstall"], ["--json"]])
def test_one_thing_at_a_time(words: list[str], home: Paths) -> None:
    done = run_command("watch", *words, home=home)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
