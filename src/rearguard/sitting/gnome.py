"""GNOME: Mutter's idle monitor, which counts on X11 and on Wayland alike."""

from __future__ import annotations

from typing import Final

from rearguard.sitting.dbus import LONG, Bus, Place
from rearguard.sitting.desktop import Look

MONITOR: Final = Place(
    "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor"
)


class Gnome:
    """A connection to the session's bus.

    Raises:
        OSError: there is none, or Mutter isn't on it.
    """

    name = "GNOME"

    def __init__(self) -> None:
        self._bus = Bus("session")
        if self.look().idle is None:
            self.close()
            raise OSError("Mutter's idle monitor does not answer")

    def look(self) -> Look:
        """Return idle time. What keeps the screen awake does not touch it."""
        idle = self._bus.ask(MONITOR, "GetIdletime", LONG)  # milliseconds
        return Look(idle=None if idle is None else int(idle) / 1000)

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()
