"""systemd's logind: a locked screen, a machine that goes to sleep or down, a program that keeps it awake."""

from __future__ import annotations

from typing import Final

from rearguard.sitting.dbus import BOOLEAN_CODE, STRING_CODE, Bus, BusAddress
from rearguard.sitting.desktop import DesktopState

LOGIND_NAME: Final = "org.freedesktop.login1"
LOGIND_MANAGER: Final = BusAddress(LOGIND_NAME, "/org/freedesktop/login1", f"{LOGIND_NAME}.Manager")
LOGIND_SESSION: Final = BusAddress(
    LOGIND_NAME,
    "/org/freedesktop/login1/session/auto",  # the caller's own, or else the one of its user that has a screen
    f"{LOGIND_NAME}.Session",
)

LOGIND_SIGNAL_RULE: Final = f"type='signal',sender='{LOGIND_NAME}'"
LOGIND_MATCH_RULES: Final = (
    f"{LOGIND_SIGNAL_RULE},interface='{LOGIND_MANAGER.interface}',member='PrepareForSleep'",
    f"{LOGIND_SIGNAL_RULE},interface='{LOGIND_MANAGER.interface}',member='PrepareForShutdown'",
    f"{LOGIND_SIGNAL_RULE},interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',arg0='{LOGIND_SESSION.interface}'",
)
"""What is told by itself. The signal `Lock` only asks for it; that it is done is a property's change."""


class LogindProbe:
    """A connection to the machine's bus.

    Raises:
        OSError: there is none.
    """

    name = "logind"

    def __init__(self) -> None:
        self._bus = Bus("system")
        for rule in LOGIND_MATCH_RULES:
            self._bus.subscribe(rule)

    def look(self) -> DesktopState:
        """Return whether the screen is locked and whether a film plays. Who falls asleep has locked it."""
        self._bus.drain()
        going = (
            self._bus.get_property(LOGIND_MANAGER, name, BOOLEAN_CODE)
            for name in ("PreparingForSleep", "PreparingForShutdown")
        )
        locked = True if any(going) else self._bus.get_property(LOGIND_SESSION, "LockedHint", BOOLEAN_CODE)
        blocked = self._bus.get_property(LOGIND_MANAGER, "BlockInhibited", STRING_CODE)
        return DesktopState(
            locked=locked if isinstance(locked, bool) else None,
            film="idle" in blocked.split(":") if isinstance(blocked, str) else None,
        )

    def fileno(self) -> int:
        """Return the file that is readable when one of these changes."""
        return self._bus.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()
