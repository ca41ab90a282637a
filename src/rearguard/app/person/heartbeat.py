"""What the watcher knows and the journal doesn't yet: a small file, so that a crash loses a minute at most."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from typing import Any

from rearguard.app.person.paths import PRIVATE, Home
from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import Span
from rearguard.core.value import value

FILE = "watch.json"


@value(kw_only=True)
class Heartbeat:
    """What a watcher carries. Times are seconds since 1970."""

    spans: tuple[Span, ...] = ()
    """Not in the journal yet, in the order of time; the last may be under way."""
    since: float | None = None
    """Since when somebody has been sitting without a break; None: nobody is known to sit."""
    sign: float | None = None
    """When the last sign of them was seen."""


def read(home: Home) -> Heartbeat:
    """Return what was written last; nothing where it can't be read."""
    try:
        data = json.loads((home.data / FILE).read_bytes())
        since, sign = (None if data[name] is None else float(data[name]) for name in ("since", "sign"))
        return Heartbeat(spans=from_json(data["spans"]), since=since, sign=sign)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return Heartbeat()


def write(home: Home, beat: Heartbeat) -> None:
    """Write it, private, whole or not at all.

    Raises:
        OSError: it can't be written; what was there before is there still.
    """
    home.data.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    path = home.data / FILE
    part = path.with_name(f"{FILE}.part")  # there is one watcher only
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"spans": to_json(beat.spans), "since": beat.since, "sign": beat.sign}, file)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def to_json(spans: Iterable[Span]) -> list[list[Any]]:
    """Return spans as JSON values."""
    return [[span.start, span.end, span.activity.value] for span in spans]


def from_json(data: Iterable[Any]) -> tuple[Span, ...]:
    """Return the spans that JSON values mean.

    Raises:
        ValueError, TypeError: they mean none.
    """
    by_name = {activity.value: activity for activity in Activity}
    return tuple(Span(float(start), float(end), by_name[how]) for start, end, how in data)
