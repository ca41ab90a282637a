"""What the files said when they were last read, so that a start need not read and judge them again.

Reading costs a fifth of a second, most of it importing pydantic; a snapshot costs a few milliseconds. It is a
cache and nothing more: whatever is odd about it, the files are read instead.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rearguard.core import dose
from rearguard.library.folder import File, stamp
from rearguard.library.library import Library
from rearguard.library.serialization import from_json, to_json

NAME = "library.json"


def key(files: Sequence[File]) -> list[Any]:
    """Return what must be the same for a snapshot to hold: each file's stamp, and those of the code that judges.

    The code's stamps stand for the version of the package and of the schema, and change with every installation.
    """
    here = Path(__file__).parent
    code = [*sorted(here.glob("*.py")), *sorted((here.parent / "body").glob("*.py")), Path(dose.__file__)]
    return [
        *([str(path), *stamp(path)] for path in code),
        *([str(file.path), file.kind, *file.stamp] for file in files),
    ]


def recall(cache: Path, files: Sequence[File]) -> Library | None:
    """Return the library as it was kept, or None when a file has changed since or nothing usable was kept."""
    try:
        kept = json.loads((cache / NAME).read_text("utf-8"))
        if kept["key"] != key(files):
            return None
        library: Library = from_json(Library, kept["library"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return library


def keep(cache: Path, files: Sequence[File], library: Library) -> None:
    """Store the library for the next start, whole or not at all and for its owner only; no harm if it can't be."""
    text = json.dumps({"key": key(files), "library": to_json(library, sparse=True)})
    draft = cache / f"{NAME}.{os.getpid()}"
    with contextlib.suppress(OSError):
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
            draft.replace(cache / NAME)
        except FileExistsError:  # a thread of this very process is at it
            return
        except OSError:
            draft.unlink(missing_ok=True)
            raise
