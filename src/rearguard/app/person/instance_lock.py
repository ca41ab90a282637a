"""One of a kind: a lock that the system takes back when the process that holds it dies, however it dies."""

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
def hold_instance_lock(home: Paths) -> Iterator[None]:
    """Be the only watcher of a home.

    Raises:
        Refusal: there is one already.
        OSError: the lock's file can't be made.
    """
    path = home.make_data_folder() / LOCK_FILE
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _try_lock(descriptor):
            raise Refusal(Message("Sitting detection is already running."))
        yield
    finally:
        os.close(descriptor)  # which gives the lock back; the file stays, for another may be waiting at it


def is_watcher_running(home: Paths) -> bool:
    """Whether a watcher runs for a home."""
    try:
        with hold_instance_lock(home):
            return False
    except Refusal:
        return True
    except OSError:
        return False


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there alone

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
