"""A cache of the loaded library, which saves reading and checking the files at each start.

Reading the files takes a fifth of a second, mostly for importing pydantic; a snapshot takes a few milliseconds. If
the snapshot is unusable for any reason, the files are read instead.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rearguard.core import dose
from rearguard.library.folder import LibraryFile, file_stamp
from rearguard.library.library import Library
from rearguard.library.serialization import value_from_json, value_json

LIBRARY_SNAPSHOT_FILE = "library.json"


def library_cache_key(files: Sequence[LibraryFile]) -> list[Any]:
    """Return the key of a snapshot: the stamps of all files and of the code that reads them.

    The code's stamps represent the version of the package and of the schema, and change with every installation.
    """
    package = Path(__file__).parent
    code = [*sorted(package.glob("*.py")), *sorted((package.parent / "body").glob("*.py")), Path(dose.__file__)]
    return [
        *([str(path), *file_stamp(path)] for path in code),
        *([str(file.path), file.kind, *file.stamp] for file in files),
    ]


def load_library_snapshot(cache: Path, files: Sequence[LibraryFile]) -> Library | None:
    """Return the cached library; None if a file has changed or there is no usable snapshot."""
    try:
        snapshot = json.loads((cache / LIBRARY_SNAPSHOT_FILE).read_text("utf-8"))
        if snapshot["key"] != library_cache_key(files):
            return None
        library: Library = value_from_json(Library, snapshot["library"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return library


def save_library_snapshot(cache: Path, files: Sequence[LibraryFile], library: Library) -> None:
    """Store the library for the next start, atomically and readable by its owner only; failures are ignored."""
    text = json.dumps({"key": library_cache_key(files), "library": value_json(library, sparse=True)})
    draft = cache / f"{LIBRARY_SNAPSHOT_FILE}.{os.getpid()}"
    with contextlib.suppress(OSError):
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
            draft.replace(cache / LIBRARY_SNAPSHOT_FILE)
        except FileExistsError:  # another thread of this process is writing it
            return
        except OSError:
            draft.unlink(missing_ok=True)
            raise
