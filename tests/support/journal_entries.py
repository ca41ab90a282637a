"""Entries to append."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, EventKind

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

JsonObject = dict[Any, Any]


def make_entry(
    number: int,
    *,
    person: str = "ada",
    at: datetime | None = None,
    kind: EventKind = EventKind.FELT,
    data: JsonObject | None = None,
) -> Entry:
    """Return the entry of a number, with its own id, a minute after the entry of the number before."""
    at = NOON + timedelta(minutes=number) if at is None else at
    return Entry(
        id=uuid7(at, number.to_bytes(UUID7_RANDOM_BYTES, "big")),
        person=person,
        at=at,
        kind=kind,
        data={"number": number} if data is None else data,
    )
