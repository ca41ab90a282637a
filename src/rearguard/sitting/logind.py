"""What systemd's logind and the desktop's session tell by D-Bus: a locked screen, a film, "do not disturb".

By ctypes from libsystemd, which every system with logind has: a D-Bus library in Python would double the memory of a
program that looks all day.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_char, c_char_p, c_int, c_uint32, c_uint64, c_void_p
from typing import Any, Final

from rearguard.sitting.desktop import Look

PATIENCE: Final = 2_000_000
"""Microseconds for an answer; who takes longer hangs."""

IDLE: Final = 8
"""The flag of GNOME's session manager for "the session is not idle"."""

Place = tuple[bytes, bytes, bytes]
"""Whom to ask: the name on the bus, the object, the interface."""

SESSION: Final[Place] = (
    b"org.freedesktop.login1",
    b"/org/freedesktop/login1/session/auto",  # the caller's session, or else the user's one with a screen
    b"org.freedesktop.login1.Session",
)
MANAGER: Final[Place] = (b"org.freedesktop.login1", b"/org/freedesktop/login1", b"org.freedesktop.login1.Manager")
NOTIFICATIONS: Final[Place] = (
    b"org.freedesktop.Notifications",
    b"/org/freedesktop/Notifications",
    b"org.freedesktop.Notifications",
)
GNOME: Final[Place] = (b"org.gnome.SessionManager", b"/org/gnome/SessionManager", b"org.gnome.SessionManager")


class Logind:
    """A connection to the system's bus, and to the session's where there is one.

    Raises:
        OSError: there is no libsystemd, or no system bus.
    """

    name = "logind"

    def __init__(self) -> None:
        self._library = _library()
        self._system = self._open("sd_bus_open_system")
        if self._system is None:
            raise OSError("the system's D-Bus does not answer")
        self._session = self._open("sd_bus_open_user")

    def look(self) -> Look:
        """Return whether the screen is locked, a film plays, the desktop is to be quiet."""
        blocked = self._text(self._system, MANAGER, b"BlockInhibited")
        said = (None if blocked is None else "idle" in blocked.split(":"), self._gnome_inhibited())
        films = [one for one in said if one is not None]
        return Look(
            locked=self._truth(self._system, SESSION, b"LockedHint"),
            film=any(films) if films else None,
            do_not_disturb=self._truth(self._session, NOTIFICATIONS, b"Inhibited"),  # KDE tells it
        )

    def close(self) -> None:
        """Close both connections."""
        for bus in (self._system, self._session):
            if bus is not None:
                self._library.sd_bus_flush_close_unref(bus)
        self._system = self._session = None

    def _open(self, how: str) -> c_void_p | None:
        bus = c_void_p()
        if getattr(self._library, how)(byref(bus)) < 0:
            return None
        self._library.sd_bus_set_method_call_timeout(bus, PATIENCE)
        return bus

    def _truth(self, bus: c_void_p | None, place: Place, name: bytes) -> bool | None:
        if bus is None:
            return None
        answer = c_int()
        got = self._library.sd_bus_get_property_trivial(bus, *place, name, None, b"b", byref(answer))
        return bool(answer.value) if got >= 0 else None

    def _text(self, bus: c_void_p | None, place: Place, name: bytes) -> str | None:
        if bus is None:
            return None
        answer = c_void_p()
        if self._library.sd_bus_get_property_string(bus, *place, name, None, byref(answer)) < 0:
            return None
        try:
            return ctypes.string_at(answer.value or 0).decode()
        finally:
            _c_library().free(answer)

    def _gnome_inhibited(self) -> bool | None:
        """Return whether a program asked GNOME to keep the screen awake."""
        if self._session is None:
            return None
        reply, answer = c_void_p(), c_int()
        got = self._library.sd_bus_call_method(
            self._session, *map(c_char_p, GNOME), c_char_p(b"IsInhibited"),
            None, byref(reply), c_char_p(b"u"), c_uint32(IDLE),
        )  # fmt: skip
        if got < 0:
            return None
        try:
            read = self._library.sd_bus_message_read_basic(reply, b"b", byref(answer))
            return bool(answer.value) if read >= 0 else None
        finally:
            self._library.sd_bus_message_unref(reply)


def _library() -> Any:  # noqa: ANN401 - a C library
    library = ctypes.CDLL("libsystemd.so.0")
    for opener in (library.sd_bus_open_system, library.sd_bus_open_user):
        opener.argtypes = [POINTER(c_void_p)]
    library.sd_bus_set_method_call_timeout.argtypes = [c_void_p, c_uint64]
    asked: tuple[Any, ...] = (c_void_p, c_char_p, c_char_p, c_char_p, c_char_p, c_void_p)
    library.sd_bus_get_property_trivial.argtypes = [*asked, c_char, c_void_p]
    library.sd_bus_get_property_string.argtypes = [*asked, POINTER(c_void_p)]
    library.sd_bus_message_read_basic.argtypes = [c_void_p, c_char, c_void_p]
    library.sd_bus_message_unref.restype, library.sd_bus_message_unref.argtypes = c_void_p, [c_void_p]
    library.sd_bus_flush_close_unref.restype, library.sd_bus_flush_close_unref.argtypes = c_void_p, [c_void_p]
    return library


def _c_library() -> Any:  # noqa: ANN401 - as above
    library = ctypes.CDLL(None)
    library.free.restype, library.free.argtypes = None, [c_void_p]
    return library
