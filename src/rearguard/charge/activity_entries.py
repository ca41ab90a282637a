"""Journal entries of activity: built from a span, or checked before a person logs one."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.core.errors import InvalidRequest
from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7
from rearguard.core.message import Message
from rearguard.journal.entry import Entry, EventKind

SOURCE_WATCHER = "watch"
"""The source of spans from `rearguard watch`."""

MAX_LOGGED_SPAN = timedelta(hours=24)
"""Longest plausible span of a single activity: a longer one is a typing error in a date."""


def activity_entry(person: str, span: ActivitySpan, source: str = SOURCE_WATCHER) -> Entry:
    """Build the journal entry of a span.

    Its id depends only on the content, so that storing the same span twice has no effect.
    """
    start, end = (datetime.fromtimestamp(at, UTC) for at in (span.start, span.end))
    data = {"from": start.isoformat(), "to": end.isoformat(), "by": source}
    kind = EventKind.SAT
    if span.activity is not Activity.SITTING:
        kind, data = EventKind.MOVED, {**data, "how": span.activity.value}
    digest = hashlib.sha256(json.dumps([person, data]).encode()).digest()
    return Entry(id=uuid7(end, digest[:UUID7_RANDOM_BYTES]), person=person, at=end, kind=kind, data=data)


def check_logged_span(start: datetime, end: datetime, now: datetime) -> None:
    """Check the times of an activity that a person logs.

    Args:
        start: aware.
        end: aware.
        now: aware.

    Raises:
        InvalidRequest: the times are in the wrong order, in the future, or too far apart.
    """
    if not start < end:
        raise InvalidRequest(Message("The end must be after the start."))
    if end > now:
        raise InvalidRequest(Message("It can't end in the future."))
    if end - start > MAX_LOGGED_SPAN:
        raise InvalidRequest(Message("It can't be longer than a day."))
