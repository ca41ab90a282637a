"""Entries of a journal that tell what one did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from rearguard.core.identity import RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, Kind
from rearguard.library.exercise import Exercise
from rearguard.library.loader import load


@cache
def exercises() -> Mapping[str, Exercise]:
    """Return our exercises."""
    return load().exercises


class Tale:
    """Writes entries one after another, as a journal would have them."""

    def __init__(self, start: datetime) -> None:
        self.start = start
        self.entries: list[Entry] = []
        self._numbers: Iterator[int] = count(1)

    def write(self, what: Kind, at: datetime, /, **data: Any) -> Entry:  # noqa: ANN401 - JSON
        number = next(self._numbers)
        entry = Entry(id=uuid7(at, number.to_bytes(RANDOM_BYTES, "big")), person="ada", at=at, kind=what, data=data)
        self.entries.append(entry)
        return entry

    def at(self, hours: float) -> datetime:
        return self.start + timedelta(hours=hours)

    def did(self, start: float, end: float, how: str = "sitting", *, by: str = "watch") -> Entry:
        """Tell of a time in hours after the start, as it ends."""
        span = {"from": self.at(start).isoformat(), "to": self.at(end).isoformat(), "by": by}
        if how == "sitting":
            return self.write(Kind.SAT, self.at(end), **span)
        return self.write(Kind.MOVED, self.at(end), **span, how=how)

    def step(self, hours: float, exercise: str = "glute-bridge", *, seconds: int = 40, side: str = "both") -> Entry:
        level = exercises()[exercise].levels[0].id
        return self.write(
            Kind.STEP_DONE,
            self.at(hours),
            session="one",
            index=len(self.entries),
            kind="work",
            exercise=exercise,
            level=level,
            side=side,
            seconds=seconds,
        )
