"""How long the charge takes: of ten years of entries, and of the two weeks that are needed.

Both as they come from a journal in memory. Their ratio says what the two weeks are good for; that they give the same
is a test.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from tale import Tale, exercises

from rearguard.charge.fold import WINDOW, charge
from rearguard.charge.story import story

ENTRIES = 500_000
A_DAY = 137
"""Entries: 500,000 in ten years."""

START = datetime(2016, 1, 1, tzinfo=UTC)


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


def timed(repeats: int, work: object) -> Iterator[float]:
    """Yield the seconds of each run."""
    for _ in range(repeats):
        begin = time.perf_counter()
        work()  # type: ignore[operator]
        yield time.perf_counter() - begin


def main() -> None:
    """Print both times."""
    tale = life()
    now = tale.entries[-1].at.timestamp() + 60
    recent = [e for e in tale.entries if e.at > tale.entries[-1].at - timedelta(seconds=WINDOW)]
    known = exercises()
    whole = min(timed(3, lambda: charge(story(tale.entries, known), now, since=START.timestamp())))
    window = min(timed(9, lambda: charge(story(recent, known), now)))
    print(f"ten years, {len(tale.entries)} entries: {whole:.2f} s (bar 1.5)")
    print(f"two weeks, {len(recent)} entries: {window * 1000:.1f} ms (bar 30), {whole / window:.0f} times less")


main()
