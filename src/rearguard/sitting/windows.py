"""The Windows probe: idle time, "do not disturb", display kept awake, microphone or camera in use.

It uses ctypes with user32, shell32, kernel32 and powrprof, and the registry, where Windows notes which program uses
a microphone or a camera. Not yet tried on a real Windows: only types and arithmetic are tested.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import byref, c_int, c_ubyte, c_uint, c_ulong
from typing import Any, Final

from rearguard.sitting.desktop import DesktopState

TICK_WRAP_MS: Final = 1 << 32
"""Milliseconds after which Windows' tick counter wraps to 0: 49.7 days."""

NOT_PRESENT_STATE: Final = 1
FULL_SCREEN_STATES: Final = frozenset({2, 3, 4})
DO_NOT_DISTURB_STATE: Final = 6
"""`QUERY_USER_NOTIFICATION_STATE`: locked or a screen saver; a full-screen program, a game, a presentation; do not
disturb."""

SYSTEM_EXECUTION_STATE: Final = 16
DISPLAY_REQUIRED: Final = 2
"""`SystemExecutionState` of `CallNtPowerInformation`, and its `ES_DISPLAY_REQUIRED`."""

CONSENT_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
RECORDING_CAPABILITIES: Final = ("microphone", "webcam")
NOT_STOPPED: Final = 0
"""`LastUsedTimeStop` of a program that has not stopped."""

BATTERY_SAVER_ON: Final = 1
"""`SystemStatusFlag` of `SYSTEM_POWER_STATUS`: the battery saver is on."""


class _PowerStatus(ctypes.Structure):
    """`SYSTEM_POWER_STATUS`."""

    _fields_ = (
        ("plug", c_ubyte),
        ("battery", c_ubyte),
        ("percent", c_ubyte),
        ("saver", c_ubyte),
        ("left", c_ulong),
        ("whole", c_ulong),
    )


class _LastInput(ctypes.Structure):
    """`LASTINPUTINFO`."""

    _fields_ = (("size", c_uint), ("ticks", c_uint))


class WindowsProbe:
    """A probe of the current user's session.

    Raises:
        OSError: this is no Windows.
    """

    name = "Windows"
    _user: Any
    _kernel: Any
    _shell: Any
    _power: Any

    def __init__(self) -> None:
        if sys.platform != "win32":
            raise OSError("this is no Windows")
        self._user = ctypes.WinDLL("user32")
        self._kernel = ctypes.WinDLL("kernel32")
        self._kernel.GetTickCount.restype = c_uint
        self._shell = ctypes.WinDLL("shell32")
        self._power = ctypes.WinDLL("powrprof")

    def look(self) -> DesktopState:
        """Return everything that Windows reports."""
        state = self._state()
        return DesktopState(
            idle=self._idle(),
            film=self._film(),
            call=self._call(),
            locked=None if state is None else state == NOT_PRESENT_STATE,
            full_screen=None if state is None else state in FULL_SCREEN_STATES,
            do_not_disturb=None if state is None else state == DO_NOT_DISTURB_STATE,
            saving=self._saving(),
        )

    def close(self) -> None:
        """Do nothing: there is no connection."""

    def _idle(self) -> float | None:
        last = _LastInput(size=ctypes.sizeof(_LastInput))
        if not self._user.GetLastInputInfo(byref(last)):
            return None
        return tick_difference_s(last.ticks, self._kernel.GetTickCount())

    def _state(self) -> int | None:
        state = c_int()
        return state.value if self._shell.SHQueryUserNotificationState(byref(state)) == 0 else None

    def _saving(self) -> bool | None:
        status = _PowerStatus()
        return status.saver == BATTERY_SAVER_ON if self._kernel.GetSystemPowerStatus(byref(status)) else None

    def _film(self) -> bool | None:
        flags = c_ulong()
        size = c_ulong(ctypes.sizeof(flags))
        if self._power.CallNtPowerInformation(SYSTEM_EXECUTION_STATE, None, c_ulong(0), byref(flags), size) != 0:
            return None
        return bool(flags.value & DISPLAY_REQUIRED)

    @staticmethod
    def _call() -> bool | None:
        try:
            return any(NOT_STOPPED in _stop_times(rf"{CONSENT_KEY}\{recorder}") for recorder in RECORDING_CAPABILITIES)
        except OSError:
            return None  # before the Windows 10 of 2019


def tick_difference_s(last_ms: int, now_ms: int) -> float:
    """Return the seconds between two readings of a counter that wraps after 49.7 days.

    Args:
        last_ms: milliseconds, from 0 to 2**32 - 1.
        now_ms: the same, later.
    """
    return (now_ms - last_ms) % TICK_WRAP_MS / 1000


def _stop_times(path: str) -> list[int]:
    """Return the stop time of each program below a registry key, recursively."""
    if sys.platform != "win32":
        return []
    import winreg  # noqa: PLC0415 - only on Windows

    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path) as key:
        stop_times = [
            stop_time
            for i in range(winreg.QueryInfoKey(key)[0])
            for stop_time in _stop_times(rf"{path}\{winreg.EnumKey(key, i)}")
        ]
        try:
            stop, _ = winreg.QueryValueEx(key, "LastUsedTimeStop")
        except FileNotFoundError:
            return stop_times
        return [*stop_times, int(stop)]
