"""What desktops of many kinds tell on the session's bus: a locked screen, a film, "do not disturb".

The idle time that a screen saver tells (`GetSessionIdleTime`) is not asked for: some count seconds and some
milliseconds, and Plasma on Wayland always says 0.
"""

from __future__ import annotations

from typing import Final

from rearguard.sitting.dbus import TRUTH, Bus, Place
from rearguard.sitting.desktop import Look

SAVERS: Final = (
    Place("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    Place("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
    Place("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
    Place("org.mate.ScreenSaver", "/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
    Place("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
)
"""Plasma, GNOME, Cinnamon, MATE, Xfce. `GetActive`: whether it covers the screen."""

INHIBITIONS: Final = (
    (Place("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager"), "IsInhibited", 8),
    (
        Place(
            "org.kde.Solid.PowerManagement.PolicyAgent",
            "/org/kde/Solid/PowerManagement/PolicyAgent",
            "org.kde.Solid.PowerManagement.PolicyAgent",
        ),
        "HasInhibition",
        4,
    ),
)
"""GNOME, Cinnamon and MATE, with their flag for "the session is not idle"; Plasma, with its own for the screen."""

NOTIFICATIONS: Final = Place(
    "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
)
"""Its property `Inhibited` is Plasma's "do not disturb"."""


class SessionBus:
    """A connection to the session's bus.

    Raises:
        OSError: there is none.
    """

    name = "D-Bus"

    def __init__(self) -> None:
        self._bus = Bus("session")

    def look(self) -> Look:
        """Ask all; who isn't there says nothing."""
        quiet = self._bus.read(NOTIFICATIONS, "Inhibited", TRUTH)
        return Look(
            locked=_any([self._bus.ask(saver, "GetActive", TRUTH) for saver in SAVERS]),
            film=_any([self._bus.ask(place, member, TRUTH, flag) for place, member, flag in INHIBITIONS]),
            do_not_disturb=None if quiet is None else bool(quiet),
        )

    def close(self) -> None:
        """Close the connection."""
        self._bus.close()


def _any(said: list[bool | int | str | None]) -> bool | None:
    known = [bool(one) for one in said if one is not None]
    return any(known) if known else None
