"""Wayland's wire, as far as an idle time takes it: requests out, events in.

A message is the object's number, length and opcode, then its arguments in 32-bit words of the machine's own order
(https://wayland.freedesktop.org/docs/html/ch04.html). No file is ever passed, so a plain socket does.
"""

from __future__ import annotations

import os
import select
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

from rearguard.core.value import value

HEADER = struct.Struct("=II")
PATIENCE_S = 2.0
"""For an answer at the start; a compositor that takes longer hangs."""

DISPLAY, REGISTRY = 1, 2
"""Numbers of objects: the first is the protocol's, the second our choice."""

SYNC, GET_REGISTRY, BIND = 0, 1, 0
ERROR, GLOBAL, DONE = 0, 0, 0
"""Opcodes of events: of the display, of the registry, of a callback."""


@value
class Event:
    """What the compositor told."""

    object: int
    opcode: int
    body: bytes


@value
class Global:
    """Something that a compositor offers."""

    name: int
    version: int


class Wire:
    """A connection to the compositor.

    Args:
        path: its socket.

    Raises:
        OSError: there is none, or it does not answer.
    """

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._buffer = b""
        self._last = REGISTRY
        self.globals: dict[str, Global] = {}
        """What it offers, by interface."""
        try:
            self._socket.settimeout(PATIENCE_S)
            self._socket.connect(str(path))
            self.send(DISPLAY, GET_REGISTRY, number(REGISTRY))
            self.settle()
        except OSError:
            self.close()
            raise

    def send(self, to: int, opcode: int, body: bytes) -> None:
        """Send a request."""
        self._socket.sendall(HEADER.pack(to, (HEADER.size + len(body)) << 16 | opcode) + body)

    def new(self) -> int:
        """Return the number of an object to come."""
        self._last += 1
        return self._last

    def bind(self, interface: str, version: int) -> int:
        """Return the number of what is offered under that name, spoken in that version."""
        new = self.new()
        body = number(self.globals[interface].name) + text(interface) + number(version, new)
        self.send(REGISTRY, BIND, body)
        return new

    def settle(self) -> list[Event]:
        """Wait until all that was sent is done, and return what was told meanwhile."""
        callback = self.new()
        self.send(DISPLAY, SYNC, number(callback))
        told: list[Event] = []
        while True:
            for event in self._receive():
                if (event.object, event.opcode) == (callback, DONE):
                    return told
                told.append(event)

    def told(self) -> list[Event]:
        """Return what was told since, without waiting."""
        found = []
        while select.select([self._socket], [], [], 0)[0]:
            found += self._receive()
        return found

    def fileno(self) -> int:
        """Return the number of the socket."""
        return self._socket.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _receive(self) -> list[Event]:
        got = self._socket.recv(1 << 16)
        if not got:
            raise ConnectionResetError("the compositor is gone")
        self._buffer += got
        return [event for event in self._events() if not self._noted(event)]

    def _events(self) -> Iterator[Event]:
        while len(self._buffer) >= HEADER.size:
            sender, word = HEADER.unpack_from(self._buffer)
            length = word >> 16
            if len(self._buffer) < length:
                return
            body, self._buffer = self._buffer[HEADER.size : length], self._buffer[length:]
            yield Event(sender, word & 0xFFFF, body)

    def _noted(self, event: Event) -> bool:
        if event.object == DISPLAY and event.opcode == ERROR:
            raise ConnectionResetError("the compositor refused a request")
        if event.object != REGISTRY:
            return False
        if event.opcode == GLOBAL:
            name, length = HEADER.unpack_from(event.body)
            interface = event.body[HEADER.size : HEADER.size + length - 1].decode()
            (version,) = struct.unpack_from("=I", event.body, HEADER.size + length + -length % 4)
            self.globals.setdefault(interface, Global(name, version))
        return True


def socket_path() -> Path:
    """Return where the compositor listens, as the environment has it."""
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), os.environ["WAYLAND_DISPLAY"])


def number(*numbers: int) -> bytes:
    """Return arguments that are numbers or objects."""
    return struct.pack(f"={len(numbers)}I", *numbers)


def text(said: str) -> bytes:
    """Return an argument that is a text: its length, itself with a zero, and zeros up to a whole word."""
    data = said.encode() + b"\0"
    return number(len(data)) + data + bytes(-len(data) % 4)
