"""The interface of every store of entries."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import Self

from rearguard.journal.entry import Entry, EventKind


class Journal(ABC):
    """An append-only store of entries."""

    @abstractmethod
    def append(self, entries: Iterable[Entry]) -> int:
        """Store entries, all or none, and return how many were new.

        An entry whose id is already stored is ignored, so appending is idempotent. When this returns, the entries
        survive a crash and a power cut.
        """

    @abstractmethod
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
        """Yield a person's entries ordered by (at, id): `since` is included, `until` is not.

        `having` selects the entries whose `data` holds, at any depth, each of these keys with its text.
        """

    @abstractmethod
    def people(self) -> frozenset[str]:
        """Return all people with at least one entry."""

    @abstractmethod
    def forget(self, person: str) -> int:
        """Erase a person's entries without a trace in the files; return how many there were."""

    @abstractmethod
    def close(self) -> None:
        """Release files and connections; closing is idempotent."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
