"""Opening of a journal by its location."""

from __future__ import annotations

from pathlib import Path

from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message
from rearguard.journal.journal import Journal
from rearguard.journal.memory import MemoryJournal


def open_journal(location: Path | str) -> Journal:
    """Open the journal at a location; create it if there is none.

    Args:
        location: the path of a file; or a URL, "sqlite:///relative" or "sqlite:////absolute"; or "memory:" for a
            journal that is lost when it is closed.

    Raises:
        Refusal: the journal can't be opened; the message says what to do.
    """
    if isinstance(location, str):
        if location == "memory:":
            return MemoryJournal()
        scheme, separator, rest = location.partition("://")
        if separator and scheme != "sqlite":
            # The message does not repeat the location: it may hold a password.
            if scheme.partition("+")[0] in {"postgres", "postgresql"}:
                raise Refusal(
                    Message("A journal in PostgreSQL needs a later version of Rearguard. Give the path of a file.")
                )
            raise InvalidRequest(
                Message("The journal can't be stored in {scheme}. Give the path of a file.", {"scheme": scheme})
            )
        location = Path(rest.removeprefix("/") if separator else location)
    from rearguard.journal.sqlite import SqliteJournal  # noqa: PLC0415 -- SQLAlchemy takes 0.2 s: only for a file

    return SqliteJournal(location)
