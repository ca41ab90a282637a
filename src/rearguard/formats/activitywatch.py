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
from rearguard.charge.activity_span import Span
from rearguard.core.message import Message
from rearguard.formats.import_error import wrong

AFK = "afkstatus"
"""The type of the buckets that are read; all others are passed over."""

QUIET = 300.0
"""Seconds without a key after which one may have left; shorter gaps are sitting, as when we watch ourselves."""

SHORTEST = 1.0
"""Seconds of a spell that is worth keeping."""


def spells(document: Any, file: str, now: float) -> list[Span]:  # noqa: ANN401 - whatever JSON said
    """Return the time that somebody sat, in the order of time; where rows or buckets overlap it counts once.

    Args:
        document: as `json` read it.
        file: its name, for what is wrong.
        now: seconds since 1970; nothing may be later.

    Raises:
        Unreadable: something in it is not as it must be. Then nothing of it counts.
    """
    buckets = document.get("buckets") if isinstance(document, dict) else None
    if not isinstance(buckets, dict):
        raise wrong(file, "buckets", Message("is missing: this is no export of ActivityWatch"))
    there: list[Span] = []
    for name, bucket in buckets.items():
        if not isinstance(bucket, dict):
            raise wrong(file, f"buckets.{name}", Message("must be a table"))
        if bucket.get("type") == AFK:
            there += _present(bucket.get("events"), file, f"buckets.{name}.events", now)
    return [spell for spell in _joined(there) if spell.end - spell.start >= SHORTEST]


def _present(events: object, file: str, key: str, now: float) -> Iterator[Span]:
    if not isinstance(events, list):
        raise wrong(file, key, Message("must be a list"))
    for i, event in enumerate(events):
        where = f"{key}.{i}"
        match event:
            case {"timestamp": str() as begun, "duration": int() | float() as lasts, "data": {"status": status}}:
                start = _seconds(begun, file, where)
            case _:
                raise wrong(file, where, Message("must have a timestamp, a duration and a status"))
        if isinstance(lasts, bool) or not 0 <= lasts < math.inf:
            raise wrong(file, f"{where}.duration", Message("must be seconds, 0 or more"))
        if start + lasts > now + QUIET:
            raise wrong(file, where, Message("lies in the future"))
        if status == "not-afk":
            yield Span(start, start + lasts, Activity.SITTING)
        elif status != "afk":
            raise wrong(file, f"{where}.data.status", Message("must be afk or not-afk"))


def _seconds(text: str, file: str, where: str) -> float:
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is not None:
            return time.timestamp()
    except (ValueError, OverflowError):
        pass
    raise wrong(file, f"{where}.timestamp", Message("must be a time with an offset, as in 2026-03-02T14:30:00+01:00"))


def _joined(there: Iterable[Span]) -> list[Span]:
    line: list[Span] = []
    for spell in sorted(there, key=lambda spell: spell.start):
        if line and spell.start - line[-1].end <= QUIET:
            line[-1] = replace(line[-1], end=max(line[-1].end, spell.end))
        else:
            line.append(spell)
    return line
