"""A journal in memory, for tests and for experiments."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from threading import Lock

from rearguard.core.errors import IllegalCommand
from rearguard.journal.entry import Entry, EventKind
from rearguard.journal.entry_query import EntryQuery
from rearguard.journal.journal import Journal
from rearguard.journal.row import EntryRow, encode_entry


class MemoryJournal(Journal):
    """Rows in a sorted list per person.

    It stores rows rather than entries, so it returns exactly what a database would, and a caller who changes an
    entry's `data` afterwards does not change the journal.
    """

    def __init__(self) -> None:
        self._rows: dict[str, list[EntryRow]] = {}
        self._ids: set[str] = set()
        self._lock = Lock()
        self._closed = False

    def append(self, entries: Iterable[Entry]) -> int:
        """Store entries until the journal is closed."""
        rows = [encode_entry(entry) for entry in entries]
        with self._lock:
            self._require_open()
            # Of two rows with the same id the first must win, so the later one is inserted first and overwritten.
            new = {row.id: row for row in reversed(rows) if row.id not in self._ids}
            for row in new.values():
                insort(self._rows.setdefault(row.person, []), row)
            self._ids.update(new)
            return len(new)

    def entries(
        self,
        person: str,
        *,
        kinds: Collection[EventKind] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        having: Mapping[str, str] | None = None,
        newest_first: bool = False,
    ) -> Iterator[Entry]:
        """Yield the entries that are stored at the time of the call."""
        query = EntryQuery.of(person, kinds=kinds, since=since, until=until, having=having, newest_first=newest_first)
        with self._lock:
            self._require_open()
            rows = self._rows.get(person, [])
            rows = rows[bisect_left(rows, query.low) : bisect_left(rows, query.high)]
        rows = [row for row in rows if all(fragment in row.data for fragment in query.json_fragments)]
        entries = (row.to_entry() for row in (reversed(rows) if newest_first else rows))
        return (entry for entry in entries if entry and (query.kinds is None or entry.kind in query.kinds))

    def people(self) -> frozenset[str]:
        """Return all people with at least one entry."""
        with self._lock:
            self._require_open()
            return frozenset(self._rows)

    def forget(self, person: str) -> int:
        """Drop a person's entries."""
        with self._lock:
            self._require_open()
            rows = self._rows.pop(person, [])
            self._ids.difference_update(row.id for row in rows)
            return len(rows)

    def close(self) -> None:
        """Drop everything."""
        with self._lock:
            self._closed = True
            self._rows.clear()
            self._ids.clear()

    def _require_open(self) -> None:
        if self._closed:
            raise IllegalCommand("the journal is closed")
