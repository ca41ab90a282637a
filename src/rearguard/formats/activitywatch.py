"""ActivityWatch's export: its buckets of "afk" events, as spells of sitting.

The form is that of `aw-server`'s export and of its REST interface: `{"buckets": {ID: {"type": …, "events": […]}}}` with
events `{"timestamp": ISO 8601, "duration": seconds, "data": {"status": "afk" | "not-afk"}}`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.core.message import Message
from rearguard.formats.import_error import import_file_error

AFK_BUCKET_TYPE = "afkstatus"
"""The type of the buckets that are read; all others are passed over."""

MAX_AFK_GAP_S = 300.0
"""Seconds without a key after which one may have left; shorter gaps are sitting, as when we watch ourselves."""

MIN_IMPORTED_BOUT_S = 1.0
"""Seconds of a spell that is worth keeping."""


def parse_sitting_bouts(document: Any, file: str, now: float) -> list[ActivitySpan]:  # noqa: ANN401 - whatever JSON said
    """Return the time that somebody sat, in the order of time; where rows or buckets overlap it counts once.

    Args:
        document: as `json` read it.
        file: its name, for what is wrong.
        now: seconds since 1970; nothing may be later.

    Raises:
        ImportFileError: something in it is not as it must be. Then nothing of it counts.
    """
    buckets = document.get("buckets") if isinstance(document, dict) else None
    if not isinstance(buckets, dict):
        raise import_file_error(file, "buckets", Message("is missing: this is not an ActivityWatch export"))
    there: list[ActivitySpan] = []
    for name, bucket in buckets.items():
        if not isinstance(bucket, dict):
            raise import_file_error(file, f"buckets.{name}", Message("must be a table"))
        if bucket.get("type") == AFK_BUCKET_TYPE:
            there += _active_spans(bucket.get("events"), file, f"buckets.{name}.events", now)
    return [spell for spell in _merge_spans(there) if spell.end - spell.start >= MIN_IMPORTED_BOUT_S]


def _active_spans(events: object, file: str, key: str, now: float) -> Iterator[ActivitySpan]:
    if not isinstance(events, list):
        raise import_file_error(file, key, Message("must be a list"))
    for i, event in enumerate(events):
        where = f"{key}.{i}"
        match event:
            case {"timestamp": str() as begun, "duration": int() | float() as lasts, "data": {"status": status}}:
                start = _parse_timestamp(begun, file, where)
            case _:
                raise import_file_error(file, where, Message("must have a timestamp, a duration and a status"))
        if isinstance(lasts, bool) or not 0 <= lasts < math.inf:
            raise import_file_error(file, f"{where}.duration", Message("must be seconds, 0 or more"))
        if start + lasts > now + MAX_AFK_GAP_S:
            raise import_file_error(file, where, Message("is in the future"))
        if status == "not-afk":
            yield ActivitySpan(start, start + lasts, Activity.SITTING)
        elif status != "afk":
            raise import_file_error(file, f"{where}.data.status", Message("must be afk or not-afk"))


def _parse_timestamp(text: str, file: str, where: str) -> float:
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is not None:
            return time.timestamp()
    except (ValueError, OverflowError):
        pass
    raise import_file_error(
        file, f"{where}.timestamp", Message("must be a time with an offset, such as 2026-03-02T14:30:00+01:00")
    )


def _merge_spans(there: Iterable[ActivitySpan]) -> list[ActivitySpan]:
    line: list[ActivitySpan] = []
    for spell in sorted(there, key=lambda spell: spell.start):
        if line and spell.start - line[-1].end <= MAX_AFK_GAP_S:
            line[-1] = replace(line[-1], end=max(line[-1].end, spell.end))
        else:
            line.append(spell)
    return line
