"""The common part of journals in a database: all except opening it and its errors."""

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
"""Rows per query: few enough that a reader of only the first entry waits just a millisecond or two, and enough that the
query costs almost nothing per row."""


class SqlJournal(Journal):
    """Entries in a table, over a single connection that threads use in turn.

    It is no pool: there is a single user, a turn lasts only as long as an append, and a pool's overhead is a quarter of
    the time that it takes to write an entry to the disk.
    """

    def __init__(self, connection: Connection) -> None:
        """Take over an open connection to a database with its tables.

        Args:
            connection: closed together with the journal, as is its engine.
        """
        driver = connection.connection.dbapi_connection
        if driver is None:
            raise ValueError("the connection must be open")
        self._connection = connection
        self._driver = driver
        # Reentrant: a signal handler may append while its thread does.
        self._lock = RLock()
        self._insert_sql = str(tables.insert_entry.compile(dialect=connection.dialect))

    @abstractmethod
    def to_refusal(self, error: BaseException) -> Refusal | None:
        """Return a database error as a message for the user; None when it is a bug of the program."""

    def append(self, entries: Iterable[Entry]) -> int:
        """Store entries in one transaction, directly through the driver.

        SQLAlchemy compiles the statement only once. Its execution layer would take as long as a fast disk needs to
        store the entry safely.
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

        Between two pages nothing stays open, so a slow reader blocks no other. An entry appended meanwhile is yielded
        if it comes after the reader's position; no entry is yielded twice.
        """
        query = EntryQuery.of(person, kinds=kinds, since=since, until=until, having=having, newest_first=newest_first)
        return self._read_pages(query, self._fetch_page(query))

    def people(self) -> frozenset[str]:
        """Return all people with at least one entry of any kind."""
        with self._exclusive_connection() as connection, connection.begin():
            return frozenset(connection.scalars(tables.select_people))

    def forget(self, person: str) -> int:
        """Delete a person's entries."""
        with self._exclusive_connection() as connection, connection.begin():
            return connection.execute(tables.delete_person(person)).rowcount

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()
            self._connection.engine.dispose()

    @contextmanager
    def _exclusive_connection(self) -> Iterator[Connection]:
        """Lend the connection to a single thread at a time."""
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
        """Raise an error as a refusal if the user can do something about it."""
        refusal = self.to_refusal(error)
        if refusal is not None:
            raise refusal from error

    def _fetch_page(self, query: EntryQuery) -> list[EntryRow]:
        with self._exclusive_connection() as connection, connection.begin():
            return [EntryRow._make(columns) for columns in connection.execute(tables.select_page(query, PAGE_ROWS))]

    def _read_pages(self, query: EntryQuery, rows: list[EntryRow]) -> Iterator[Entry]:
        while rows:
            for row in rows:
                # Checked again: a database may ignore case.
                if not all(fragment in row.data for fragment in query.json_fragments):
                    continue
                try:
                    entry = row.to_entry()
                except DamagedRow as error:
                    self._raise_refusal(error)
                    raise
                if entry is not None:
                    yield entry
            query = query.resume_after(rows[-1])
            rows = self._fetch_page(query) if len(rows) == PAGE_ROWS else []
