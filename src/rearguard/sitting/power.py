"""The power probe: whether the machine is saving battery, from power-profiles-daemon and UPower.

On mains power the saving profile doesn't count: some machines use it permanently.
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
"""The name since version 0.20, and the older name."""

POWER_SAVER_PROFILE: Final = "power-saver"


class PowerProbe:
    """A connection to the machine's bus.

    Raises:
        OSError: there is no system bus.
    """

    name = "UPower"

    def __init__(self) -> None:
        self._bus = Bus("system")

    def look(self) -> DesktopState:
        """Return whether the machine is saving battery."""
        on_battery = self._bus.get_property(UPOWER, "OnBattery", BOOLEAN_CODE)
        if not on_battery:
            return DesktopState(saving=None if on_battery is None else False)
        profiles = (self._bus.get_property(address, "ActiveProfile", STRING_CODE) for address in POWER_PROFILES)
        profile = next((profile for profile in profiles if profile is not None), None)
        return DesktopState(saving=None if profile is None else profile == POWER_SAVER_PROFILE)

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()
