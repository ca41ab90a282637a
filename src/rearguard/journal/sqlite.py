"""A journal in an SQLite file that only its user may read."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.journal import errors, schema
from rearguard.journal.errors import NotADatabase
from rearguard.journal.sql import SqlJournal

BUSY_TIMEOUT_S = 10.0
"""Seconds to wait while another process writes. An append takes milliseconds and erasing a person a second or two, so
after ten something hangs; a shorter timeout would refuse a finished step on a slow and busy disk."""

WAL_ATTEMPTS = 10
"""How often to try to enable the write-ahead log; with six processes at once, a try or two are enough. If all fail, the
journal is as safe without it, and the next start tries again."""

MIN_DATABASE_BYTES = 512
"""The size of a database of a single page of the smallest size (sqlite.org/fileformat.html, section 1.3)."""

LOCK_STATEMENT = "BEGIN IMMEDIATE"
"""The statement that waits until no other process writes."""

PRAGMAS = (
    # Below FULL, SQLite leaves the newest entries to the operating system, and a power cut can lose acknowledged ones
    # (sqlite.org/pragma.html#pragma_synchronous). A finished step is worth a flush.
    "PRAGMA synchronous = FULL",
    # On macOS, also flush the disk's own cache, which fsync does not; elsewhere this has no effect.
    "PRAGMA fullfsync = ON",
    # Overwrite deleted data with zeros.
    "PRAGMA secure_delete = ON",
    # Erasing rewrites the file: without copies in the system's temporary folder, where others may read.
    "PRAGMA temp_store = MEMORY",
)


class SqliteJournal(SqlJournal):
    """Entries in a file, with SQLite's `-wal` and `-shm` files beside it while it is open.

    Several processes may open it, and append to it, at once.
    """

    def __init__(self, path: Path, *, timeout_s: float = BUSY_TIMEOUT_S) -> None:
        """Open the journal, or create it.

        Raises:
            Refusal: it can't be opened; nothing has changed.
        """
        self._path = path
        self._timeout_s = timeout_s
        try:
            _create_file(path)
            connection = _connect(path, timeout_s)
        except Exception as error:
            self._raise_refusal(error)
            raise
        super().__init__(connection)

    def to_refusal(self, error: BaseException) -> Refusal | None:
        """Return an SQLite error as a message for the user."""
        return errors.refusal_from_error(error, self._path, self._timeout_s)

    def forget(self, person: str) -> int:
        """Delete a person's entries, including every copy that SQLite made of them.

        Raises:
            Refusal: the entries are deleted, but copies are left; another call removes those, too.
        """
        count = super().forget(person)
        with self._exclusive_connection() as connection:
            with connection.begin():
                # The rewritten file holds only the remaining entries.
                connection.exec_driver_sql("VACUUM")
            with connection.begin():
                # The log still holds the entries as appended: transfer it to the file and truncate it.
                is_blocked = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        if is_blocked:
            raise Refusal(
                Message(
                    "The entries are deleted, but copies remain in {file}-wal because another program is reading the "
                    "journal. Close that program and try again.",
                    {"file": str(self._path)},
                )
            )
        return count


def _create_file(path: Path) -> None:
    """Create an empty file that only the user may read, unless it exists; SQLite's other files inherit its mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        # O_EXCL also because closing a file that SQLite has open in this process would release SQLite's locks on it
        # (sqlite.org/howtocorrupt.html, section 2.2).
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    # SQLite treats a file that is too short to be a database as an empty one, and would overwrite it.
    if 0 < path.stat().st_size < MIN_DATABASE_BYTES:
        raise NotADatabase


def _connect(path: Path, timeout_s: float) -> Connection:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        paramstyle="named",
        connect_args={"timeout": timeout_s, "check_same_thread": False},
    )
    connection = engine.connect()
    try:
        with connection.begin():
            for pragma in PRAGMAS:
                connection.exec_driver_sql(pragma)
        schema.migrate_schema(connection, lock_statement=LOCK_STATEMENT)
        _enable_wal(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _enable_wal(connection: Connection) -> None:
    """Switch to the write-ahead log, in which readers and a writer don't block each other; the file stores the mode.

    Unlike all other statements this one does not wait for another process that does the same at its own first start.
    So wait for the write lock instead, and try again.
    """
    for _ in range(WAL_ATTEMPTS):
        try:
            with connection.begin():
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except OperationalError as error:
            if not errors.is_busy(error):
                raise
            with connection.begin():
                connection.exec_driver_sql(LOCK_STATEMENT)
        else:
            return
