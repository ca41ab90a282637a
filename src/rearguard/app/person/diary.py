"""A person's journal with a clock, which the use cases write to and read from.

The database opens on first use, since many commands never need it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rearguard.app.person.clock import Clock, new_id
from rearguard.app.person.paths import Paths
from rearguard.journal.entry import Entry, EventKind

if TYPE_CHECKING:
    from rearguard.app.person.progress_checkpoint import ProgressCheckpoint
    from rearguard.journal.journal import Journal

LOCAL_PERSON = "me"
"""The only person on a personal machine."""


class Diary:
    """The journal of a person. Close it, or use it as a context manager."""

    def __init__(self, paths: Paths, clock: Clock, person: str = LOCAL_PERSON) -> None:
        self.paths = paths
        self.clock = clock
        self.person = person
        self.has_written = False
        """Whether anything was written through this object."""
        self.progress_checkpoint: ProgressCheckpoint | None = None
        """Training progress up to a past day, so that later reads fold only newer entries."""
        self._journal: Journal | None = None

    @property
    def journal(self) -> Journal:
        """The open journal."""
        if self._journal is None:
            from rearguard.journal.open import open_journal  # noqa: PLC0415 - the database is slow to import

            self._journal = open_journal(self.paths.journal)
        return self._journal

    @property
    def exists(self) -> bool:
        """Whether anything was ever written."""
        return self._journal is not None or self.paths.journal.exists()

    def open(self) -> None:
        """Open the journal now if it exists, before threads share it."""
        if self.exists:
            _ = self.journal

    def write(self, *events: tuple[EventKind, Mapping[str, Any]]) -> tuple[Entry, ...]:
        """Append events with the current time, all or none, and return the entries once they are safe on disk."""
        at = self.clock.now()
        entries = tuple(Entry(id=new_id(at), person=self.person, at=at, kind=kind, data=data) for kind, data in events)
        self.journal.append(entries)
        self.has_written = True
        return entries

    def read(
        self,
        *kinds: EventKind,
        since: datetime | None = None,
        until: datetime | None = None,
        having: Mapping[str, str] | None = None,
        newest_first: bool = False,
    ) -> Iterator[Entry]:
        """Yield this person's entries of the given kinds, all kinds without any, as `Journal.entries` does."""
        requested_kinds: Collection[EventKind] | None = kinds or None
        if self.exists:
            yield from self.journal.entries(
                self.person, kinds=requested_kinds, since=since, until=until, having=having, newest_first=newest_first
            )

    def close(self) -> None:
        """Close the journal; the next use opens it again."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
