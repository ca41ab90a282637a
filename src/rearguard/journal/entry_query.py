"""Which entries of a person are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Self

from rearguard.core.value import value
from rearguard.journal.entry import Kind
from rearguard.journal.row import Row, microseconds, part

Place = tuple[int, str]
"""Where an entry stands in a person's journal: its `at` and `id`."""

START: Place = (-(2**63), "")
"""Before every entry: the smallest number that databases store."""
END: Place = (2**63 - 1, "")
"""After every entry: years beyond the largest `datetime`."""


@value(kw_only=True)
class Reading:
    """A person's entries between two places, neither included, of some kinds or (None) of all."""

    person: str
    low: Place = START
    high: Place = END
    kinds: frozenset[Kind] | None = None
    parts: tuple[str, ...] = ()
    """What must stand in the row's `data`, as it is written there."""
    newest_first: bool = False

    @classmethod
    def of(
        cls,
        person: str,
        *,
        kinds: Collection[Kind] | None,
        since: datetime | None,
        until: datetime | None,
        having: Mapping[str, str] | None,
        newest_first: bool,
    ) -> Self:
        """Return the reading that `Journal.entries` was asked for.

        Raises:
            ValueError: a time is not aware.
        """
        if any(time is not None and time.tzinfo is None for time in (since, until)):
            raise ValueError("since and until must be aware")
        return cls(
            person=person,
            # No id is empty, so an empty one stands before all entries of its moment.
            low=START if since is None else (microseconds(since), ""),
            high=END if until is None else (microseconds(until), ""),
            kinds=None if kinds is None else frozenset(kinds),
            parts=tuple(part(key, text) for key, text in (having or {}).items()),
            newest_first=newest_first,
        )

    def after(self, row: Row) -> Self:
        """Return what is left to read after a row."""
        place = (row.at, row.id)
        return replace(self, high=place) if self.newest_first else replace(self, low=place)
