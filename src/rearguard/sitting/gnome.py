"""The GNOME probe: Mutter's idle monitor, which works on X11 and Wayland."""

from __future__ import annotations

from typing import Final

from rearguard.sitting.dbus import UINT64_CODE, Bus, BusAddress
from rearguard.sitting.desktop import DesktopState

IDLE_MONITOR: Final = BusAddress(
    "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor"
)


class GnomeProbe:
    """A connection to the session's bus.

    Raises:
        OSError: there is no bus, or no Mutter on it.
    """

    name = "GNOME"

    def __init__(self) -> None:
        self._bus = Bus("session")
        if self.look().idle is None:
            self.close()
            raise OSError("Mutter's idle monitor does not answer")

    def look(self) -> DesktopState:
        """Return the idle time; programs that keep the screen awake do not affect it."""
        idle = self._bus.call(IDLE_MONITOR, "GetIdletime", UINT64_CODE)  # milliseconds
        return DesktopState(idle=None if idle is None else int(idle) / 1000)

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()
