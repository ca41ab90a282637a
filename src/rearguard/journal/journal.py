"""The interface that every store of entries keeps."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import Self

from rearguard.journal.entry import Entry, EventKind


class Journal(ABC):
    """What happened, append-only."""

    @abstractmethod
    def append(self, entries: Iterable[Entry]) -> int:
        """Store entries, all or none, and return how many were new.

        An entry whose id is already there is passed over, so that appending twice is appending once. When this
        returns, the entries survive a crash and a power cut.
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

        `having` asks for those whose `data` holds, at any depth, each of these keys with this text.
        """

    @abstractmethod
    def people(self) -> frozenset[str]:
        """Return everyone with at least one entry."""

    @abstractmethod
    def forget(self, person: str) -> int:
        """Erase a person's entries so that nothing of them stays in the files; return how many there were."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections. Closing twice is closing once."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
