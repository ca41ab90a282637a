"""The heartbeat file: what the watcher has not stored in the journal yet, so that a crash loses a minute at most."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from typing import Any

from rearguard.app.person.paths import PRIVATE_FOLDER_MODE, Paths
from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.core.value import value

HEARTBEAT_FILE = "watch.json"


@value(kw_only=True)
class Heartbeat:
    """The unsaved state of a watcher. Times are seconds since 1970."""

    spans: tuple[ActivitySpan, ...] = ()
    """Spans not in the journal yet, in order of time; the last may still be open."""
    sitting_since: float | None = None
    """Start of the current sitting without a break; None: no known sitting."""
    last_sign_at: float | None = None
    """Time of the last sign of sitting."""


def read_heartbeat(paths: Paths) -> Heartbeat:
    """Return the last heartbeat; an empty one if the file can't be read."""
    try:
        data = json.loads((paths.data / HEARTBEAT_FILE).read_bytes())
        sitting_since, last_sign_at = (None if data[name] is None else float(data[name]) for name in ("since", "sign"))
        return Heartbeat(spans=parse_spans(data["spans"]), sitting_since=sitting_since, last_sign_at=last_sign_at)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return Heartbeat()


def write_heartbeat(home: Paths, beat: Heartbeat) -> None:
    """Write it, private, whole or not at all.

    Raises:
        OSError: it can't be written; what was there before is there still.
    """
    home.data.mkdir(mode=PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
    path = home.data / HEARTBEAT_FILE
    part = path.with_name(f"{HEARTBEAT_FILE}.part")  # there is one watcher only
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"spans": spans_json(beat.spans), "since": beat.sitting_since, "sign": beat.last_sign_at}, file)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def spans_json(spans: Iterable[ActivitySpan]) -> list[list[Any]]:
    """Return spans as JSON values: start, end, activity."""
    return [[span.start, span.end, span.activity.value] for span in spans]


def parse_spans(data: Iterable[Any]) -> tuple[ActivitySpan, ...]:
    """Parse the JSON values of `spans_json`.

    Raises:
        ValueError, TypeError, KeyError: they are not spans.
    """
    activities = {activity.value: activity for activity in Activity}
    return tuple(ActivitySpan(float(start), float(end), activities[activity]) for start, end, activity in data)
