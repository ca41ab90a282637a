"""What can go wrong with a journal in a file of SQLite, in words that say what to do."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.journal.row import DamagedRow
from rearguard.journal.schema import Foreign, Newer


class NotADatabase(Exception):
    """The file is there, and SQLite would not notice that it is not its own."""


UNWRITABLE = Message(
    "The journal {file} can't be written. Check that the disk is not read-only and that the file and its folder are "
    "yours."
)
DAMAGED = Message(
    "The journal {file} is damaged. Put a backup in its place; or move it elsewhere, and a new journal will be made."
)
NOT_A_JOURNAL = Message("{file} is not a journal. Move it elsewhere, and a new journal will be made.")

BY_TYPE: dict[type[Exception], Message] = {
    OSError: Message("The journal {file} can't be made: {reason}. Choose a folder that you may write to."),
    Newer: Message(
        "The journal {file} was written by a newer version of this program. Upgrade to that version; its entries are "
        "safe."
    ),
    Foreign: Message("{file} belongs to another program. Name another file for the journal."),
    NotADatabase: NOT_A_JOURNAL,
    DamagedRow: DAMAGED,
}

BY_CODE = {
    sqlite3.SQLITE_BUSY: Message(
        "Another program has kept the journal {file} busy for {seconds} seconds. Close it and try again."
    ),
    sqlite3.SQLITE_READONLY: UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: UNWRITABLE,
    sqlite3.SQLITE_PERM: UNWRITABLE,
    sqlite3.SQLITE_FULL: Message(
        "The disk that holds the journal {file} is full. Make room and try again; what was stored before is safe."
    ),
    sqlite3.SQLITE_IOERR: Message(
        "The disk that holds the journal {file} reports an error ({reason}). Check that it is neither full"
        " nor failing, and try again."
    ),
    sqlite3.SQLITE_NOTADB: NOT_A_JOURNAL,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
}

PRIMARY = 0xFF
"""The part of SQLite's error codes that says what went wrong; the rest says where (sqlite.org/rescode.html)."""


def refusal(error: BaseException, file: Path, patience: float) -> Refusal | None:
    """Return what an error means for the user; None when it is a bug of ours.

    Args:
        error: what SQLAlchemy, the driver, or the reading of a row raised.
        file: the journal's.
        patience: how many seconds another program was waited for.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    message = _of_sqlite(cause) if isinstance(cause, sqlite3.Error) else _of_ours(cause)
    if message is None:
        return None
    return Refusal(replace(message, values={"file": str(file), "seconds": f"{patience:g}", "reason": str(cause)}))


def is_busy(error: DBAPIError) -> bool:
    """Return whether another program was in the way."""
    return _code(error.orig) == sqlite3.SQLITE_BUSY


def _of_ours(error: BaseException | None) -> Message | None:
    return next((message for kind, message in BY_TYPE.items() if isinstance(error, kind)), None)


def _of_sqlite(error: sqlite3.Error) -> Message | None:
    # The driver raises this one by itself, without a code of SQLite's.
    return DAMAGED if "decode to UTF-8" in str(error) else BY_CODE.get(_code(error))


def _code(error: object) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & PRIMARY
