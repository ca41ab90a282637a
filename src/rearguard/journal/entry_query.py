"""A query for a person's entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Self

from rearguard.core.value import value
from rearguard.journal.entry import EventKind
from rearguard.journal.row import EntryRow, encode_fragment, to_microseconds

Cursor = tuple[int, str]
"""The position of an entry in a person's journal: its `at` and `id`."""

BEFORE_ALL_ENTRIES: Cursor = (-(2**63), "")
"""Before every entry: the smallest integer that databases store."""
AFTER_ALL_ENTRIES: Cursor = (2**63 - 1, "")
"""After every entry: years beyond the latest `datetime`."""


@value(kw_only=True)
class EntryQuery:
    """A query for the entries between two cursors, both excluded, of some kinds or (None) of all."""

    person: str
    low: Cursor = BEFORE_ALL_ENTRIES
    high: Cursor = AFTER_ALL_ENTRIES
    kinds: frozenset[EventKind] | None = None
    json_fragments: tuple[str, ...] = ()
    """The fragments that the row's `data` must contain, as they are stored."""
    newest_first: bool = False

    @classmethod
    def of(
        cls,
        person: str,
        *,
        kinds: Collection[EventKind] | None,
        since: datetime | None,
        until: datetime | None,
        having: Mapping[str, str] | None,
        newest_first: bool,
    ) -> Self:
        """Return the query for the arguments of `Journal.entries`.

        Raises:
            ValueError: a time is not aware.
        """
        if any(at is not None and at.tzinfo is None for at in (since, until)):
            raise ValueError("since and until must be aware")
        return cls(
            person=person,
            # No id is empty, so the empty one comes before all entries of the same time.
            low=BEFORE_ALL_ENTRIES if since is None else (to_microseconds(since), ""),
            high=AFTER_ALL_ENTRIES if until is None else (to_microseconds(until), ""),
            kinds=None if kinds is None else frozenset(kinds),
            json_fragments=tuple(encode_fragment(key, text) for key, text in (having or {}).items()),
            newest_first=newest_first,
        )

    def resume_after(self, row: EntryRow) -> Self:
        """Return the query for the entries after a row, in reading order."""
        cursor = (row.at, row.id)
        return replace(self, high=cursor) if self.newest_first else replace(self, low=cursor)
