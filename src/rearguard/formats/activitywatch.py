"""ActivityWatch's export: its buckets of "afk" events as periods of sitting.

The format is that of `aw-server`'s export and of its REST API: `{"buckets": {ID: {"type": …, "events": […]}}}` with
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
"""The type of the buckets that are read; others are ignored."""

MAX_AFK_GAP_S = 300.0
"""Seconds without input after which the person may have left; shorter gaps are sitting, as in our own detection."""

MIN_IMPORTED_BOUT_S = 1.0
"""Seconds; shorter periods are dropped."""


def parse_sitting_bouts(document: Any, file: str, now: float) -> list[ActivitySpan]:  # noqa: ANN401 - any JSON
    """Return the periods of sitting in order of time; overlapping rows and buckets count once.

    Args:
        document: parsed JSON.
        file: its name, for messages.
        now: seconds since 1970; nothing may be later.

    Raises:
        ImportFileError: something in the document is not valid.
    """
    buckets = document.get("buckets") if isinstance(document, dict) else None
    if not isinstance(buckets, dict):
        raise import_file_error(file, "buckets", Message("is missing: this is not an ActivityWatch export"))
    spans: list[ActivitySpan] = []
    for name, bucket in buckets.items():
        if not isinstance(bucket, dict):
            raise import_file_error(file, f"buckets.{name}", Message("must be a table"))
        if bucket.get("type") == AFK_BUCKET_TYPE:
            spans += _active_spans(bucket.get("events"), file, f"buckets.{name}.events", now)
    return [bout for bout in _merge_spans(spans) if bout.end - bout.start >= MIN_IMPORTED_BOUT_S]


def _active_spans(events: object, file: str, key: str, now: float) -> Iterator[ActivitySpan]:
    if not isinstance(events, list):
        raise import_file_error(file, key, Message("must be a list"))
    for i, event in enumerate(events):
        event_key = f"{key}.{i}"
        match event:
            case {
                "timestamp": str() as timestamp,
                "duration": int() | float() as duration_s,
                "data": {"status": status},
            }:
                start = _parse_timestamp(timestamp, file, event_key)
            case _:
                raise import_file_error(file, event_key, Message("must have a timestamp, a duration and a status"))
        if isinstance(duration_s, bool) or not 0 <= duration_s < math.inf:
            raise import_file_error(file, f"{event_key}.duration", Message("must be seconds, 0 or more"))
        if start + duration_s > now + MAX_AFK_GAP_S:
            raise import_file_error(file, event_key, Message("is in the future"))
        if status == "not-afk":
            yield ActivitySpan(start, start + duration_s, Activity.SITTING)
        elif status != "afk":
            raise import_file_error(file, f"{event_key}.data.status", Message("must be afk or not-afk"))


def _parse_timestamp(text: str, file: str, event_key: str) -> float:
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is not None:
            return time.timestamp()
    except (ValueError, OverflowError):
        pass
    raise import_file_error(
        file, f"{event_key}.timestamp", Message("must be a time with an offset, such as 2026-03-02T14:30:00+01:00")
    )


def _merge_spans(spans: Iterable[ActivitySpan]) -> list[ActivitySpan]:
    merged: list[ActivitySpan] = []
    for span in sorted(spans, key=lambda span: span.start):
        if merged and span.start - merged[-1].end <= MAX_AFK_GAP_S:
            merged[-1] = replace(merged[-1], end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
