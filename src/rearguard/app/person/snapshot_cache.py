"""Snapshots of results computed from the journal, so that a plan needs no database.

A snapshot is valid while the journal's files are unchanged; losing it costs only time.
"""

from __future__ import annotations

import contextlib
import json
from typing import Any

from rearguard.app.person.files import write_atomically
from rearguard.app.person.paths import Paths

JournalMark = list[list[Any]]
"""The state of the journal's files that a snapshot is valid for; [] is never valid."""


def journal_mark(paths: Paths) -> JournalMark:
    """Return size and modification time of the journal's files; an empty write-ahead log counts as missing."""
    marks: JournalMark = []
    for path in (paths.journal, paths.journal.with_name(paths.journal.name + "-wal")):
        with contextlib.suppress(OSError):
            status = path.stat()
            if status.st_size:
                marks.append([status.st_size, status.st_mtime_ns])
    return marks


def recall_snapshot(paths: Paths, name: str, at: JournalMark) -> object:
    """Return the snapshot of a name, as JSON values; None without a snapshot for that mark."""
    try:
        data = json.loads((paths.data / name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not at or not isinstance(data, dict) or data.get("journal") != at:
        return None
    return data.get("record")


def store_snapshot(paths: Paths, name: str, at: JournalMark, record: object) -> None:
    """Write a snapshot, private, complete or not at all; a read-only folder only makes the next start slower."""
    with contextlib.suppress(OSError):
        write_atomically(paths.data / name, json.dumps({"journal": at, "record": record}).encode())
