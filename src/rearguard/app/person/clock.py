"""The only clock: what time it is, how much has passed, and the randomness of an identifier."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from rearguard.core.identity import RANDOM_BYTES, uuid7
from rearguard.core.value import value


class Clock(Protocol):
    """Two readings: the date, which can be set, and seconds, which only grow."""

    speed: float
    """How many of its seconds go by in one."""

    def now(self) -> datetime:
        """Return the time, aware."""
        ...

    def seconds(self) -> float:
        """Return seconds since some moment; they go on during a suspend."""
        ...


class SystemClock:
    """This machine's clock.

    Args:
        speed: see `Clock`; anything but 1 is only for trying things out.
    """

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Return seconds that go on during a suspend, so that a session notices one."""
        return _awake_and_asleep() * self.speed


@value(kw_only=True)
class Readings:
    """All clocks at one moment: what the watcher needs to notice a sleep, or a clock that was set."""

    at: float
    """Seconds since 1970, UTC."""
    passed: float
    """Seconds since the machine was started, sleep included where the platform tells."""
    awake: float
    """Without sleep where the platform tells."""


def readings() -> Readings:
    """Read all clocks."""
    return Readings(at=time.time(), passed=_awake_and_asleep(), awake=time.monotonic())


def _awake_and_asleep() -> float:
    """Return seconds since the machine was started, sleep included where the platform tells."""
    if hasattr(time, "CLOCK_BOOTTIME"):  # Linux: the monotonic clock stands still in a suspend
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if hasattr(time, "CLOCK_MONOTONIC_RAW"):  # macOS: Python's own monotonic clock stands still in a sleep
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    return time.monotonic()


def identifier(at: datetime) -> UUID:
    """Return a new identifier that sorts by the time it was made."""
    return uuid7(at, os.urandom(RANDOM_BYTES))
