"""The only source of time and randomness: the date, elapsed seconds, new identifiers."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7
from rearguard.core.value import value


class Clock(Protocol):
    """A source of two times: the date, which can be set, and seconds, which only grow."""

    speed: float
    """How many of its seconds pass in one real second."""

    def now(self) -> datetime:
        """Return the time, aware."""
        ...

    def seconds(self) -> float:
        """Return seconds since some fixed moment; a suspend counts too."""
        ...


class SystemClock:
    """The clock of this machine.

    Args:
        speed: see `Clock`; anything but 1 is for tests and demonstrations.
    """

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Return seconds since the start; a suspend counts too, so that a session notices it."""
        return _seconds_since_boot() * self.speed


@value(kw_only=True)
class ClockSnapshot:
    """The readings of all clocks at one moment, from which the watcher notices a sleep or a clock that was set."""

    at: float
    """Seconds since 1970, UTC."""
    since_boot_s: float
    """Seconds since the machine started, sleep included where the platform counts it."""
    awake_s: float
    """The same without sleep, where the platform can tell them apart."""


def read_clocks() -> ClockSnapshot:
    """Read all clocks."""
    return ClockSnapshot(at=time.time(), since_boot_s=_seconds_since_boot(), awake_s=time.monotonic())


def _seconds_since_boot() -> float:
    """Return seconds since the machine started, sleep included where the platform counts it."""
    if hasattr(time, "CLOCK_BOOTTIME"):  # Linux: the monotonic clock stands still in a suspend
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if hasattr(time, "CLOCK_MONOTONIC_RAW"):  # macOS: Python's own monotonic clock stands still in a sleep
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    return time.monotonic()


def new_id(at: datetime) -> UUID:
    """Return a new identifier that sorts by its time."""
    return uuid7(at, os.urandom(UUID7_RANDOM_BYTES))
