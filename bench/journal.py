"""The entries a second that the journal makes safe, against plain SQLite with the same table, file system and flushes.

uv run --group dev bench/journal.py [FOLDER ...]     (default: the current folder, and a RAM disk where there is one)

Each entry is a transaction of its own, as a finished step is. Both sides take turns in one run, so that other work on
the machine affects both. SQLite gets ready-made rows and a cached statement; the journal gets entries, and checks and
encodes them. A RAM disk has no waiting time, so that is the worst case.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TypeVar

from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, EventKind
from rearguard.journal.row import EntryRow, encode_entry
from rearguard.journal.sqlite import SqliteJournal

ROUNDS = 30
APPENDS_PER_ROUND = 100
"""In a turn."""

MIN_SPEED_RATIO = 0.70
"""The share of SQLite's own speed that the journal must reach on a disk."""

ItemT = TypeVar("ItemT")

FIRST_STEP_AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def make_step_entry(number: int) -> Entry:
    """Return a finished step, as the app writes it."""
    at = FIRST_STEP_AT + timedelta(seconds=number)
    return Entry(
        id=uuid7(at, number.to_bytes(UUID7_RANDOM_BYTES, "big")),
        person="me",
        at=at,
        kind=EventKind.STEP_DONE,
        data={
            "session": "019cafd4-3c00-7000-8000-000000000001",
            "index": number % 30,
            "kind": "work",
            "exercise": "glute-bridge",
            "level": "two-legs",
            "side": "both",
            "set": 1,
            "sets": 2,
            "seconds": 40,
            "reps": 10,
        },
    )


def open_plain_sqlite(path: Path) -> sqlite3.Connection:
    """Return a connection to a journal's file with the journal's durability."""
    SqliteJournal(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def time_appends(append: Callable[[ItemT], object], things: list[ItemT]) -> float:
    """Return the seconds of each append."""
    began = time.perf_counter()
    for each in things:
        append(each)
    return time.perf_counter() - began


def measure(folder: Path) -> tuple[float, float]:
    """Return the entries a second of SQLite and of the journal."""
    plain_turns, journal_turns = [], []
    with (
        tempfile.TemporaryDirectory(dir=folder) as place,
        closing(open_plain_sqlite(Path(place) / "plain.db")) as connection,
        SqliteJournal(Path(place) / "journal.db") as journal,
    ):

        def append_plainly(values: EntryRow) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING", values)
            connection.execute("COMMIT")

        for turn in range(ROUNDS):
            entries = [make_step_entry(turn * APPENDS_PER_ROUND + number) for number in range(APPENDS_PER_ROUND)]
            plain_turns.append(time_appends(append_plainly, [encode_entry(entry) for entry in entries]))
            journal_turns.append(time_appends(lambda entry: journal.append([entry]), entries))
        stored = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        if stored != sum(1 for _ in journal.entries("me")) or stored != ROUNDS * APPENDS_PER_ROUND:
            raise AssertionError("both must have stored everything")
    return APPENDS_PER_ROUND / median(plain_turns), APPENDS_PER_ROUND / median(journal_turns)


def main() -> int:
    """Measure each folder; the first decides."""
    memory = Path("/dev/shm")  # noqa: S108 -- a private folder is made in it
    folders = [Path(each) for each in sys.argv[1:]] or [Path.cwd(), *([memory] if memory.is_dir() else [])]
    ratios = []
    for folder in folders:
        plain, journal = measure(folder)
        ratios.append(journal / plain)
        print(f"{folder}: SQLite {plain:,.0f}/s, journal {journal:,.0f}/s, ratio {ratios[-1]:.2f}")
    print(f"the bar, on a disk: {MIN_SPEED_RATIO:.2f}")
    return 0 if ratios[0] >= MIN_SPEED_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
