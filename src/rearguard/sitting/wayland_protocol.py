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

MESSAGE_HEADER = struct.Struct("=II")
COMPOSITOR_TIMEOUT_S = 2.0
"""For an answer at the start; a compositor that takes longer hangs."""

DISPLAY_ID, REGISTRY_ID = 1, 2
"""Numbers of objects: the first is the protocol's, the second our choice."""

SYNC, GET_REGISTRY, BIND = 0, 1, 0
ERROR, GLOBAL, DONE = 0, 0, 0
"""Opcodes of events: of the display, of the registry, of a callback."""


@value
class WaylandEvent:
    """What the compositor told."""

    object_id: int
    opcode: int
    body: bytes


@value
class WaylandGlobal:
    """Something that a compositor offers."""

    name: int
    version: int


class WaylandConnection:
    """A connection to the compositor.

    Args:
        path: its socket.

    Raises:
        OSError: there is none, or it does not answer.
    """

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._buffer = b""
        self._last_id = REGISTRY_ID
        self.globals: dict[str, WaylandGlobal] = {}
        """What it offers, by interface."""
        try:
            self._socket.settimeout(COMPOSITOR_TIMEOUT_S)
            self._socket.connect(str(path))
            self.send(DISPLAY_ID, GET_REGISTRY, encode_uints(REGISTRY_ID))
            self.roundtrip()
        except OSError:
            self.close()
            raise

    def send(self, to: int, opcode: int, body: bytes) -> None:
        """Send a request."""
        self._socket.sendall(MESSAGE_HEADER.pack(to, (MESSAGE_HEADER.size + len(body)) << 16 | opcode) + body)

    def allocate_id(self) -> int:
        """Return the number of an object to come."""
        self._last_id += 1
        return self._last_id

    def bind(self, interface: str, version: int) -> int:
        """Return the number of what is offered under that name, spoken in that version."""
        new = self.allocate_id()
        body = encode_uints(self.globals[interface].name) + encode_string(interface) + encode_uints(version, new)
        self.send(REGISTRY_ID, BIND, body)
        return new

    def roundtrip(self) -> list[WaylandEvent]:
        """Wait until all that was sent is done, and return what was told meanwhile."""
        callback = self.allocate_id()
        self.send(DISPLAY_ID, SYNC, encode_uints(callback))
        told: list[WaylandEvent] = []
        while True:
            for event in self._receive():
                if (event.object_id, event.opcode) == (callback, DONE):
                    return told
                told.append(event)

    def read_events(self) -> list[WaylandEvent]:
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

    def _receive(self) -> list[WaylandEvent]:
        got = self._socket.recv(1 << 16)
        if not got:
            raise ConnectionResetError("the compositor is gone")
        self._buffer += got
        return [event for event in self._parse_events() if not self._handle_registry(event)]

    def _parse_events(self) -> Iterator[WaylandEvent]:
        while len(self._buffer) >= MESSAGE_HEADER.size:
            sender, word = MESSAGE_HEADER.unpack_from(self._buffer)
            length = word >> 16
            if len(self._buffer) < length:
                return
            body, self._buffer = self._buffer[MESSAGE_HEADER.size : length], self._buffer[length:]
            yield WaylandEvent(sender, word & 0xFFFF, body)

    def _handle_registry(self, event: WaylandEvent) -> bool:
        if event.object_id == DISPLAY_ID and event.opcode == ERROR:
            raise ConnectionResetError("the compositor refused a request")
        if event.object_id != REGISTRY_ID:
            return False
        if event.opcode == GLOBAL:
            name, length = MESSAGE_HEADER.unpack_from(event.body)
            interface = event.body[MESSAGE_HEADER.size : MESSAGE_HEADER.size + length - 1].decode()
            (version,) = struct.unpack_from("=I", event.body, MESSAGE_HEADER.size + length + -length % 4)
            self.globals.setdefault(interface, WaylandGlobal(name, version))
        return True


def socket_path() -> Path:
    """Return where the compositor listens, as the environment has it."""
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), os.environ["WAYLAND_DISPLAY"])


def encode_uints(*numbers: int) -> bytes:
    """Return arguments that are numbers or objects."""
    return struct.pack(f"={len(numbers)}I", *numbers)


def encode_string(value: str) -> bytes:
    """Return an argument that is a text: its length, itself with a zero, and zeros up to a whole word."""
    data = value.encode() + b"\0"
    return encode_uints(len(data)) + data + bytes(-len(data) % 4)
