"""X11 asked for real: Xvfb, xdotool at the keys, xprintidle as the second opinion."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from support.xvfb import Display, display

from rearguard.sitting.desktop import Look
from rearguard.sitting.x11 import X11


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Display]:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with display() as found:
        monkeypatch.setenv("DISPLAY", found.name)
        yield found


@pytest.fixture
def desktop(screen: Display) -> Iterator[X11]:  # noqa: ARG001 - it must be there
    found = X11()
    yield found
    found.close()


def until(desktop: X11, holds: Callable[[Look], bool]) -> Look:
    for _ in range(100_000):
        look = desktop.look()
        if holds(look):
            return look
    raise AssertionError(f"never came: {look}")


def test_quiet_grows_as_xprintidle_says(screen: Display, desktop: X11) -> None:
    until(desktop, lambda look: (look.idle or 0) > 0.5)
    before = int(screen.run("xprintidle")) / 1000
    ours = desktop.look().idle
    after = int(screen.run("xprintidle")) / 1000
    assert ours is not None
    assert before <= ours <= after


@pytest.mark.parametrize("sign", [("key", "a"), ("mousemove", "30", "40"), ("click", "1")])
def test_a_key_a_movement_and_a_click_are_signs(screen: Display, desktop: X11, sign: tuple[str, ...]) -> None:
    until(desktop, lambda look: (look.idle or 0) > 0.5)
    began = time.monotonic()
    screen.run("xdotool", *sign)
    idle = desktop.look().idle
    assert idle is not None
    assert idle <= time.monotonic() - began + 0.1


def test_a_film_over_the_whole_screen_is_seen_and_its_end_too(screen: Display, desktop: X11) -> None:
    assert desktop.look().full_screen is None, "nobody tells without a window manager"
    manager = screen.start("openbox", "--config-file", "/dev/null")
    try:
        small = screen.start("xterm")
        until(desktop, lambda look: look.full_screen is False)
        large = screen.start("xterm", "-fullscreen")
        until(desktop, lambda look: look.full_screen is True)
        large.kill()
        large.wait()
        until(desktop, lambda look: look.full_screen is False)
        small.kill()
        small.wait()
    finally:
        manager.kill()
        manager.wait()


def test_a_server_that_goes_away_leaves_the_process_alive_and_told_nothing(screen: Display) -> None:
    asked = "from rearguard.sitting.x11 import X11\nx = X11()\nprint(x.look().idle is not None, flush=True)\n"
    asked += "input()\nprint(x.look(), x.look().idle)\nx.close()\nprint('alive')\n"
    with subprocess.Popen(
        [sys.executable, "-c", asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "DISPLAY": screen.name},
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "True\n"
        screen.end()
        said, wrong = process.communicate("\n", timeout=20)
    assert said.splitlines()[-1] == "alive"
    assert "idle=None" in said
    assert not wrong
    assert process.returncode == 0


def test_a_server_that_goes_away_while_it_is_asked_does_not_end_the_process(screen: Display) -> None:
    """Xlib finds out in the middle of a question: the look before the question can't tell."""
    asked = "from rearguard.sitting.x11 import X11\nx = X11()\nx._there = lambda: True\nprint('up', flush=True)\n"
    asked += "input()\nprint([x.look() for _ in range(3)] and 'alive')\n"
    with subprocess.Popen(
        [sys.executable, "-c", asked], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "DISPLAY": screen.name},
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "up\n"
        screen.end()
        said, wrong = process.communicate("\n", timeout=20)
    assert (said, wrong, process.returncode) == ("alive\n", "", 0)


def test_a_guest_on_wayland_is_not_believed(screen: Display, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it must be there
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(OSError, match="its own windows"):
        X11()


def test_no_display_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":4711")
    with pytest.raises(OSError, match=":4711"):
        X11()


def test_a_server_without_the_extension_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with display("-extension", "MIT-SCREEN-SAVER") as bare:
        monkeypatch.setenv("DISPLAY", bare.name)
        with pytest.raises(OSError, match="MIT-SCREEN-SAVER"):
            X11()
