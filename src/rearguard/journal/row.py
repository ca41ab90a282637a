"""The stored form of an entry: the same columns in every store."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from rearguard.journal.entry import Entry, EventKind

ROW_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE_MICROSECOND = timedelta(microseconds=1)

_encode = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode

EVENT_KINDS = {kind.value: kind for kind in EventKind}


class DamagedRow(ValueError):
    """A row that `encode_entry` can't have produced."""


class EntryRow(NamedTuple):
    """The columns of an entry; the first two are its sort key."""

    at: int
    """Microseconds since 1970: exact, unlike a float, and in numeric order."""
    id: str
    """The UUID's usual 36 characters: they sort like the UUID, can be searched for in any database's shell, and are the
    form in which `data` refers to other entries."""
    person: str
    kind: str
    version: int
    data: str
    """JSON in ASCII, so that no database's encoding limits what a string may hold."""

    def to_entry(self) -> Entry | None:
        """Return the entry; None for an unknown kind, written by a newer version.

        Raises:
            DamagedRow: another program has written to the store.
        """
        kind = EVENT_KINDS.get(self.kind)
        if kind is None:
            return None
        try:
            return Entry(
                id=UUID(self.id),
                person=self.person,
                at=ROW_EPOCH + timedelta(microseconds=self.at),
                kind=kind,
                version=self.version,
                data=json.loads(self.data),
            )
        except (ValueError, TypeError, OverflowError) as error:
            raise DamagedRow(f"row {self.id}: {error}") from error


def encode_entry(entry: Entry) -> EntryRow:
    """Return the row of an entry.

    Raises:
        ValueError: `data` would not survive a round trip through JSON: it holds a tuple, a set, NaN, or a key that is
            no string.
    """
    data = dict(entry.data)
    try:
        encoded = _encode(data)
    except TypeError as error:
        raise ValueError(f"data is not JSON: {error}") from error
    if json.loads(encoded) != data:
        raise ValueError("data is not JSON: it would not come back as it is")
    return EntryRow(to_microseconds(entry.at), str(entry.id), entry.person, entry.kind.value, entry.version, encoded)


def encode_fragment(key: str, value: str) -> str:
    """Return a key with a text as it stands in `data`; inside a string its quotes would be escaped."""
    return _encode({key: value})[1:-1]


def to_microseconds(at: datetime) -> int:
    """Return the microseconds since 1970 of an aware time, exactly."""
    return (at - ROW_EPOCH) // ONE_MICROSECOND
