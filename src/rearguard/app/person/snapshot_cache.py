"""What was folded from the journal, kept beside it, so that who only wants a plan need not open a database.

It is believed while the journal's files are exactly as they were; losing it costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
from typing import Any

from rearguard.app.person.paths import Home

Mark = list[list[Any]]
"""What must be the same for something to be believed; [] is believed by nobody."""


def mark(home: Home) -> Mark:
    """Return size and time of the journal's files. An empty write-ahead log is as good as none."""
    marks: Mark = []
    for path in (home.journal, home.journal.with_name(home.journal.name + "-wal")):
        with contextlib.suppress(OSError):
            status = path.stat()
            if status.st_size:
                marks.append([status.st_size, status.st_mtime_ns])
    return marks


def recall(home: Home, name: str, at: Mark) -> object:
    """Return what was kept under a name, as JSON values; None when nothing was kept at that mark."""
    try:
        data = json.loads((home.data / name).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not at or not isinstance(data, dict) or data.get("journal") != at:
        return None
    return data.get("record")


def keep(home: Home, name: str, at: Mark, record: object) -> None:
    """Write it, private, whole or not at all; a folder that can't be written to only makes it slower."""
    path = home.data / name
    part = path.with_name(f"{name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"journal": at, "record": record}, file)
        part.replace(path)
    with contextlib.suppress(OSError):  # left only where it could not be put in place
        part.unlink()
