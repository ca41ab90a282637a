"""A small D-Bus client: method calls, properties and match rules.

It uses ctypes and libsystemd's sd-bus(3), which every system with logind has: that takes 2 MB of the watcher's 40 MB,
an asynchronous Python library 13 MB. Calls never start a service.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char, c_char_p, c_int, c_uint32, c_uint64, c_void_p
from typing import Any, Final, Literal

from rearguard.core.value import value

CALL_TIMEOUT_US: Final = 1_000_000
"""Microseconds to wait for a reply; a service that takes longer hangs."""

LIBSYSTEMD: Final = "libsystemd.so.0"

BOOLEAN_CODE, UINT32_CODE, UINT64_CODE, STRING_CODE = b"b", b"u", b"t", b"s"
"""D-Bus type codes of the values that are read."""


@value
class BusAddress:
    """The address of an interface on the bus."""

    name: str
    """The bus name."""
    path: str
    interface: str


class Bus:
    """A connection to a bus.

    Args:
        which: the machine's bus, or the user session's.

    Raises:
        OSError: there is no libsystemd, or no such bus.
    """

    def __init__(self, which: Literal["system", "session"]) -> None:
        self._library = _load_library()
        self._bus: c_void_p | None = None
        bus = c_void_p()
        opened = self._library.sd_bus_open_system if which == "system" else self._library.sd_bus_open_user
        if opened(byref(bus)) < 0:
            raise OSError(f"the {which}'s D-Bus does not answer")
        self._bus = bus

    def call(
        self, address: BusAddress, member: str, type_code: bytes, number: int | None = None
    ) -> bool | int | str | None:
        """Call a method with a number or no argument, and return its single value; None: no reply."""
        with self._new_message(address, member) as message:
            if number is not None:
                self._library.sd_bus_message_append_basic(message, UINT32_CODE, byref(c_uint32(number)))
            return self._read_reply(message, type_code, in_variant=False)

    def get_property(self, address: BusAddress, name: str, type_code: bytes) -> bool | int | str | None:
        """Return a property; None: not available."""
        properties = BusAddress(address.name, address.path, "org.freedesktop.DBus.Properties")
        with self._new_message(properties, "Get") as message:
            for word in (address.interface, name):
                self._library.sd_bus_message_append_basic(message, STRING_CODE, c_char_p(word.encode()))
            return self._read_reply(message, type_code, in_variant=True)

    def subscribe(self, rule: str) -> None:
        """Subscribe to a signal, which makes `fileno` readable.

        Args:
            rule: a match rule of the D-Bus specification.
        """
        self._library.sd_bus_add_match(self._bus, None, rule.encode(), _on_signal, None)

    def drain(self) -> None:
        """Read and discard all signals; the caller queries the state afterwards."""
        while self._library.sd_bus_process(self._bus, None) > 0:
            pass

    def fileno(self) -> int:
        """Return the connection's file descriptor; below 0: the connection is lost."""
        descriptor: int = self._library.sd_bus_get_fd(self._bus)
        return descriptor

    def close(self) -> None:
        """Close the connection."""
        if self._bus is not None:
            self._library.sd_bus_flush_close_unref(self._bus)
            self._bus = None

    @contextmanager
    def _new_message(self, address: BusAddress, member: str) -> Iterator[c_void_p]:
        message = c_void_p()
        words = (word.encode() for word in (address.name, address.path, address.interface, member))
        self._library.sd_bus_message_new_method_call(self._bus, byref(message), *words)
        try:
            self._library.sd_bus_message_set_auto_start(message, 0)
            yield message
        finally:
            self._library.sd_bus_message_unref(message)

    def _read_reply(self, message: c_void_p, type_code: bytes, *, in_variant: bool) -> bool | int | str | None:
        reply = c_void_p()
        if not message or self._library.sd_bus_call(self._bus, message, CALL_TIMEOUT_US, None, byref(reply)) < 0:
            return None
        try:
            if in_variant and self._library.sd_bus_message_enter_container(reply, b"v", type_code) < 0:
                return None
            return self._read_value(reply, type_code)
        finally:
            self._library.sd_bus_message_unref(reply)

    def _read_value(self, reply: c_void_p, type_code: bytes) -> bool | int | str | None:
        """Return the next value of a message; None: it has another type."""
        if type_code == STRING_CODE:
            text = c_char_p()
            status = self._library.sd_bus_message_read_basic(reply, type_code, byref(text))
            return (text.value or b"").decode() if status > 0 else None
        number = c_uint64() if type_code == UINT64_CODE else c_uint32()
        if self._library.sd_bus_message_read_basic(reply, type_code, byref(number)) <= 0:
            return None
        return bool(number.value) if type_code == BOOLEAN_CODE else number.value


def _load_library() -> Any:  # noqa: ANN401 - a C library
    library = ctypes.CDLL(LIBSYSTEMD)
    text_arguments = (c_char_p,) * 4
    for name, arguments in {
        "sd_bus_open_system": (POINTER(c_void_p),),
        "sd_bus_open_user": (POINTER(c_void_p),),
        "sd_bus_add_match": (c_void_p, c_void_p, c_char_p, c_void_p, c_void_p),
        "sd_bus_process": (c_void_p, c_void_p),
        "sd_bus_get_fd": (c_void_p,),
        "sd_bus_call": (c_void_p, c_void_p, c_uint64, c_void_p, POINTER(c_void_p)),
        "sd_bus_message_new_method_call": (c_void_p, POINTER(c_void_p), *text_arguments),
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


_on_signal = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p)(lambda _message, _data, _error: 0)
