"""The logind probe: locked screen, sleep or shutdown of the machine, programs that keep it awake."""

from __future__ import annotations

from typing import Final

from rearguard.sitting.dbus import BOOLEAN_CODE, STRING_CODE, Bus, BusAddress
from rearguard.sitting.desktop import DesktopState

LOGIND_NAME: Final = "org.freedesktop.login1"
LOGIND_MANAGER: Final = BusAddress(LOGIND_NAME, "/org/freedesktop/login1", f"{LOGIND_NAME}.Manager")
LOGIND_SESSION: Final = BusAddress(
    LOGIND_NAME,
    "/org/freedesktop/login1/session/auto",  # the caller's own, else its user's session with a screen
    f"{LOGIND_NAME}.Session",
)

LOGIND_SIGNAL_RULE: Final = f"type='signal',sender='{LOGIND_NAME}'"
LOGIND_MATCH_RULES: Final = (
    f"{LOGIND_SIGNAL_RULE},interface='{LOGIND_MANAGER.interface}',member='PrepareForSleep'",
    f"{LOGIND_SIGNAL_RULE},interface='{LOGIND_MANAGER.interface}',member='PrepareForShutdown'",
    f"{LOGIND_SIGNAL_RULE},interface='org.freedesktop.DBus.Properties',member='PropertiesChanged',arg0='{LOGIND_SESSION.interface}'",
)
"""Signals to subscribe to. `Lock` is only a request; the change of a property reports the actual lock."""


class LogindProbe:
    """A connection to the machine's bus.

    Raises:
        OSError: there is no system bus.
    """

    name = "logind"

    def __init__(self) -> None:
        self._bus = Bus("system")
        for rule in LOGIND_MATCH_RULES:
            self._bus.subscribe(rule)

    def look(self) -> DesktopState:
        """Return whether the screen is locked and whether a film plays; a machine going to sleep counts as locked."""
        self._bus.drain()
        is_stopping = (
            self._bus.get_property(LOGIND_MANAGER, name, BOOLEAN_CODE)
            for name in ("PreparingForSleep", "PreparingForShutdown")
        )
        locked = True if any(is_stopping) else self._bus.get_property(LOGIND_SESSION, "LockedHint", BOOLEAN_CODE)
        inhibited = self._bus.get_property(LOGIND_MANAGER, "BlockInhibited", STRING_CODE)
        return DesktopState(
            locked=locked if isinstance(locked, bool) else None,
            film="idle" in inhibited.split(":") if isinstance(inhibited, str) else None,
        )

    def fileno(self) -> int:
        """Return the file descriptor that becomes readable on a change."""
        return self._bus.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()
