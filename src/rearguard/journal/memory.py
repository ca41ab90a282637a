"""A journal that lasts as long as its process: for tests, and for trying things out."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from threading import Lock

from rearguard.core.errors import IllegalCommand
from rearguard.journal.entry import Entry, Kind
from rearguard.journal.entry_query import Reading
from rearguard.journal.journal import Journal
from rearguard.journal.row import Row, row


class MemoryJournal(Journal):
    """Rows in lists, one list a person, each in order.

    Rows and not entries, so that this journal gives back exactly what a database would, and nothing that the
    caller does to its `data` afterwards can reach in.
    """

    def __init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}
        self._ids: set[str] = set()
        self._lock = Lock()
        self._closed = False

    def append(self, entries: Iterable[Entry]) -> int:
        """Keep entries until the journal is closed."""
        rows = [row(entry) for entry in entries]
        with self._lock:
            self._refuse_if_closed()
            # Of two with one id the first stays, so the last is put in first and written over.
            new = {each.id: each for each in reversed(rows) if each.id not in self._ids}
            for each in new.values():
                insort(self._rows.setdefault(each.person, []), each)
            self._ids.update(new)
            return len(new)

    def entries(
        self,
        person: str,
        *,
        kinds: Collection[Kind] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        having: Mapping[str, str] | None = None,
        newest_first: bool = False,
    ) -> Iterator[Entry]:
        """Yield what was there when this was called."""
        reading = Reading.of(person, kinds=kinds, since=since, until=until, having=having, newest_first=newest_first)
        with self._lock:
            self._refuse_if_closed()
            rows = self._rows.get(person, [])
            rows = rows[bisect_left(rows, reading.low) : bisect_left(rows, reading.high)]
        rows = [each for each in rows if all(part in each.data for part in reading.parts)]
        found = (each.entry() for each in (reversed(rows) if newest_first else rows))
        return (entry for entry in found if entry and (reading.kinds is None or entry.kind in reading.kinds))

    def people(self) -> frozenset[str]:
        """Return everyone with at least one entry."""
        with self._lock:
            self._refuse_if_closed()
            return frozenset(self._rows)

    def forget(self, person: str) -> int:
        """Drop a person's entries."""
        with self._lock:
            self._refuse_if_closed()
            rows = self._rows.pop(person, [])
            self._ids.difference_update(each.id for each in rows)
            return len(rows)

    def close(self) -> None:
        """Drop everything."""
        with self._lock:
            self._closed = True
            self._rows.clear()
            self._ids.clear()

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise IllegalCommand("the journal is closed")
