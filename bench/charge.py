"""The time that the charge takes: from ten years of entries, and from the two weeks that are needed.

Both come from a journal in SQLite, as in use; reading and folding are timed separately, because a journal is read for
many other purposes. That both give the same charge is checked here for this life, and in the tests for others.
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

from support.journal_builder import JournalBuilder, load_exercises

from rearguard.charge.battery import Battery
from rearguard.charge.fold import MEMORY_WINDOW_S, battery_at
from rearguard.charge.timeline import CHARGE_EVENT_KINDS, activity_timeline
from rearguard.journal.entry import Entry
from rearguard.journal.journal import Journal
from rearguard.journal.open import open_journal

ENTRIES = 500_000
ENTRIES_PER_DAY = 137
"""Entries: 500,000 in ten years."""

START = datetime(2016, 1, 1, tzinfo=UTC)

MAX_FULL_FOLD_S, MAX_RECENT_FOLD_S = 1.5, 0.030
"""The bars, in seconds: from the beginning, and from two weeks ago with the reading of them."""

ResultT = TypeVar("ResultT")


def build_ten_years() -> JournalBuilder:
    """Return ten years of alternating sitting and walking, with four steps of a session each evening."""
    tale = JournalBuilder(START)
    days = ENTRIES // ENTRIES_PER_DAY
    spells = ENTRIES_PER_DAY - 4
    for day in range(days):
        for i in range(spells):
            begin = day * 24 + 8 + i * 8 / spells
            tale.add_activity(begin, begin + 8 / spells, "sitting" if i % 10 else "walking")
        for i in range(4):
            tale.add_step(day * 24 + 16.1 + i / 60)
    return tale


def fill_journal(journal: Journal) -> Entry:
    """Write the ten years and return the last entry; afterwards the journal holds the only copy of the others."""
    tale = build_ten_years()
    journal.append(tale.entries)
    return tale.entries[-1]


def time_fastest(repeats: int, work: Callable[[], ResultT]) -> tuple[float, ResultT]:
    """Return the seconds of the fastest of several runs, and its result."""
    fastest = float("inf")
    for _ in range(repeats):
        begin = time.perf_counter()
        result = work()
        fastest = min(fastest, time.perf_counter() - begin)
    return fastest, result


def main() -> None:
    """Print the times."""
    exercises = load_exercises()
    with tempfile.TemporaryDirectory() as folder, open_journal(Path(folder) / "journal.db") as journal:
        last = fill_journal(journal)
        now, recently = last.at.timestamp() + 60, last.at - timedelta(seconds=MEMORY_WINDOW_S)

        def read(since: datetime) -> list[Entry]:
            return list(journal.entries(last.person, kinds=CHARGE_EVENT_KINDS, since=since))

        reading, entries = time_fastest(1, lambda: read(START))
        whole, all_told = time_fastest(
            3, lambda: battery_at(activity_timeline(entries, exercises), now, Battery(), START.timestamp())
        )
        recent, two_weeks = time_fastest(9, lambda: battery_at(activity_timeline(read(recently), exercises), now))
    print(
        f"ten years, {len(entries)} entries: {whole:.2f} s (bar {MAX_FULL_FOLD_S}); "
        f"to read them from the disk {reading:.1f} s"
    )
    print(
        f"two weeks, read and folded: {recent * 1000:.1f} ms (bar {MAX_RECENT_FOLD_S * 1000:.0f}), "
        f"{whole / recent:.0f} times less"
    )
    apart = max(abs(all_told.low - two_weeks.low), abs(all_told.high - two_weeks.high))
    print(f"apart by {apart:.1e} percent")


main()
