"""The X11 probe: the idle time of the server's screen saver extension, and whether a window fills the screen.

It uses ctypes and the C libraries that every X11 desktop has: libX11 and libXss (XScreenSaver(3)). It reads no keys:
the extension counts the idle time.

Xlib ends the process when the server goes away; only libX11 1.7 and newer can prevent that. So each request first
checks for the end of the connection, after which no request is made.
"""

from __future__ import annotations

import ctypes
import os
import select
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_ulong, c_void_p
from typing import Any, Final

from rearguard.sitting.desktop import DesktopState

MAX_ATOMS = 64
"""Most window states that are read; a window has a handful."""

X11_LIBRARIES: Final = ("libX11.so.6", "libXss.so.1")
"""Library names with ABI version; `ctypes.util.find_library` would start programs to find them."""

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


class X11Probe:
    """A connection to the display.

    Raises:
        OSError: there is no display, no library, or the extension is missing; or it runs on Wayland.
    """

    name = "X11"

    def __init__(self) -> None:
        if os.environ.get("WAYLAND_DISPLAY"):
            raise OSError("on Wayland X11 knows only what is typed into its own windows")
        self._x, self._saver = _load_libraries()
        self._info = self._saver.XScreenSaverAllocInfo()
        self._display: int | None = self._x.XOpenDisplay(None)
        if not self._display:
            raise OSError(f"the display {os.environ.get('DISPLAY', '')!r} does not answer")
        if hasattr(self._x, "XSetIOErrorExitHandler"):
            self._x.XSetIOErrorExitHandler(self._display, _ignore_exit, None)
        self._hangup_poll = select.poll()
        self._hangup_poll.register(self._x.XConnectionNumber(self._display), 0)  # 0: only reports the hang-up
        first, error = c_int(), c_int()
        if not self._saver.XScreenSaverQueryExtension(self._display, byref(first), byref(error)):
            self.close()
            raise OSError("this display has no MIT-SCREEN-SAVER extension")
        self._root: int = self._x.XDefaultRootWindow(self._display)

    def look(self) -> DesktopState:
        """Return idle time and full screen; an empty state once the server is gone."""
        if not self._is_connected():
            return DesktopState()
        state = DesktopState(idle=self._idle(), full_screen=self._full_screen())
        return state if self._is_connected() else DesktopState()

    def close(self) -> None:
        """Close the connection; if the server is gone, leave it open, since Xlib would contact the server."""
        if self._display and self._is_connected():
            self._x.XCloseDisplay(self._display)
        self._display = None

    def _is_connected(self) -> bool:
        return self._display is not None and not self._hangup_poll.poll(0)

    def _idle(self) -> float | None:
        """Return the seconds since the last input."""
        if not self._saver.XScreenSaverQueryInfo(self._display, self._root, self._info):
            return None
        milliseconds: int = self._info.contents.idle
        return milliseconds / 1000

    def _full_screen(self) -> bool | None:
        """Return whether the active window is in full screen (EWMH, _NET_WM_STATE)."""
        active = self._property(self._root, "_NET_ACTIVE_WINDOW")
        if not active:
            return None  # no window manager that reports it
        if not active[0]:
            return False  # no window is active
        return self._atom("_NET_WM_STATE_FULLSCREEN") in self._property(active[0], "_NET_WM_STATE")

    def _atom(self, name: str) -> int:
        atom: int = self._x.XInternAtom(self._display, name.encode(), 0)
        return atom

    def _property(self, window: int, name: str) -> list[int]:
        """Return the numbers of a window's property; empty if the property or the window is gone."""
        type_atom, format_bits, count, remaining, data = c_ulong(), c_int(), c_ulong(), c_ulong(), POINTER(c_ulong)()
        status = self._x.XGetWindowProperty(
            self._display, window, self._atom(name), 0, MAX_ATOMS, 0, ANY_TYPE,
            byref(type_atom), byref(format_bits), byref(count), byref(remaining), byref(data),
        )  # fmt: skip
        if status != SUCCESS or not data:
            return []
        try:
            return [data[i] for i in range(count.value)]
        finally:
            self._x.XFree(data)


def _load_libraries() -> tuple[Any, Any]:
    try:
        x, saver = (ctypes.CDLL(name) for name in X11_LIBRARIES)
    except OSError as error:
        raise OSError("libX11 or libXss is missing") from error
    x.XOpenDisplay.restype, x.XOpenDisplay.argtypes = c_void_p, [c_char_p]
    x.XCloseDisplay.argtypes = [c_void_p]
    x.XConnectionNumber.argtypes = [c_void_p]
    x.XDefaultRootWindow.restype, x.XDefaultRootWindow.argtypes = c_ulong, [c_void_p]
    x.XInternAtom.restype, x.XInternAtom.argtypes = c_ulong, [c_void_p, c_char_p, c_int]
    x.XFree.argtypes = [c_void_p]
    x.XGetWindowProperty.argtypes = [
        c_void_p, c_ulong, c_ulong, c_long, c_long, c_int, c_ulong,
        POINTER(c_ulong), POINTER(c_int), POINTER(c_ulong), POINTER(c_ulong), POINTER(POINTER(c_ulong)),
    ]  # fmt: skip
    x.XSetErrorHandler.argtypes = [c_void_p]
    x.XSetIOErrorHandler.argtypes = [c_void_p]
    if hasattr(x, "XSetIOErrorExitHandler"):
        x.XSetIOErrorExitHandler.argtypes = [c_void_p, c_void_p, c_void_p]
    # A window that closes between two requests is a protocol error, whose default handler ends the process.
    x.XSetErrorHandler(_ignore_error)
    x.XSetIOErrorHandler(_ignore_io_error)
    saver.XScreenSaverQueryExtension.argtypes = [c_void_p, POINTER(c_int), POINTER(c_int)]
    saver.XScreenSaverAllocInfo.restype = POINTER(_Info)
    saver.XScreenSaverQueryInfo.argtypes = [c_void_p, c_ulong, POINTER(_Info)]
    return x, saver


_ignore_error = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _display, _event: 0)
_ignore_io_error = ctypes.CFUNCTYPE(c_int, c_void_p)(lambda _display: 0)
_ignore_exit = ctypes.CFUNCTYPE(None, c_void_p, c_void_p)(lambda _display, _data: None)
