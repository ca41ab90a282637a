"""What was watched, as entries: always the same one for the same time, so that keeping it twice is keeping it once."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import Span
from rearguard.core.identity import RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, Kind

BY_WATCH = "watch"
"""Who told it: `rearguard watch`."""


def watched(person: str, span: Span, by: str = BY_WATCH) -> Entry:
    """Return the entry of a time that somebody sat or stood."""
    start, end = (datetime.fromtimestamp(at, UTC) for at in (span.start, span.end))
    data = {"from": start.isoformat(), "to": end.isoformat(), "by": by}
    kind = Kind.SAT
    if span.activity is not Activity.SITTING:
        kind, data = Kind.MOVED, {**data, "how": span.activity.value}
    digest = hashlib.sha256(json.dumps([person, data]).encode()).digest()
    return Entry(id=uuid7(end, digest[:RANDOM_BYTES]), person=person, at=end, kind=kind, data=data)
