"""A crash at any moment loses nothing that was acknowledged."""

from __future__ import annotations

import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from support.journal_worker import JournalWorker

from rearguard.journal.sqlite import SqliteJournal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows can neither fork nor kill by SIGKILL")

DATABASES = 20
CRASHES = 5
"""Of two writers at once, on each database: 200 in all."""

APPENDS = (0, 0, 1, 2, 5, 10)
"""A writer dies some time after so many, chosen at random."""

OPENING, APPENDING = 0.05, 0.005
"""Seconds that a crash comes later, at most: the first start, which makes the tables, takes about so long; and an
append less."""


def check(path: Path, acknowledged: set[str]) -> None:
    """Check that every acknowledged entry is there, no batch is there in part, and the file is sound."""
    with SqliteJournal(path) as journal:
        stored = {str(entry.id): entry for entry in journal.entries("ada")}
    assert acknowledged <= stored.keys()
    assert {each for entry in stored.values() for each in entry.data["batch"]} == stored.keys()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_was_acknowledged_survives_two_hundred_kills(tmp_path: Path) -> None:
    seed = random.randrange(2**32)  # noqa: S311 -- random moments, no secrets
    print(f"seed {seed}")  # noqa: T201 -- pytest shows it when the test fails
    chance = random.Random(seed)  # noqa: S311 -- as above
    with JournalWorker() as one, JournalWorker() as other:
        for worker in (one, other):
            worker.read_until("ready")
        for database in range(DATABASES):
            path = tmp_path / f"{database}.db"
            acknowledged: set[str] = set()
            for _ in range(CRASHES):
                appends = chance.choice(APPENDS)
                for worker in (one, other):
                    delay = chance.uniform(0, APPENDING if appends else OPENING)
                    worker.send("crash", str(path), chance.randrange(2**32), appends, delay)
                for worker in (one, other):
                    output = worker.read_until("killed")
                    assert len(output) >= appends
                    acknowledged.update(each for line in output for each in line.split())
                # As often as not, the next writer is the first to open the file after the crash.
                if chance.random() < 0.5:
                    check(path, acknowledged)
            check(path, acknowledged)
            path.unlink()
