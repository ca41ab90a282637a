"""A person's journal with a clock: what the use cases write into and read from.

The database is opened when it is first needed, for much of what people ask needs none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from rearguard.app.person.clock import Clock, identifier
from rearguard.app.person.paths import Home
from rearguard.journal.entry import Entry, Kind

if TYPE_CHECKING:
    from rearguard.app.person.progress_checkpoint import Settled
    from rearguard.journal.journal import Journal

PERSON = "me"
"""On one's own machine there is one person."""


class Diary:
    """One person's journal. Close it, or use it as a context."""

    def __init__(self, home: Home, clock: Clock, person: str = PERSON) -> None:
        self.home = home
        self.clock = clock
        self.person = person
        self.wrote = False
        """Whether anything was written since it was opened."""
        self.settled: Settled | None = None
        """What progress has folded of days of which nothing more is told."""
        self._journal: Journal | None = None

    @property
    def journal(self) -> Journal:
        """The journal, opened."""
        if self._journal is None:
            from rearguard.journal.open import open_journal  # noqa: PLC0415 - the database is slow to import

            self._journal = open_journal(self.home.journal)
        return self._journal

    @property
    def exists(self) -> bool:
        """Whether anything was ever written."""
        return self._journal is not None or self.home.journal.exists()

    def open(self) -> None:
        """Open the journal now, if there is one: before threads share it."""
        if self.exists:
            _ = self.journal

    def write(self, *happened: tuple[Kind, Mapping[str, Any]]) -> tuple[Entry, ...]:
        """Append what happened now, all or none, and return the entries once they are safe on disk."""
        at = self.clock.now()
        entries = tuple(
            Entry(id=identifier(at), person=self.person, at=at, kind=kind, data=data) for kind, data in happened
        )
        self.journal.append(entries)
        self.wrote = True
        return entries

    def read(
        self,
        *kinds: Kind,
        since: datetime | None = None,
        until: datetime | None = None,
        having: Mapping[str, str] | None = None,
        newest_first: bool = False,
    ) -> Iterator[Entry]:
        """Yield this person's entries of some kinds (none named: all), as a journal does."""
        wanted: Collection[Kind] | None = kinds or None
        if self.exists:
            yield from self.journal.entries(
                self.person, kinds=wanted, since=since, until=until, having=having, newest_first=newest_first
            )

    def close(self) -> None:
        """Let go of the journal."""
        if self._journal is not None:
            self._journal.close()
            self._journal = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
