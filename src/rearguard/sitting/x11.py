"""X11: the idle time of the server's screen saver extension, and whether a window fills the screen.

By ctypes, from the C libraries that every X11 desktop has: libX11 and libXss (XScreenSaver(3)). No key is read: the
extension counts, we ask.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ulong, c_void_p
from typing import Any, Final

from rearguard.sitting.desktop import Look

ATOMS_READ = 64
"""States of a window that are looked at; a window has a handful."""

SUCCESS: Final = 0
ANY_TYPE: Final = 0


class _Info(ctypes.Structure):
    """`XScreenSaverInfo`."""

    _fields_ = (
        ("window", c_ulong),
        ("state", c_int),
        ("kind", c_int),
        ("til_or_since", c_ulong),
        ("idle", c_ulong),  # milliseconds
        ("event_mask", c_ulong),
    )


class X11:
    """A connection to the display.

    Raises:
        OSError: there is no display, no library, or the extension is missing.
    """

    name = "X11"

    def __init__(self) -> None:
        self._x, self._saver = _libraries()
        self._display: int | None = self._x.XOpenDisplay(None)
        if not self._display:
            raise OSError(f"the display {os.environ.get('DISPLAY', '')!r} does not answer")
        first, error = c_int(), c_int()
        if not self._saver.XScreenSaverQueryExtension(self._display, byref(first), byref(error)):
            self.close()
            raise OSError("this display has no MIT-SCREEN-SAVER extension")
        self._root: int = self._x.XDefaultRootWindow(self._display)
        self._info = self._saver.XScreenSaverAllocInfo()

    def look(self) -> Look:
        """Return idle time and full screen."""
        return Look(idle=self.idle(), full_screen=self.full_screen())

    def idle(self) -> float | None:
        """Return seconds since the last input of any kind."""
        if not self._saver.XScreenSaverQueryInfo(self._display, self._root, self._info):
            return None
        milliseconds: int = self._info.contents.idle
        return milliseconds / 1000

    def full_screen(self) -> bool | None:
        """Return whether the active window says that it has the whole screen (EWMH, _NET_WM_STATE)."""
        active = self._property(self._root, "_NET_ACTIVE_WINDOW")
        if not active:
            return None  # no window manager that tells
        return self._atom("_NET_WM_STATE_FULLSCREEN") in self._property(active[0], "_NET_WM_STATE")

    def close(self) -> None:
        """Close the connection."""
        if self._display:
            self._x.XCloseDisplay(self._display)
            self._display = None

    def _atom(self, name: str) -> int:
        atom: int = self._x.XInternAtom(self._display, name.encode(), 0)
        return atom

    def _property(self, window: int, name: str) -> list[int]:
        """Return the numbers of a window's property; none where it has no such property or is gone."""
        kind, form, count, left, data = c_ulong(), c_int(), c_ulong(), c_ulong(), POINTER(c_ulong)()
        got = self._x.XGetWindowProperty(
            self._display, window, self._atom(name), 0, ATOMS_READ, 0, ANY_TYPE,
            byref(kind), byref(form), byref(count), byref(left), byref(data),
        )  # fmt: skip
        if got != SUCCESS or not data:
            return []
        try:
            return [data[i] for i in range(count.value)]
        finally:
            self._x.XFree(data)


def _libraries() -> tuple[Any, Any]:
    try:
        x, saver = (ctypes.CDLL(ctypes.util.find_library(name) or f"lib{name}.so") for name in ("X11", "Xss"))
    except OSError as error:
        raise OSError("libX11 or libXss is missing") from error
    x.XOpenDisplay.restype, x.XOpenDisplay.argtypes = c_void_p, [c_char_p]
    x.XCloseDisplay.argtypes = [c_void_p]
    x.XDefaultRootWindow.restype, x.XDefaultRootWindow.argtypes = c_ulong, [c_void_p]
    x.XInternAtom.restype, x.XInternAtom.argtypes = c_ulong, [c_void_p, c_char_p, c_int]
    x.XFree.argtypes = [c_void_p]
    x.XGetWindowProperty.argtypes = [
        c_void_p, c_ulong, c_ulong, c_long, c_long, c_int, c_ulong,
        POINTER(c_ulong), POINTER(c_int), POINTER(c_ulong), POINTER(c_ulong), POINTER(POINTER(c_ulong)),
    ]  # fmt: skip
    # A window that closes between two questions is an error of the protocol, whose usual handler ends the process.
    x.XSetErrorHandler.argtypes = [c_void_p]
    x.XSetErrorHandler(_ignore)
    saver.XScreenSaverQueryExtension.argtypes = [c_void_p, POINTER(c_int), POINTER(c_int)]
    saver.XScreenSaverAllocInfo.restype = POINTER(_Info)
    saver.XScreenSaverQueryInfo.argtypes = [c_void_p, c_ulong, POINTER(_Info)]
    return x, saver


_ignore = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _display, _event: 0)
