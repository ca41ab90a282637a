"""What a desktop tells at one moment."""

from __future__ import annotations

from rearguard.core.value import value


@value(kw_only=True)
class Sample:
    """One look. Nothing in it says what was typed, or where."""

    at: float
    """Seconds since 1970, UTC, by the clock on the wall: it may be set."""
    passed: float
    """Seconds since some moment, sleep included: they only grow. They start anew when the machine is."""
    awake: float
    """The same without sleep."""
    idle: float
    """Seconds since the last key or movement of the mouse."""
    busy: bool = False
    """Whether a film plays or a call is on: one sits without touching anything."""
    locked: bool = False
    """Whether the screen is locked."""
