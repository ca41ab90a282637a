"""All of a person's data is listed and erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.home_fixture import ManualClock, run_command
from support.populated_home import populate_home
from support.pty_terminal import PtyTerminal

from rearguard.app.data.deletion import forget_person, list_stored_data
from rearguard.app.person.diary import Diary
from rearguard.app.person.instance_lock import hold_instance_lock
from rearguard.app.person.paths import Paths
from rearguard.core.errors import Refusal
from rearguard.journal.entry import EventKind


def everything(home: Paths) -> bytes:
    """Return the content of all files."""
    return b"".join(path.read_bytes() for path in home.data.parent.rglob("*") if path.is_file())


def spoken(home: Paths) -> Path:
    """Leave a spoken text behind."""
    path = home.cache / "voice" / "a.wav"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"RIFF my hip hurts")
    return path


def test_it_is_shown_by_kind_and_time_and_file(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    spoken(home)
    with Diary(home, clock) as diary:
        stored_data = list_stored_data(diary)
    assert stored_data.entries[EventKind.FELT] == 4
    assert stored_data.entries[EventKind.SESSION_STARTED] == 1
    assert stored_data.since is not None
    assert stored_data.until is not None
    assert stored_data.since < stored_data.until
    assert [path.name for path in stored_data.files] == [
        "journal.db", "reminders.json", "settings.json", "mine.toml", "voice"
    ]  # fmt: skip


def test_nothing_of_it_stays_in_any_file(home: Paths, clock: ManualClock) -> None:
    training = populate_home(home, clock)
    spoken(home)
    assert str(training.session_id).encode() in everything(home)
    with Diary(home, clock) as diary:
        forget_person(diary)
        stored_data = list_stored_data(diary)
    assert (stored_data.entries, stored_data.files, stored_data.since) == ({}, (), None)
    content = everything(home)
    for trace in (str(training.session_id), "screened", "glute-bridge", "my hip hurts", "16:30", "Mine"):
        assert trace.encode() not in content


def test_erasing_again_erases_nothing_and_an_empty_home_stays_empty(home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as diary:
        assert forget_person(diary).entries == {}
    assert run_command("forget", home=home).stdout == "There is no data to delete.\n"
    assert not home.journal.exists()


def test_in_a_script_it_must_be_said(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    before = everything(home)
    result = run_command("forget", home=home)
    assert result.returncode == 1
    assert "rearguard forget --yes" in result.stderr
    assert "      1  sessions" in result.stdout
    assert everything(home) == before
    report = json.loads(run_command("forget", "--yes", "--json", home=home).stdout)
    assert {"kind": "session-started", "what": "sessions", "count": 1} in report["entries"]
    assert run_command("history", home=home).stdout.startswith("No sessions yet")


def test_in_a_terminal_it_is_asked(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    for answer, status, remains in (("n\n", 130, True), ("y\n", 0, False)):
        with PtyTerminal("forget", REARGUARD_HOME=str(home.data.parent)) as terminal:
            terminal.read_until(lambda output: "Delete all of it?" in output)
            terminal.press_keys(answer)
            assert terminal.wait_for_exit() == status
        with Diary(home, clock) as diary:
            assert bool(list_stored_data(diary).entries) is remains


def test_a_watcher_that_would_write_again_is_named_and_nothing_is_erased(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    with Diary(home, clock) as diary:
        with hold_instance_lock(home), pytest.raises(Refusal, match="Sitting detection is on"):
            forget_person(diary)
        assert list_stored_data(diary).entries
