"""Snapshots of results computed from the journal, so that a plan needs no database.

A snapshot is valid while the journal's files are unchanged; losing it costs only time.
"""

from __future__ import annotations

import contextlib
import json
import os
from typing import Any

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
    """Write it, private, whole or not at all; a folder that can't be written to only makes it slower."""
    path = paths.data / name
    part = path.with_name(f"{name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"journal": at, "record": record}, file)
        part.replace(path)
    with contextlib.suppress(OSError):  # left only where it could not be put in place
        part.unlink()
