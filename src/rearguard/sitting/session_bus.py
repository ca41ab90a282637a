"""The session bus probe for many desktops: locked screen, film, "do not disturb".

It doesn't use the screen savers' idle time (`GetSessionIdleTime`): some count seconds and some milliseconds, and
Plasma on Wayland always returns 0.
"""

from __future__ import annotations

from typing import Final

from rearguard.sitting.dbus import BOOLEAN_CODE, Bus, BusAddress
from rearguard.sitting.desktop import DesktopState

SCREEN_SAVERS: Final = (
    BusAddress("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    BusAddress("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    BusAddress("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    BusAddress("org.mate.ScreenSaver", "/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
    BusAddress("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
)
"""Plasma, GNOME, Cinnamon, MATE, Xfce. `GetActive`: whether it covers the screen."""

INHIBITIONS: Final = (
    (BusAddress("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager"), "IsInhibited", 8),
    (
        BusAddress(
            "org.kde.Solid.PowerManagement.PolicyAgent",
            "/org/kde/Solid/PowerManagement/PolicyAgent",
            "org.kde.Solid.PowerManagement.PolicyAgent",
        ),
        "HasInhibition",
        4,
    ),
)
"""GNOME, Cinnamon and MATE, with their flag for "the session is not idle"; Plasma, with its own for the screen."""

NOTIFICATION_SERVICE: Final = BusAddress(
    "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
)
"""Its property `Inhibited` is Plasma's "do not disturb"."""


class SessionBusProbe:
    """A connection to the session's bus.

    Raises:
        OSError: there is no session bus.
    """

    name = "D-Bus"

    def __init__(self) -> None:
        self._bus = Bus("session")

    def look(self) -> DesktopState:
        """Query all services; a missing service gives no answer."""
        quiet = self._bus.get_property(NOTIFICATION_SERVICE, "Inhibited", BOOLEAN_CODE)
        return DesktopState(
            locked=_any_true([self._bus.call(saver, "GetActive", BOOLEAN_CODE) for saver in SCREEN_SAVERS]),
            film=_any_true(
                [self._bus.call(service, member, BOOLEAN_CODE, flag) for service, member, flag in INHIBITIONS]
            ),
            do_not_disturb=None if quiet is None else bool(quiet),
        )

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()


def _any_true(answers: list[bool | int | str | None]) -> bool | None:
    known = [bool(answer) for answer in answers if answer is not None]
    return any(known) if known else None
