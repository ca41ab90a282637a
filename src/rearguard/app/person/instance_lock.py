"""A single-instance lock, released by the OS when the process exits."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rearguard.app.person.paths import Paths
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

LOCK_FILE = "watch.lock"


@contextmanager
def hold_instance_lock(paths: Paths) -> Iterator[None]:
    """Hold the lock of the only watcher.

    Raises:
        Refusal: another watcher holds it.
        OSError: the lock file can't be created.
    """
    path = paths.make_data_folder() / LOCK_FILE
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _try_lock(descriptor):
            raise Refusal(Message("Sitting detection is already running."))
        yield
    finally:
        os.close(descriptor)  # which releases the lock; the file stays, since another process may be waiting on it


def is_watcher_running(paths: Paths) -> bool:
    """Whether a watcher is running."""
    try:
        with hold_instance_lock(paths):
            return False
    except Refusal:
        return True
    except OSError:
        return False


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only on Windows

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
