"""How long the charge takes: of ten years of entries, and of the two weeks that are needed.

Both come from a journal in SQLite, as they do in use; read and folded apart, because a journal is read for much else.
That both give the same charge is checked here for this life, and in the tests for others.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.journal_builder import Tale, exercises

from rearguard.charge.battery import Battery
from rearguard.charge.fold import WINDOW, charge
from rearguard.charge.timeline import KINDS, story
from rearguard.journal.entry import Entry
from rearguard.journal.journal import Journal
from rearguard.journal.open import open_journal

ENTRIES = 500_000
A_DAY = 137
"""Entries: 500,000 in ten years."""

START = datetime(2016, 1, 1, tzinfo=UTC)

WHOLE, RECENT = 1.5, 0.030
"""The bars, in seconds: from the beginning, and from two weeks ago with the reading of them."""

Thing = TypeVar("Thing")


def life() -> Tale:
    """Return ten years of sitting and walking by turns, with four steps of a session each evening."""
    tale = Tale(START)
    days = ENTRIES // A_DAY
    spells = A_DAY - 4
    for day in range(days):
        for i in range(spells):
            begin = day * 24 + 8 + i * 8 / spells
            tale.did(begin, begin + 8 / spells, "sitting" if i % 10 else "walking")
        for i in range(4):
            tale.step(day * 24 + 16.1 + i / 60)
    return tale


def filled(journal: Journal) -> Entry:
    """Write the ten years, and return the last entry; the others are nowhere else then."""
    tale = life()
    journal.append(tale.entries)
    return tale.entries[-1]


def timed(repeats: int, work: Callable[[], Thing]) -> tuple[float, Thing]:
    """Return the seconds of the fastest of some runs, and what came of it."""
    fastest = float("inf")
    for _ in range(repeats):
        begin = time.perf_counter()
        found = work()
        fastest = min(fastest, time.perf_counter() - begin)
    return fastest, found


def main() -> None:
    """Print the times."""
    known = exercises()
    with tempfile.TemporaryDirectory() as folder, open_journal(Path(folder) / "journal.db") as journal:
        last = filled(journal)
        now, recently = last.at.timestamp() + 60, last.at - timedelta(seconds=WINDOW)

        def read(since: datetime) -> list[Entry]:
            return list(journal.entries(last.person, kinds=KINDS, since=since))

        reading, entries = timed(1, lambda: read(START))
        whole, all_told = timed(3, lambda: charge(story(entries, known), now, Battery(), START.timestamp()))
        recent, two_weeks = timed(9, lambda: charge(story(read(recently), known), now))
    print(f"ten years, {len(entries)} entries: {whole:.2f} s (bar {WHOLE}); to read them from the disk {reading:.1f} s")
    print(
        f"two weeks, read and folded: {recent * 1000:.1f} ms (bar {RECENT * 1000:.0f}), {whole / recent:.0f} times less"
    )
    apart = max(abs(all_told.low - two_weeks.low), abs(all_told.high - two_weeks.high))
    print(f"apart by {apart:.1e} percent")


main()
