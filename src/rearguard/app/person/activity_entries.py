"""What was watched, as entries: always the same one for the same time, so that keeping it twice is keeping it once."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, EventKind

SOURCE_WATCHER = "watch"
"""Who told it: `rearguard watch`."""


def activity_entry(person: str, span: ActivitySpan, source: str = SOURCE_WATCHER) -> Entry:
    """Return the entry of a time that somebody sat or stood."""
    start, end = (datetime.fromtimestamp(at, UTC) for at in (span.start, span.end))
    data = {"from": start.isoformat(), "to": end.isoformat(), "by": source}
    kind = EventKind.SAT
    if span.activity is not Activity.SITTING:
        kind, data = EventKind.MOVED, {**data, "how": span.activity.value}
    digest = hashlib.sha256(json.dumps([person, data]).encode()).digest()
    return Entry(id=uuid7(end, digest[:UUID7_RANDOM_BYTES]), person=person, at=end, kind=kind, data=data)
