"""The interface of desktop probes, and the state that they report."""

from __future__ import annotations

from typing import Protocol

from rearguard.core.value import value


@value(kw_only=True)
class DesktopState:
    """The state of a desktop at a moment; None: unknown. It never contains what was typed, or where."""

    idle: float | None = None
    """Seconds since the last key or movement of the mouse."""
    film: bool | None = None
    """Whether a program keeps the screen awake, as one that plays a film does."""
    call: bool | None = None
    """Whether a microphone or a camera is in use."""
    locked: bool | None = None
    """Whether the screen is locked."""
    full_screen: bool | None = None
    """Whether one window has the whole screen."""
    do_not_disturb: bool | None = None
    """Whether the desktop is set to "do not disturb"."""
    saving: bool | None = None
    """Whether the machine is saving battery."""


class DesktopProbe(Protocol):
    """A source of desktop state."""

    name: str
    """The name of the source for people."""

    def look(self) -> DesktopState:
        """Return the current state; values that can't be read are None, and nothing is raised."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...
