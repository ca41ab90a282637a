"""Wayland's wire against a compositor that says what a test has it say: versions and hiccups that no real one here has.

That real ones are understood is tried in tests/desktop.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.wayland import IDLE_AFTER_S, IDLED_EVENT, RESUMED_EVENT, WaylandProbe
from rearguard.sitting.wayland_protocol import DISPLAY_ID, DONE, ERROR, GLOBAL, REGISTRY_ID, encode_string, encode_uints

Request = tuple[int, int, bytes]

SEAT_7 = encode_uints(1) + encode_string("wl_seat") + encode_uints(7)
SECOND_SEAT = encode_uints(9) + encode_string("wl_seat") + encode_uints(7)


def notifier(version: int) -> bytes:
    return encode_uints(2) + encode_string("ext_idle_notifier_v1") + encode_uints(version)


class Compositor:
    """Offers what it is told to, keeps what it is asked, and says what a test says."""

    def __init__(self, listener: socket.socket, offers: list[bytes]) -> None:
        self._listener = listener
        self._offers = offers
        self.asked: list[Request] = []
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def say(self, sender: int, opcode: int, body: bytes = b"") -> None:
        self._connection.sendall(struct.pack("=II", sender, (8 + len(body)) << 16 | opcode) + body)

    def stutter(self, sender: int, opcode: int, body: bytes) -> None:
        """Say it in pieces, each in a packet of its own."""
        for byte in struct.pack("=II", sender, (8 + len(body)) << 16 | opcode) + body:
            self._connection.sendall(bytes([byte]))

    def hang_up(self) -> None:
        self._connection.shutdown(socket.SHUT_RDWR)

    def _serve(self) -> None:
        self._connection, _ = self._listener.accept()
        with self._connection, self._connection.makefile("rb") as requests:
            while header := requests.read(8):
                sender, word = struct.unpack("=II", header)
                request = (sender, word & 0xFFFF, requests.read((word >> 16) - 8))
                self.asked.append(request)
                self._answer(request)

    def _answer(self, request: Request) -> None:
        match request:
            case (1, 1, _):  # get_registry
                for offer in self._offers:
                    self.stutter(REGISTRY_ID, GLOBAL, offer)
            case (1, 0, body):  # sync
                self.say(struct.unpack("=I", body)[0], DONE, encode_uints(0))


Offer = Callable[..., Compositor]


@pytest.fixture
def offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Offer]:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "w")
    running: list[Compositor] = []
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "w"))
        listener.listen()

        def begin(*offers: bytes) -> Compositor:
            running.append(Compositor(listener, list(offers)))
            return running[-1]

        yield begin
        for one in running:
            one.thread.join(timeout=60)


@pytest.mark.parametrize(("version", "request_number"), [(1, 1), (2, 2), (7, 2)])
def test_where_there_is_a_second_version_films_are_passed_over(version: int, request_number: int, offer: Offer) -> None:
    compositor = offer(SEAT_7, notifier(version))
    WaylandProbe(lambda: 0.0).close()
    bound_seat, bound_notifier, notification, _sync = compositor.asked[2:]
    assert bound_seat == (REGISTRY_ID, 0, encode_uints(1) + encode_string("wl_seat") + encode_uints(1, 4))
    assert bound_notifier == (
        REGISTRY_ID,
        0,
        encode_uints(2) + encode_string("ext_idle_notifier_v1") + encode_uints(min(version, 2), 5),
    )
    assert notification == (5, request_number, encode_uints(6, round(IDLE_AFTER_S * 1000), 4))


def test_the_first_seat_is_the_one(offer: Offer) -> None:
    compositor = offer(SEAT_7, SECOND_SEAT, notifier(2))
    WaylandProbe(lambda: 0.0).close()
    assert compositor.asked[2] == (REGISTRY_ID, 0, encode_uints(1) + encode_string("wl_seat") + encode_uints(1, 4))


@pytest.mark.parametrize("offers", [[SEAT_7], [notifier(2)], []])
def test_a_compositor_that_tells_no_idle_time_is_refused(offers: list[bytes], offer: Offer) -> None:
    offer(*offers)
    with pytest.raises(OSError, match="tells nothing"):
        WaylandProbe(lambda: 0.0)


def test_idle_time_is_counted_from_the_last_input_and_is_small_while_somebody_is_there(offer: Offer) -> None:
    compositor = offer(SEAT_7, notifier(2))
    now = 1000.0
    desktop = WaylandProbe(lambda: now)
    compositor.say(6, RESUMED_EVENT)
    assert desktop.look() == DesktopState(idle=0.0)
    now = 1003.0
    assert desktop.look() == DesktopState(idle=3.0)
    now = 2000.0
    assert desktop.look() == DesktopState(idle=IDLE_AFTER_S), "it would have told if it were more"
    compositor.say(6, IDLED_EVENT)
    assert desktop.look() == DesktopState(idle=IDLE_AFTER_S)
    now = 2060.0
    assert desktop.look() == DesktopState(idle=60.0 + IDLE_AFTER_S)
    compositor.say(6, RESUMED_EVENT)
    assert desktop.look() == DesktopState(idle=0.0)
    compositor.say(99, IDLED_EVENT)
    assert desktop.look() == DesktopState(idle=0.0), "another object's event is none of ours"
    desktop.close()


def test_a_refusal_and_a_hanging_up_end_it_quietly(offer: Offer) -> None:
    for end in ("refuse", "hang up"):
        compositor = offer(SEAT_7, notifier(2))
        desktop = WaylandProbe(lambda: 0.0)
        if end == "refuse":
            compositor.say(DISPLAY_ID, ERROR, encode_uints(6, 0) + encode_string("no"))
        else:
            compositor.hang_up()
        assert desktop.look() == desktop.look() == DesktopState()
        assert desktop.fileno() < 0
        compositor.thread.join(timeout=60)
