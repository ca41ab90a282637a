"""Whether the machine saves what is left of its battery, as power-profiles-daemon and UPower tell.

Who chose the saving profile once and for all is at a plug most of the time: that saves nothing that will be missed.
"""

from __future__ import annotations

from typing import Final

from rearguard.sitting.dbus import TEXT, TRUTH, Bus, Place
from rearguard.sitting.desktop import Look

UPOWER: Final = Place("org.freedesktop.UPower", "/org/freedesktop/UPower", "org.freedesktop.UPower")

PROFILES: Final = (
    Place(
        "org.freedesktop.UPower.PowerProfiles",
        "/org/freedesktop/UPower/PowerProfiles",
        "org.freedesktop.UPower.PowerProfiles",
    ),
    Place("net.hadess.PowerProfiles", "/net/hadess/PowerProfiles", "net.hadess.PowerProfiles"),
)
"""By its name since version 0.20, and by the older one."""

SAVING: Final = "power-saver"


class Power:
    """A connection to the machine's bus.

    Raises:
        OSError: there is none.
    """

    name = "UPower"

    def __init__(self) -> None:
        self._bus = Bus("system")

    def look(self) -> Look:
        """Return whether it saves."""
        on_battery = self._bus.read(UPOWER, "OnBattery", TRUTH)
        if not on_battery:
            return Look(saving=None if on_battery is None else False)
        told = (self._bus.read(place, "ActiveProfile", TEXT) for place in PROFILES)
        profile = next((one for one in told if one is not None), None)
        return Look(saving=None if profile is None else profile == SAVING)

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()
