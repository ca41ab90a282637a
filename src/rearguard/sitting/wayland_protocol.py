"""A small Wayland client: requests out, events in.

A message is the object's number, length and opcode, then its arguments in 32-bit words of the machine's own order
(https://wayland.freedesktop.org/docs/html/ch04.html). It passes no file descriptors, so a plain socket is enough.
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
"""Seconds to wait for the first reply; a compositor that takes longer hangs."""

DISPLAY_ID, REGISTRY_ID = 1, 2
"""Object ids: the protocol fixes the first, the client chooses the second."""

SYNC, GET_REGISTRY, BIND = 0, 1, 0
ERROR, GLOBAL, DONE = 0, 0, 0
"""Opcodes of events: of the display, of the registry, of a callback."""


@value
class WaylandEvent:
    """An event from the compositor."""

    object_id: int
    opcode: int
    body: bytes


@value
class WaylandGlobal:
    """An interface that the compositor offers."""

    name: int
    version: int


class WaylandConnection:
    """A connection to the compositor.

    Args:
        path: its socket.

    Raises:
        OSError: there is no compositor, or it does not answer.
    """

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._buffer = b""
        self._last_id = REGISTRY_ID
        self.globals: dict[str, WaylandGlobal] = {}
        """The offered globals, by interface."""
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
        """Return the id for a new object."""
        self._last_id += 1
        return self._last_id

    def bind(self, interface: str, version: int) -> int:
        """Bind a global in the given version, and return its object id."""
        object_id = self.allocate_id()
        body = encode_uints(self.globals[interface].name) + encode_string(interface) + encode_uints(version, object_id)
        self.send(REGISTRY_ID, BIND, body)
        return object_id

    def roundtrip(self) -> list[WaylandEvent]:
        """Wait until the compositor has handled all requests, and return the events until then."""
        callback = self.allocate_id()
        self.send(DISPLAY_ID, SYNC, encode_uints(callback))
        events: list[WaylandEvent] = []
        while True:
            for event in self._receive():
                if (event.object_id, event.opcode) == (callback, DONE):
                    return events
                events.append(event)

    def read_events(self) -> list[WaylandEvent]:
        """Return the events so far, without waiting."""
        events = []
        while select.select([self._socket], [], [], 0)[0]:
            events += self._receive()
        return events

    def fileno(self) -> int:
        """Return the socket's file descriptor."""
        return self._socket.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _receive(self) -> list[WaylandEvent]:
        data = self._socket.recv(1 << 16)
        if not data:
            raise ConnectionResetError("the compositor is gone")
        self._buffer += data
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
    """Return the path of the compositor's socket, from the environment."""
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), os.environ["WAYLAND_DISPLAY"])


def encode_uints(*numbers: int) -> bytes:
    """Encode arguments that are numbers or object ids."""
    return struct.pack(f"={len(numbers)}I", *numbers)


def encode_string(value: str) -> bytes:
    """Encode a text argument: its length, the text with a zero byte, and zeros up to a full word."""
    data = value.encode() + b"\0"
    return encode_uints(len(data)) + data + bytes(-len(data) % 4)
