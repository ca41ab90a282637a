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
from rearguard.journal.entry import Entry, Kind
from rearguard.journal.entry_query import Reading
from rearguard.journal.journal import Journal
from rearguard.journal.row import DamagedRow, Row, row

PAGE = 500
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
        self._append = str(tables.append.compile(dialect=connection.dialect))

    @abstractmethod
    def refusal(self, error: BaseException) -> Refusal | None:
        """Return in words what a database's error means for the user; None when it is a bug of ours."""

    def append(self, entries: Iterable[Entry]) -> int:
        """Store entries in one transaction, by the driver itself.

        SQLAlchemy has compiled the statement once for all; its way of running it would take as long again as a fast
        disk takes to make the entry safe.
        """
        rows = [row(entry)._asdict() for entry in entries]
        if not rows:
            return 0
        with self._lock:
            self._refuse_if_closed()
            try:
                cursor = self._driver.cursor()
                cursor.executemany(self._append, rows)
                self._driver.commit()
            except BaseException as error:
                self._undo(error)
                raise
            return cursor.rowcount

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
        """Yield a person's entries, reading a page at a time.

        Between two pages nothing is held open, so that a slow reader keeps nobody waiting. An entry that is appended
        meanwhile is yielded if it comes after where the reader is; no entry is yielded twice.
        """
        reading = Reading.of(person, kinds=kinds, since=since, until=until, having=having, newest_first=newest_first)
        return self._walk(reading, self._page(reading))

    def people(self) -> frozenset[str]:
        """Return everyone with at least one entry, of whatever kind."""
        with self._turn() as connection, connection.begin():
            return frozenset(connection.scalars(tables.people))

    def forget(self, person: str) -> int:
        """Delete a person's entries."""
        with self._turn() as connection, connection.begin():
            return connection.execute(tables.forget(person)).rowcount

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._connection.close()
            self._connection.engine.dispose()

    @contextmanager
    def _turn(self) -> Iterator[Connection]:
        """Hand the connection to one thread at a time."""
        with self._lock:
            self._refuse_if_closed()
            try:
                yield self._connection
            except BaseException as error:
                self._undo(error)
                raise

    def _refuse_if_closed(self) -> None:
        if self._connection.closed:
            raise IllegalCommand("the journal is closed")

    def _undo(self, error: BaseException) -> None:
        self._driver.rollback()
        self._explain(error)

    def _explain(self, error: BaseException) -> None:
        """Raise as a refusal what the user can do something about."""
        refusal = self.refusal(error)
        if refusal is not None:
            raise refusal from error

    def _page(self, reading: Reading) -> list[Row]:
        with self._turn() as connection, connection.begin():
            return [Row._make(each) for each in connection.execute(tables.page(reading, PAGE))]

    def _walk(self, reading: Reading, rows: list[Row]) -> Iterator[Entry]:
        while rows:
            for each in rows:
                # Once more, for a database may not tell capitals from small letters.
                if not all(part in each.data for part in reading.parts):
                    continue
                try:
                    entry = each.entry()
                except DamagedRow as error:
                    self._explain(error)
                    raise
                if entry is not None:
                    yield entry
            reading = reading.after(rows[-1])
            rows = self._page(reading) if len(rows) == PAGE else []
