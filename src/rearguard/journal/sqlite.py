"""The journal in a file: SQLite's, private to the user."""

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

PATIENCE = 10.0
"""Seconds to wait while another process writes. An append takes milliseconds and a thorough forgetting a second or
two, so ten mean that something hangs; fewer would refuse a finished step on a slow and busy disk."""

TRIES = 10
"""How often to ask for the write-ahead log; with six processes at once, once or twice does. Should all fail, the
journal is as safe without it, and the next start asks again."""

SMALLEST = 512
"""Bytes of a database of one page of the smallest size (sqlite.org/fileformat.html, section 1.3)."""

LOCK = "BEGIN IMMEDIATE"
"""Waits until no other process writes."""

SETTINGS = (
    # With less than FULL, SQLite leaves the newest entries to the operating system, and a power cut can take what was
    # already acknowledged (sqlite.org/pragma.html#pragma_synchronous). A finished step is worth a flush.
    "PRAGMA synchronous = FULL",
    # On macOS, flush the disk's own memory too, which its fsync alone does not; elsewhere this does nothing.
    "PRAGMA fullfsync = ON",
    # What is deleted is overwritten with zeros.
    "PRAGMA secure_delete = ON",
    # Forgetting writes the file anew: not by way of the system's folder for temporary files, where others read.
    "PRAGMA temp_store = MEMORY",
)


class SqliteJournal(SqlJournal):
    """Entries in one file, and beside it, while it is open, SQLite's `-wal` and `-shm`.

    Several processes may have it open, and append, at once.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        """Open the journal, or make it.

        Raises:
            Refusal: it can't be opened; nothing has changed.
        """
        self._path = path
        self._patience = patience
        try:
            _make(path)
            connection = _open(path, patience)
        except Exception as error:
            self._explain(error)
            raise
        super().__init__(connection)

    def refusal(self, error: BaseException) -> Refusal | None:
        """Return in words what an error of SQLite means for the user."""
        return errors.refusal(error, self._path, self._patience)

    def forget(self, person: str) -> int:
        """Delete a person's entries, and with them every copy that SQLite made of them.

        Raises:
            Refusal: they are deleted, and copies are left; asking once more removes those too.
        """
        count = super().forget(person)
        with self._turn() as connection:
            with connection.begin():
                # Written anew, the file holds what is left and nothing else.
                connection.exec_driver_sql("VACUUM")
            with connection.begin():
                # The log still holds the entries as they were appended: carry it over and cut it to nothing.
                busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        if busy:
            raise Refusal(
                Message(
                    "The entries are deleted, but copies stay in {file}-wal while another program is reading the "
                    "journal. Close it and try again.",
                    {"file": str(self._path)},
                )
            )
        return count


def _make(path: Path) -> None:
    """Make an empty file that only the user may read, unless there is one; SQLite's other files take after it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        # EXCL also because closing a file that SQLite has open in this process would end SQLite's locks on it
        # (sqlite.org/howtocorrupt.html, section 2.2).
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    # SQLite takes what is too short to be a database for an empty one, and would write over it.
    if 0 < path.stat().st_size < SMALLEST:
        raise NotADatabase


def _open(path: Path, patience: float) -> Connection:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        paramstyle="named",
        connect_args={"timeout": patience, "check_same_thread": False},
    )
    connection = engine.connect()
    try:
        with connection.begin():
            for setting in SETTINGS:
                connection.exec_driver_sql(setting)
        schema.migrate(connection, lock=LOCK)
        _use_log(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _use_log(connection: Connection) -> None:
    """Switch to the write-ahead log, in which readers and a writer don't wait for each other; the file remembers it.

    Alone among all statements this one does not wait while another process, at its own first start, does the same.
    So wait for the write lock instead, and ask again.
    """
    for _ in range(TRIES):
        try:
            with connection.begin():
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except OperationalError as error:
            if not errors.is_busy(error):
                raise
            with connection.begin():
                connection.exec_driver_sql(LOCK)
        else:
            return
