"""The macOS probe: idle time, locked screen, display kept awake, microphone in use.

It uses ctypes and the frameworks that every Mac has; none of these calls needs a permission, since none reveals which
key was pressed. Not yet tried on a real Mac: only types and arithmetic are tested.
"""

from __future__ import annotations

import ctypes
import math
import sys
from ctypes import POINTER, byref, c_bool, c_char_p, c_double, c_int32, c_long, c_uint32, c_void_p
from typing import Any, Final

from rearguard.sitting.desktop import DesktopState

FRAMEWORK_PATH: Final = "/System/Library/Frameworks/{0}.framework/{0}"

HID_SYSTEM_STATE: Final = 1
ANY_INPUT_EVENT: Final = 0xFFFFFFFF
"""`kCGEventSourceStateHIDSystemState` and `kCGAnyInputEventType`."""

CF_UTF8: Final = 0x08000100
CF_INT_TYPE: Final = 9
"""`kCFStringEncodingUTF8` and `kCFNumberIntType`."""

SCREEN_LOCKED_KEY: Final = b"CGSSessionScreenIsLocked"
DISPLAY_AWAKE_KEY: Final = b"PreventUserIdleDisplaySleep"

SYSTEM_AUDIO_OBJECT: Final = 1
"""`kAudioObjectSystemObject`."""


class _Address(ctypes.Structure):
    """`AudioObjectPropertyAddress`."""

    _fields_ = (("selector", c_uint32), ("scope", c_uint32), ("element", c_uint32))


class MacOSProbe:
    """A probe of the current user's session.

    Raises:
        OSError: this is no macOS.
    """

    name = "macOS"
    _base: Any
    _graphics: Any
    _power: Any
    _audio: Any

    def __init__(self) -> None:
        if sys.platform != "darwin":
            raise OSError("this is no macOS")
        names = ("CoreFoundation", "CoreGraphics", "IOKit", "CoreAudio")
        self._base, self._graphics, self._power, self._audio = (
            ctypes.CDLL(FRAMEWORK_PATH.format(name)) for name in names
        )
        _declare(self._base, self._graphics, self._power, self._audio)

    def look(self) -> DesktopState:
        """Return everything that the frameworks report."""
        return DesktopState(idle=self._idle(), film=self._film(), call=self._call(), locked=self._locked())

    def close(self) -> None:
        """Do nothing: there is no connection."""

    def _idle(self) -> float | None:
        return valid_seconds(self._graphics.CGEventSourceSecondsSinceLastEventType(HID_SYSTEM_STATE, ANY_INPUT_EVENT))

    def _locked(self) -> bool | None:
        session = self._graphics.CGSessionCopyCurrentDictionary()
        if not session:
            return None  # nobody is logged in at the screen
        try:
            is_locked = self._lookup(session, SCREEN_LOCKED_KEY)
            return bool(is_locked and self._base.CFBooleanGetValue(is_locked))
        finally:
            self._base.CFRelease(session)

    def _film(self) -> bool | None:
        assertions = c_void_p()
        if self._power.IOPMCopyAssertionsStatus(byref(assertions)) != 0 or not assertions:
            return None
        try:
            assertion, level = self._lookup(assertions.value, DISPLAY_AWAKE_KEY), c_int32()
            return bool(assertion and self._base.CFNumberGetValue(assertion, CF_INT_TYPE, byref(level)) and level.value)
        finally:
            self._base.CFRelease(assertions)

    def _call(self) -> bool | None:
        device = self._audio_property(SYSTEM_AUDIO_OBJECT, "dIn ")
        running = self._audio_property(device, "gone") if device else None
        return None if running is None else bool(running)

    def _audio_property(self, audio_object: int, selector: str) -> int | None:
        """Return a 32-bit property: `dIn ` is the default microphone, `gone` whether any program uses it."""
        address, property_value, size = _Address(fourcc(selector), fourcc("glob"), 0), c_uint32(), c_uint32(4)
        arguments = (audio_object, byref(address), 0, None, byref(size), byref(property_value))
        return property_value.value if self._audio.AudioObjectGetPropertyData(*arguments) == 0 else None

    def _lookup(self, dictionary: int | None, name: bytes) -> int | None:
        """Return the value of a dictionary's key; it is valid as long as the dictionary."""
        key = self._base.CFStringCreateWithCString(None, name, CF_UTF8)
        try:
            entry: int | None = self._base.CFDictionaryGetValue(dictionary, key)
            return entry
        finally:
            self._base.CFRelease(key)


def fourcc(letters: str) -> int:
    """Return the number of a four-character code, which Apple's frameworks use for names."""
    return int.from_bytes(letters.encode("ascii"), "big")


def valid_seconds(seconds: float) -> float | None:
    """Return valid seconds; None: there was no input yet, or the clock is broken."""
    return seconds if 0 <= seconds < math.inf else None


def _declare(base: Any, graphics: Any, power: Any, audio: Any) -> None:  # noqa: ANN401 - C libraries
    base.CFStringCreateWithCString.restype = c_void_p
    base.CFStringCreateWithCString.argtypes = [c_void_p, c_char_p, c_uint32]
    base.CFDictionaryGetValue.restype, base.CFDictionaryGetValue.argtypes = c_void_p, [c_void_p, c_void_p]
    base.CFBooleanGetValue.restype, base.CFBooleanGetValue.argtypes = c_bool, [c_void_p]
    base.CFNumberGetValue.restype, base.CFNumberGetValue.argtypes = c_bool, [c_void_p, c_long, c_void_p]
    base.CFRelease.restype, base.CFRelease.argtypes = None, [c_void_p]
    graphics.CGEventSourceSecondsSinceLastEventType.restype = c_double
    graphics.CGEventSourceSecondsSinceLastEventType.argtypes = [c_int32, c_uint32]
    graphics.CGSessionCopyCurrentDictionary.restype = c_void_p
    power.IOPMCopyAssertionsStatus.argtypes = [POINTER(c_void_p)]
    audio.AudioObjectGetPropertyData.argtypes = [
        c_uint32, POINTER(_Address), c_uint32, c_void_p, POINTER(c_uint32), c_void_p,
    ]  # fmt: skip
