"""Whether the machine saves what is left of its battery, as power-profiles-daemon and UPower tell.

Who chose the saving profile once and for all is at a plug most of the time: that saves nothing that will be missed.
"""

from __future__ import annotations

from typing import Final

from rearguard.sitting.dbus import BOOLEAN_CODE, STRING_CODE, Bus, BusAddress
from rearguard.sitting.desktop import DesktopState

UPOWER: Final = BusAddress("org.freedesktop.UPower", "/org/freedesktop/UPower", "org.freedesktop.UPower")

POWER_PROFILES: Final = (
    BusAddress(
        "org.freedesktop.UPower.PowerProfiles",
        "/org/freedesktop/UPower/PowerProfiles",
        "org.freedesktop.UPower.PowerProfiles",
    ),
    BusAddress("net.hadess.PowerProfiles", "/net/hadess/PowerProfiles", "net.hadess.PowerProfiles"),
)
"""By its name since version 0.20, and by the older one."""

POWER_SAVER_PROFILE: Final = "power-saver"


class PowerProbe:
    """A connection to the machine's bus.

    Raises:
        OSError: there is none.
    """

    name = "UPower"

    def __init__(self) -> None:
        self._bus = Bus("system")

    def look(self) -> DesktopState:
        """Return whether it saves."""
        on_battery = self._bus.get_property(UPOWER, "OnBattery", BOOLEAN_CODE)
        if not on_battery:
            return DesktopState(saving=None if on_battery is None else False)
        told = (self._bus.get_property(place, "ActiveProfile", STRING_CODE) for place in POWER_PROFILES)
        profile = next((one for one in told if one is not None), None)
        return DesktopState(saving=None if profile is None else profile == POWER_SAVER_PROFILE)

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()
