"""One of a kind: a lock that the system takes back when the process that holds it dies, however it dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rearguard.app.person.paths import Home
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

FILE = "watch.lock"


@contextmanager
def single(home: Home) -> Iterator[None]:
    """Be the only watcher of a home.

    Raises:
        Refusal: there is one already.
        OSError: the lock's file can't be made.
    """
    path = home.private_data() / FILE
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _locked(descriptor):
            raise Refusal(Message("Rearguard is watching already."))
        yield
    finally:
        os.close(descriptor)  # which gives the lock back; the file stays, for another may be waiting at it


def watched_already(home: Home) -> bool:
    """Whether a watcher runs for a home."""
    try:
        with single(home):
            return False
    except Refusal:
        return True
    except OSError:
        return False


def _locked(descriptor: int) -> bool:
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
