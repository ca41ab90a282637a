"""An entry of the journal, and the kinds of entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from rearguard.core.value import value

UUID_VERSION = 7
"""Ids of this version begin with their creation time, so they sort by it."""


class EventKind(StrEnum):
    """The kind of an entry. The strings are stored: they never change."""

    SCREENED = "screened"
    SAT = "sat"
    MOVED = "moved"
    SESSION_STARTED = "session-started"
    STEP_DONE = "step-done"
    SET_JUDGED = "set-judged"
    SESSION_ENDED = "session-ended"
    FELT = "felt"
    TESTED = "tested"
    LEVEL_CHANGED = "level-changed"
    NUDGED = "nudged"
    ANSWERED = "answered"
    RETRACTED = "retracted"
    IMPORTED = "imported"


@value(kw_only=True)
class Entry:
    """An entry of the journal; immutable, and the same wherever it is stored.

    Raises:
        ValueError: `at` is not aware, or `id` is not a UUID of version 7.
    """

    id: UUID
    person: str
    at: datetime
    """When it happened, UTC, to the microsecond."""
    kind: EventKind
    version: int = 1
    """The version of the format of `data`."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """JSON values only."""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("at must be aware")
        if self.id.version != UUID_VERSION:
            raise ValueError("id must be a UUID of version 7")
        object.__setattr__(self, "at", self.at.astimezone(UTC))
