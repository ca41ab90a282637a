"""systemd's logind: a locked screen, a machine that goes to sleep or down, a program that keeps it awake."""

from __future__ import annotations

from typing import Final

from rearguard.sitting.dbus import TEXT, TRUTH, Bus, Place
from rearguard.sitting.desktop import Look

NAME: Final = "org.freedesktop.login1"
MANAGER: Final = Place(NAME, "/org/freedesktop/login1", f"{NAME}.Manager")
SESSION: Final = Place(
    NAME,
    "/org/freedesktop/login1/session/auto",  # the caller's own, or else the one of its user that has a screen
    f"{NAME}.Session",
)

SIGNAL: Final = f"type='signal',sender='{NAME}'"
CHANGES: Final = (
    f"{SIGNAL},interface='{MANAGER.interface}',member='PrepareForSleep'",
    f"{SIGNAL},interface='{MANAGER.interface}',member='PrepareForShutdown'",
    f"{SIGNAL},interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',arg0='{SESSION.interface}'",
)
"""What is told by itself. The signal `Lock` only asks for it; that it is done is a property's change."""


class Logind:
    """A connection to the machine's bus.

    Raises:
        OSError: there is none.
    """

    name = "logind"

    def __init__(self) -> None:
        self._bus = Bus("system")
        for rule in CHANGES:
            self._bus.listen(rule)

    def look(self) -> Look:
        """Return whether the screen is locked and whether a film plays. Who falls asleep has locked it."""
        self._bus.drain()
        going = (self._bus.read(MANAGER, name, TRUTH) for name in ("PreparingForSleep", "PreparingForShutdown"))
        locked = True if any(going) else self._bus.read(SESSION, "LockedHint", TRUTH)
        blocked = self._bus.read(MANAGER, "BlockInhibited", TEXT)
        return Look(
            locked=locked if isinstance(locked, bool) else None,
            film="idle" in blocked.split(":") if isinstance(blocked, str) else None,
        )

    def fileno(self) -> int:
        """Return the file that is readable when one of these changes."""
        return self._bus.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()
