"""Entries to append."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from rearguard.core.identity import RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, Kind

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

Data = dict[Any, Any]


def entry(
    number: int, *, person: str = "ada", at: datetime | None = None, kind: Kind = Kind.FELT, data: Data | None = None
) -> Entry:
    """Return the entry of a number: of an id of its own, and a minute later than the entry of the number before."""
    at = NOON + timedelta(minutes=number) if at is None else at
    return Entry(
        id=uuid7(at, number.to_bytes(RANDOM_BYTES, "big")),
        person=person,
        at=at,
        kind=kind,
        data={"number": number} if data is None else data,
    )
