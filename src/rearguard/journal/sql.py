"""What the journals that live in a database have in common: all but how it is opened, and what can go wrong."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from threading import RLock

from sqlalchemy import Connection

from rearguard.core.errors import IllegalCommand, Refusal
from rearguard.journal import tables
from rearguard.journal.entry import Entry, EventKind
from rearguard.journal.entry_query import EntryQuery
from rearguard.journal.journal import Journal
from rearguard.journal.row import DamagedRow, EntryRow, encode_entry

PAGE_ROWS = 500
"""Rows that one query reads: few enough that a reader who wants only the first entry waits a millisecond or two,
enough that the query costs next to nothing a row."""


class SqlJournal(Journal):
    """Entries in a table, over one connection that threads take in turn.

    One connection and not a pool: there is one user, a turn lasts as long as one append, and what a pool does on
    the way costs a quarter of what it takes to put an entry on the disk.
    """

    def __init__(self, connection: Connection) -> None:
        """Take over an open connection to a database whose tables are there.

        Args:
            connection: closed with the journal, and its engine with it.
        """
        driver = connection.connection.dbapi_connection
        if driver is None:
            raise ValueError("the connection must be open")
        self._connection = connection
        self._driver = driver
        # Reentrant: the handler of a signal may append while its thread does.
        self._lock = RLock()
        self._insert_sql = str(tables.insert_entry.compile(dialect=connection.dialect))

    @abstractmethod
    def to_refusal(self, error: BaseException) -> Refusal | None:
        """Return in words what a database's error means for the user; None when it is a bug of ours."""

    def append(self, entries: Iterable[Entry]) -> int:
        """Store entries in one transaction, by the driver itself.

        SQLAlchemy has compiled the statement once for all; its way of running it would take as long again as a fast
        disk takes to make the entry safe.
        """
        rows = [encode_entry(entry)._asdict() for entry in entries]
        if not rows:
            return 0
        with self._lock:
            self._require_open()
            try:
                cursor = self._driver.cursor()
                cursor.executemany(self._insert_sql, rows)
                self._driver.commit()
            except BaseException as error:
                self._roll_back(error)
                raise
            return cursor.rowcount

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
        """Yield a person's entries, reading a page at a time.

        Between two pages nothing is held open, so that a slow reader keeps nobody waiting. An entry that is appended
        meanwhile is yielded if it comes after where the reader is; no entry is yielded twice.
        """
        reading = EntryQuery.of(person, kinds=kinds, since=since, until=until, having=having, newest_first=newest_first)
        return self._read_pages(reading, self._fetch_page(reading))

    def people(self) -> frozenset[str]:
        """Return everyone with at least one entry, of whatever kind."""
        with self._exclusive_connection() as connection, connection.begin():
            return frozenset(connection.scalars(tables.select_people))

    def forget(self, person: str) -> int:
        """Delete a person's entries."""
        with self._exclusive_connection() as connection, connection.begin():
            return connection.execute(tables.delete_person(person)).rowcount

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._connection.close()
            self._connection.engine.dispose()

    @contextmanager
    def _exclusive_connection(self) -> Iterator[Connection]:
        """Hand the connection to one thread at a time."""
        with self._lock:
            self._require_open()
            try:
                yield self._connection
            except BaseException as error:
                self._roll_back(error)
                raise

    def _require_open(self) -> None:
        if self._connection.closed:
            raise IllegalCommand("the journal is closed")

    def _roll_back(self, error: BaseException) -> None:
        self._driver.rollback()
        self._raise_refusal(error)

    def _raise_refusal(self, error: BaseException) -> None:
        """Raise as a refusal what the user can do something about."""
        refusal = self.to_refusal(error)
        if refusal is not None:
            raise refusal from error

    def _fetch_page(self, reading: EntryQuery) -> list[EntryRow]:
        with self._exclusive_connection() as connection, connection.begin():
            return [EntryRow._make(each) for each in connection.execute(tables.select_page(reading, PAGE_ROWS))]

    def _read_pages(self, reading: EntryQuery, rows: list[EntryRow]) -> Iterator[Entry]:
        while rows:
            for each in rows:
                # Once more, for a database may not tell capitals from small letters.
                if not all(part in each.data for part in reading.json_fragments):
                    continue
                try:
                    entry = each.to_entry()
                except DamagedRow as error:
                    self._raise_refusal(error)
                    raise
                if entry is not None:
                    yield entry
            reading = reading.resume_after(rows[-1])
            rows = self._fetch_page(reading) if len(rows) == PAGE_ROWS else []
