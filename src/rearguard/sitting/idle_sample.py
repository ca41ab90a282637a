"""A sample of idle time."""

from __future__ import annotations

from rearguard.core.value import value


@value(kw_only=True)
class IdleSample:
    """Idle time and clocks at a look. It never contains what was typed, or where."""

    at: float
    """Seconds since 1970, UTC, by the wall clock, which may be set."""
    since_boot_s: float
    """Seconds since the machine started, sleep included; they only grow until the next start."""
    awake_s: float
    """The same without sleep."""
    idle_s: float
    """Seconds since the last key or movement of the mouse."""
    is_busy: bool = False
    """Whether a film plays or a call is on: sitting without input."""
    is_locked: bool = False
    """Whether the screen is locked."""
