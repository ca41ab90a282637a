"""Private folders, and files that are written atomically."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from threading import get_ident

PRIVATE_FOLDER_MODE = 0o700
PRIVATE_FILE_MODE = 0o600
"""Health data: other users of this machine have no access."""

CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""Never opens an existing file or follows a link; O_BINARY keeps line ends on Windows."""


def make_private_folder(folder: Path) -> Path:
    """Create a folder and its parents if needed, and return it.

    Raises:
        OSError: it can't be created.
    """
    folder.mkdir(mode=PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
    return folder


def write_atomically(path: Path, content: bytes | Iterable[bytes], *, durable: bool = False) -> None:
    """Write a private file, or replace it, complete or not at all.

    Args:
        path: its folder exists.
        content: whole, or in chunks.
        durable: whether the content must survive a power failure once this returns.

    Raises:
        OSError: it can't be written; the old file is unchanged.
    """
    # The name is unique among running threads, so a draft of that name is left from a crash.
    draft = path.with_name(f"{path.name}.{os.getpid()}-{get_ident():x}.part")
    try:
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, CREATE_FLAGS, PRIVATE_FILE_MODE), "wb") as file:
            file.writelines((content,) if isinstance(content, bytes) else content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()  # exists only after an error
