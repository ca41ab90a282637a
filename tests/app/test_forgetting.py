"""Everything that is kept of a person is shown, and erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.home_fixture import TurnedClock, rearguard
from support.populated_home import live
from support.pty_terminal import Terminal

from rearguard.app.data.forgetting import forget, holdings
from rearguard.app.person.diary import Diary
from rearguard.app.person.instance_lock import single
from rearguard.app.person.paths import Home
from rearguard.core.errors import Refusal
from rearguard.journal.entry import Kind


def everything(home: Home) -> bytes:
    """Return what all files hold."""
    return b"".join(path.read_bytes() for path in home.data.parent.rglob("*") if path.is_file())


def spoken(home: Home) -> Path:
    """Leave a spoken text behind."""
    path = home.cache / "voice" / "a.wav"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"RIFF my hip hurts")
    return path


def test_it_is_shown_by_kind_and_time_and_file(home: Home, clock: TurnedClock) -> None:
    live(home, clock)
    spoken(home)
    with Diary(home, clock) as diary:
        found = holdings(diary)
    assert found.entries[Kind.FELT] == 4
    assert found.entries[Kind.SESSION_STARTED] == 1
    assert found.since is not None
    assert found.until is not None
    assert found.since < found.until
    assert [path.name for path in found.files] == [
        "journal.db", "reminders.json", "settings.json", "mine.toml", "voice"
    ]  # fmt: skip


def test_nothing_of_it_stays_in_any_file(home: Home, clock: TurnedClock) -> None:
    training = live(home, clock)
    spoken(home)
    assert str(training.name).encode() in everything(home)
    with Diary(home, clock) as diary:
        forget(diary)
        found = holdings(diary)
    assert (found.entries, found.files, found.since) == ({}, (), None)
    left = everything(home)
    for trace in (str(training.name), "screened", "glute-bridge", "my hip hurts", "16:30", "Mine"):
        assert trace.encode() not in left


def test_erasing_again_erases_nothing_and_an_empty_home_stays_empty(home: Home, clock: TurnedClock) -> None:
    with Diary(home, clock) as diary:
        assert forget(diary).entries == {}
    assert rearguard("forget", home=home).stdout == "Nothing is kept of you.\n"
    assert not home.journal.exists()


def test_in_a_script_it_must_be_said(home: Home, clock: TurnedClock) -> None:
    live(home, clock)
    before = everything(home)
    done = rearguard("forget", home=home)
    assert done.returncode == 1
    assert "rearguard forget --yes" in done.stderr
    assert "      1  sessions" in done.stdout
    assert everything(home) == before
    told = json.loads(rearguard("forget", "--yes", "--json", home=home).stdout)
    assert {"kind": "session-started", "what": "sessions", "count": 1} in told["entries"]
    assert rearguard("history", home=home).stdout.startswith("Nothing yet")


def test_in_a_terminal_it_is_asked(home: Home, clock: TurnedClock) -> None:
    live(home, clock)
    for answer, status, kept in (("n\n", 130, True), ("y\n", 0, False)):
        with Terminal("forget", REARGUARD_HOME=str(home.data.parent)) as terminal:
            terminal.read_until(lambda seen: "Erase all of it?" in seen)
            terminal.type(answer)
            assert terminal.status() == status
        with Diary(home, clock) as diary:
            assert bool(holdings(diary).entries) is kept


def test_a_watcher_that_would_write_again_is_named_and_nothing_is_erased(home: Home, clock: TurnedClock) -> None:
    live(home, clock)
    with Diary(home, clock) as diary:
        with single(home), pytest.raises(Refusal, match="watching"):
            forget(diary)
        assert holdings(diary).entries
