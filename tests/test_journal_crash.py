"""A crash at any moment loses nothing that was acknowledged."""

from __future__ import annotations

import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from journal_worker import Worker

from rearguard.journal.sqlite import SqliteJournal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows can neither fork nor kill by SIGKILL")

DATABASES = 20
CRASHES = 5
"""Of two writers at once, on each database: 200 in all."""

LONGEST = 0.04
"""Seconds to a crash: long enough for the first start, which makes the tables, and for dozens of appends."""


def check(path: Path, acknowledged: set[str]) -> int:
    """Return how many entries there are: all that were acknowledged, no batch in part, in a sound file."""
    with SqliteJournal(path) as journal:
        stored = {str(entry.id): entry for entry in journal.entries("ada")}
    assert acknowledged <= stored.keys()
    assert {each for entry in stored.values() for each in entry.data["batch"]} == stored.keys()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return len(stored)


def test_what_was_acknowledged_survives_two_hundred_kills(tmp_path: Path) -> None:
    seed = random.randrange(2**32)  # noqa: S311 -- random moments, no secrets
    print(f"seed {seed}")  # noqa: T201 -- pytest shows it when the test fails
    chance = random.Random(seed)  # noqa: S311 -- as above
    total, in_one_crash = 0, []
    with Worker() as one, Worker() as other:
        for worker in (one, other):
            worker.told("ready")
        for database in range(DATABASES):
            path = tmp_path / f"{database}.db"
            acknowledged: set[str] = set()
            for _ in range(CRASHES):
                for worker in (one, other):
                    worker.command("crash", str(path), chance.randrange(2**32), chance.uniform(0, LONGEST))
                told = [line for worker in (one, other) for line in worker.told("killed")]
                in_one_crash.append(len(told))
                acknowledged.update(each for line in told for each in line.split())
                # As often as not, the next writer is the first to see what the crash has left.
                if chance.random() < 0.5:
                    check(path, acknowledged)
            total += check(path, acknowledged)
            path.unlink()
    # The test has tested something: some crashes came before the first append, most amid many.
    assert 0 in in_one_crash
    assert max(in_one_crash) > 10
    assert total > DATABASES * CRASHES
