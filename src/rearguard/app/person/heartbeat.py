"""The heartbeat file: what the watcher has not stored in the journal yet, so that a crash loses a minute at most."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from rearguard.app.person.files import make_private_folder, write_atomically
from rearguard.app.person.paths import Paths
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


def write_heartbeat(paths: Paths, beat: Heartbeat) -> None:
    """Write the heartbeat file, private, complete or not at all.

    Raises:
        OSError: it can't be written; the old file is unchanged.
    """
    data = {"spans": spans_json(beat.spans), "since": beat.sitting_since, "sign": beat.last_sign_at}
    write_atomically(make_private_folder(paths.data) / HEARTBEAT_FILE, json.dumps(data).encode())


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
