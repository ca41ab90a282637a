"""Errors of a journal in an SQLite file, as messages that say what to do."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.journal.row import DamagedRow
from rearguard.journal.schema import ForeignDatabase, NewerSchema


class NotADatabase(Exception):
    """The file is no SQLite database, and SQLite itself would not notice."""


JOURNAL_UNWRITABLE = Message(
    "Can't write to the journal {file}. Check that the disk is not read-only and that you own the file and its folder."
)
JOURNAL_DAMAGED = Message(
    "The journal {file} is damaged. Replace it with a backup, or move it elsewhere to start a new journal."
)
NOT_A_JOURNAL = Message("{file} is not a journal. Move it elsewhere to start a new journal.")

MESSAGES_BY_TYPE: dict[type[Exception], Message] = {
    OSError: Message("The journal {file} can't be created: {reason}. Choose a folder you can write to."),
    NewerSchema: Message(
        "The journal {file} was written by a newer version of Rearguard. Update Rearguard; your entries are safe."
    ),
    ForeignDatabase: Message("{file} belongs to another program. Choose another file for the journal."),
    NotADatabase: NOT_A_JOURNAL,
    DamagedRow: JOURNAL_DAMAGED,
}

MESSAGES_BY_CODE = {
    sqlite3.SQLITE_BUSY: Message(
        "Another program has blocked the journal {file} for {seconds} seconds. Close that program and try again."
    ),
    sqlite3.SQLITE_READONLY: JOURNAL_UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: JOURNAL_UNWRITABLE,
    sqlite3.SQLITE_PERM: JOURNAL_UNWRITABLE,
    sqlite3.SQLITE_FULL: Message(
        "The disk with the journal {file} is full. Free some space and try again. What was saved before is safe."
    ),
    sqlite3.SQLITE_IOERR: Message(
        "The disk with the journal {file} reports an error ({reason}). Check that it isn't full or "
        "failing, and try again."
    ),
    sqlite3.SQLITE_NOTADB: NOT_A_JOURNAL,
    sqlite3.SQLITE_CORRUPT: JOURNAL_DAMAGED,
}

PRIMARY_CODE_MASK = 0xFF
"""The primary part of SQLite's error codes; the rest gives details (sqlite.org/rescode.html)."""


def refusal_from_error(error: BaseException, file: Path, timeout_s: float) -> Refusal | None:
    """Return an error as a message for the user; None when it is a bug of the program.

    Args:
        error: raised by SQLAlchemy, by the driver, or while reading a row.
        file: the journal's file.
        timeout_s: how many seconds the journal waited for another program.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    message = _message_by_code(cause) if isinstance(cause, sqlite3.Error) else _message_by_type(cause)
    if message is None:
        return None
    return Refusal(replace(message, values={"file": str(file), "seconds": f"{timeout_s:g}", "reason": str(cause)}))


def is_busy(error: DBAPIError) -> bool:
    """Return whether another program had locked the database."""
    return _primary_code(error.orig) == sqlite3.SQLITE_BUSY


def _message_by_type(error: BaseException | None) -> Message | None:
    return next((message for kind, message in MESSAGES_BY_TYPE.items() if isinstance(error, kind)), None)


def _message_by_code(error: sqlite3.Error) -> Message | None:
    # The driver itself raises this error, without an SQLite code.
    return JOURNAL_DAMAGED if "decode to UTF-8" in str(error) else MESSAGES_BY_CODE.get(_primary_code(error))


def _primary_code(error: object) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & PRIMARY_CODE_MASK
