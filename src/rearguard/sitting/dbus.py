"""D-Bus, as far as a desktop is asked by it: a question, its one answer, and that something changed.

By ctypes from libsystemd, which every system with logind has (sd-bus(3)): that takes 2 MB, and an asynchronous library
in Python 13, of the 40 that a program may have that looks all day. Nobody is started to answer.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char, c_char_p, c_int, c_uint32, c_uint64, c_void_p
from typing import Any, Final, Literal

from rearguard.core.value import value

PATIENCE: Final = 1_000_000
"""Microseconds for an answer; who takes longer hangs."""

LIBRARY: Final = "libsystemd.so.0"

TRUTH, NUMBER, LONG, TEXT = b"b", b"u", b"t", b"s"
"""The kinds of values that are read, by the bus's own letters."""


@value
class Place:
    """Whom to ask."""

    name: str
    """As it is known on the bus."""
    path: str
    interface: str


class Bus:
    """A connection.

    Args:
        which: the machine's bus, or that of one's session.

    Raises:
        OSError: there is no libsystemd, or no such bus.
    """

    def __init__(self, which: Literal["system", "session"]) -> None:
        self._library = _library()
        self._bus: c_void_p | None = None
        bus = c_void_p()
        opened = self._library.sd_bus_open_system if which == "system" else self._library.sd_bus_open_user
        if opened(byref(bus)) < 0:
            raise OSError(f"the {which}'s D-Bus does not answer")
        self._bus = bus

    def ask(self, place: Place, member: str, kind: bytes, number: int | None = None) -> bool | int | str | None:
        """Call a method with one number or none, and return the one value that it answers; None: it did not."""
        with self._call(place, member) as message:
            if number is not None:
                self._library.sd_bus_message_append_basic(message, NUMBER, byref(c_uint32(number)))
            return self._answer(message, kind, within=False)

    def read(self, place: Place, name: str, kind: bytes) -> bool | int | str | None:
        """Return a property; None: it isn't told."""
        properties = Place(place.name, place.path, "org.freedesktop.DBus.Properties")
        with self._call(properties, "Get") as message:
            for word in (place.interface, name):
                self._library.sd_bus_message_append_basic(message, TEXT, c_char_p(word.encode()))
            return self._answer(message, kind, within=True)

    def listen(self, rule: str) -> None:
        """Have it told when something changes: `fileno` is readable then.

        Args:
            rule: as the bus's specification writes match rules.
        """
        self._library.sd_bus_add_match(self._bus, None, rule.encode(), _heard, None)

    def drain(self) -> None:
        """Take in all that was told; what it means is asked afterwards."""
        while self._library.sd_bus_process(self._bus, None) > 0:
            pass

    def fileno(self) -> int:
        """Return the number of the connection's file; less than 0: it is lost."""
        found: int = self._library.sd_bus_get_fd(self._bus)
        return found

    def close(self) -> None:
        """Close the connection."""
        if self._bus is not None:
            self._library.sd_bus_flush_close_unref(self._bus)
            self._bus = None

    @contextmanager
    def _call(self, place: Place, member: str) -> Iterator[c_void_p]:
        message = c_void_p()
        words = (one.encode() for one in (place.name, place.path, place.interface, member))
        self._library.sd_bus_message_new_method_call(self._bus, byref(message), *words)
        try:
            self._library.sd_bus_message_set_auto_start(message, 0)
            yield message
        finally:
            self._library.sd_bus_message_unref(message)

    def _answer(self, message: c_void_p, kind: bytes, *, within: bool) -> bool | int | str | None:
        reply = c_void_p()
        if not message or self._library.sd_bus_call(self._bus, message, PATIENCE, None, byref(reply)) < 0:
            return None
        try:
            if within and self._library.sd_bus_message_enter_container(reply, b"v", kind) < 0:
                return None
            return self._value(reply, kind)
        finally:
            self._library.sd_bus_message_unref(reply)

    def _value(self, reply: c_void_p, kind: bytes) -> bool | int | str | None:
        """Return the next value of a message; None: it is of another kind."""
        if kind == TEXT:
            text = c_char_p()
            got = self._library.sd_bus_message_read_basic(reply, kind, byref(text))
            return (text.value or b"").decode() if got > 0 else None
        number = c_uint64() if kind == LONG else c_uint32()
        if self._library.sd_bus_message_read_basic(reply, kind, byref(number)) <= 0:
            return None
        return bool(number.value) if kind == TRUTH else number.value


def _library() -> Any:  # noqa: ANN401 - a C library
    library = ctypes.CDLL(LIBRARY)
    places = (c_char_p,) * 4
    for name, arguments in {
        "sd_bus_open_system": (POINTER(c_void_p),),
        "sd_bus_open_user": (POINTER(c_void_p),),
        "sd_bus_add_match": (c_void_p, c_void_p, c_char_p, c_void_p, c_void_p),
        "sd_bus_process": (c_void_p, c_void_p),
        "sd_bus_get_fd": (c_void_p,),
        "sd_bus_call": (c_void_p, c_void_p, c_uint64, c_void_p, POINTER(c_void_p)),
        "sd_bus_message_new_method_call": (c_void_p, POINTER(c_void_p), *places),
        "sd_bus_message_set_auto_start": (c_void_p, c_int),
        "sd_bus_message_append_basic": (c_void_p, c_char, c_void_p),
        "sd_bus_message_enter_container": (c_void_p, c_char, c_char_p),
        "sd_bus_message_read_basic": (c_void_p, c_char, c_void_p),
        "sd_bus_message_unref": (c_void_p,),
        "sd_bus_flush_close_unref": (c_void_p,),
    }.items():
        getattr(library, name).argtypes = arguments
    for name in ("sd_bus_message_unref", "sd_bus_flush_close_unref"):
        getattr(library, name).restype = c_void_p
    return library


_heard = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p)(lambda _message, _data, _error: 0)
