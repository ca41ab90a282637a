"""Real X11 queries: Xvfb, xdotool at the keys, xprintidle as the second opinion."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from support.xvfb import Xvfb, run_xvfb

from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.x11 import X11Probe


@pytest.fixture
def xvfb(monkeypatch: pytest.MonkeyPatch) -> Iterator[Xvfb]:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with run_xvfb() as server:
        monkeypatch.setenv("DISPLAY", server.name)
        yield server


@pytest.fixture
def x11_probe(xvfb: Xvfb) -> Iterator[X11Probe]:  # noqa: ARG001 - it must be there
    probe = X11Probe()
    yield probe
    probe.close()


def until(x11_probe: X11Probe, holds: Callable[[DesktopState], bool]) -> DesktopState:
    for _ in range(100_000):
        look = x11_probe.look()
        if holds(look):
            return look
    raise AssertionError(f"never came: {look}")


def test_quiet_grows_as_xprintidle_says(xvfb: Xvfb, x11_probe: X11Probe) -> None:
    until(x11_probe, lambda look: (look.idle or 0) > 0.5)
    before = int(xvfb.run("xprintidle")) / 1000
    ours = x11_probe.look().idle
    after = int(xvfb.run("xprintidle")) / 1000
    assert ours is not None
    assert before <= ours <= after


@pytest.mark.parametrize("sign", [("key", "a"), ("mousemove", "30", "40"), ("click", "1")])
def test_a_key_a_movement_and_a_click_are_signs(xvfb: Xvfb, x11_probe: X11Probe, sign: tuple[str, ...]) -> None:
    until(x11_probe, lambda look: (look.idle or 0) > 0.5)
    began = time.monotonic()
    xvfb.run("xdotool", *sign)
    idle = x11_probe.look().idle
    assert idle is not None
    assert idle <= time.monotonic() - began + 0.1


def test_a_film_over_the_whole_screen_is_seen_and_its_end_too(xvfb: Xvfb, x11_probe: X11Probe) -> None:
    assert x11_probe.look().full_screen is None, "nobody tells without a window manager"
    manager = xvfb.start("openbox", "--config-file", "/dev/null")
    try:
        small = xvfb.start("xterm")
        until(x11_probe, lambda look: look.full_screen is False)
        large = xvfb.start("xterm", "-fullscreen")
        until(x11_probe, lambda look: look.full_screen is True)
        large.kill()
        large.wait()
        until(x11_probe, lambda look: look.full_screen is False)
        small.kill()
        small.wait()
    finally:
        manager.kill()
        manager.wait()


def test_after_the_server_goes_away_the_process_lives_on_without_reports(xvfb: Xvfb) -> None:
    code = "from rearguard.sitting.x11 import X11Probe\nx = X11Probe()\nprint(x.look().idle is not None, flush=True)\n"
    code += "input()\nprint(x.look(), x.look().idle)\nx.close()\nprint('alive')\n"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "DISPLAY": xvfb.name},
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "True\n"
        xvfb.stop()
        output, wrong = process.communicate("\n", timeout=20)
    assert output.splitlines()[-1] == "alive"
    assert "idle=None" in output
    assert not wrong
    assert process.returncode == 0


def test_a_server_that_goes_away_during_a_query_does_not_end_the_process(xvfb: Xvfb) -> None:
    """Xlib notices in the middle of a query: the check before the query can't find it."""
    code = "from rearguard.sitting.x11 import X11Probe\nx = X11Probe()\nx._is_connected = lambda: True\n"
    code += "print('up', flush=True)\ninput()\nprint([x.look() for _ in range(3)] and 'alive')\n"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "DISPLAY": xvfb.name},
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "up\n"
        xvfb.stop()
        output, errors = process.communicate("\n", timeout=20)
    assert (output, errors, process.returncode) == ("alive\n", "", 0)


def test_a_guest_on_wayland_is_not_believed(xvfb: Xvfb, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it must be there
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(OSError, match="its own windows"):
        X11Probe()


def test_a_missing_display_is_reported_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":4711")
    with pytest.raises(OSError, match=":4711"):
        X11Probe()


def test_a_server_without_the_extension_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with run_xvfb("-extension", "MIT-SCREEN-SAVER") as bare:
        monkeypatch.setenv("DISPLAY", bare.name)
        with pytest.raises(OSError, match="MIT-SCREEN-SAVER"):
            X11Probe()
