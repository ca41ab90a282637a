"""A builder of journal entries about what a person did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise
from rearguard.library.loader import load_folders


@cache
def load_exercises() -> Mapping[str, Exercise]:
    """Return our exercises."""
    return load_folders().exercises


class JournalBuilder:
    """Writes entries one after another, as a journal would have them."""

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.entries: list[Entry] = []
        self._numbers: Iterator[int] = count(1)

    def add(self, kind: EventKind, at: datetime, /, **data: Any) -> Entry:  # noqa: ANN401 - JSON
        number = next(self._numbers)
        entry = Entry(
            id=uuid7(at, number.to_bytes(UUID7_RANDOM_BYTES, "big")), person="ada", at=at, kind=kind, data=data
        )
        self.entries.append(entry)
        return entry

    def time_after(self, hours: float) -> datetime:
        return self.start + timedelta(hours=hours)

    def add_activity(self, start: float, end: float, how: str = "sitting", *, by: str = "watch") -> Entry:
        """Add an activity that ended a number of hours after the start, recorded as it ends."""
        span = {"from": self.time_after(start).isoformat(), "to": self.time_after(end).isoformat(), "by": by}
        if how == "sitting":
            return self.add(EventKind.SAT, self.time_after(end), **span)
        return self.add(EventKind.MOVED, self.time_after(end), **span, how=how)

    def add_step(self, hours: float, exercise: str = "glute-bridge", *, seconds: int = 40, side: str = "both") -> Entry:
        level = load_exercises()[exercise].levels[0].id
        return self.add(
            EventKind.STEP_DONE,
            self.time_after(hours),
            session="one",
            index=len(self.entries),
            kind="work",
            exercise=exercise,
            level=level,
            side=side,
            seconds=seconds,
        )
