"""What a desktop can be asked."""

from __future__ import annotations

from typing import Protocol

from rearguard.core.value import value


@value(kw_only=True)
class DesktopState:
    """What a desktop tells at one moment; None: it can't tell. Nothing in it says what was typed, or where."""

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
    """Whether the desktop was told to be quiet."""
    saving: bool | None = None
    """Whether the machine saves what is left of its battery."""


class DesktopProbe(Protocol):
    """One way to ask."""

    name: str
    """What is asked, as a person knows it."""

    def look(self) -> DesktopState:
        """Ask. What can't be asked any more is None, and nothing is raised."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...
