"""Wayland asked for real: Sway by the old protocol, KWin by the new one, both without a screen."""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.wayland_compositor import Compositor, KWin, Sway, compositor

from rearguard.sitting.desktop import Look
from rearguard.sitting.probes import Several
from rearguard.sitting.wayland import NOTIFIER, OLD_NOTIFIER, Wayland
from rearguard.sitting.wayland_protocol import Wire

QUIET = 0.5


@pytest.fixture(params=[Sway, KWin])
def running(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Compositor]:
    with compositor(request.param) as found:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(found.folder))
        monkeypatch.setenv("WAYLAND_DISPLAY", found.path.name)
        yield found


@pytest.fixture
def desktop(running: Compositor) -> Iterator[Wayland]:  # noqa: ARG001 - it must be there
    found = Wayland(time.monotonic, QUIET)
    yield found
    found.close()


def idle(desktop: Wayland) -> float:
    found = desktop.look().idle
    assert found is not None
    return found


def until(desktop: Wayland, holds: Callable[[float], bool]) -> float:
    end = time.monotonic() + 20
    while not holds(found := idle(desktop)):
        assert time.monotonic() < end, f"it never came: {found}"
    return found


def told(desktop: Wayland) -> None:
    assert select.select([desktop], [], [], 20)[0], "nothing came"


def test_each_protocol_is_really_there() -> None:
    with compositor(Sway) as old, closing(Wire(old.path)) as sway:
        assert {OLD_NOTIFIER, NOTIFIER} & sway.globals.keys()  # the old one up to Sway 1.7, which Debian 12 has
    with compositor(KWin) as new, closing(Wire(new.path)) as kwin:
        assert NOTIFIER in kwin.globals


def test_somebody_leaves_and_comes_back(running: Compositor, desktop: Wayland) -> None:
    running.move()
    began = time.monotonic()
    assert idle(desktop) <= QUIET
    # While somebody is there no more than QUIET is ever told.
    assert until(desktop, lambda found: found > QUIET) <= time.monotonic() - began + 0.1
    until(desktop, lambda found: found > 2 * QUIET)
    running.move()
    assert until(desktop, lambda found: found <= QUIET) < 0.2


def test_who_types_on_is_never_taken_for_away(running: Compositor, desktop: Wayland) -> None:
    end = time.monotonic() + 3 * QUIET
    moved = time.monotonic()
    while time.monotonic() < end:
        running.move()
        found = idle(desktop)
        if time.monotonic() - moved < QUIET:  # longer on a machine that is busy: then somebody was away
            assert found <= QUIET
        else:
            until(desktop, lambda idle: idle <= QUIET)
        moved = time.monotonic()


def test_a_wait_notes_when_somebody_left(running: Compositor, desktop: Wayland) -> None:
    moved = time.monotonic()
    running.move()
    began = time.monotonic()
    Several([desktop], time.monotonic).wait(3 * QUIET)
    assert time.monotonic() - began >= 3 * QUIET, "somebody's leaving does not end the wait"
    # Not noted on the way it would be QUIET; a compositor's timer may be a twentieth early.
    assert 1.5 * QUIET < idle(desktop) <= time.monotonic() - moved + QUIET / 10


def test_a_compositor_that_goes_away_leaves_the_process_alive_and_told_nothing(
    running: Compositor, desktop: Wayland
) -> None:
    running.end()
    told(desktop)
    for _ in range(3):
        assert desktop.look() == Look()
    began = time.monotonic()
    Several([desktop], time.monotonic).wait(0.5)
    assert time.monotonic() - began >= 0.5, "what is always readable is no reason to spin"
    with pytest.raises(OSError, match=r"refused|No such file"):
        Wayland(time.monotonic)


def test_no_wayland_session_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(OSError, match="no Wayland"):
        Wayland(time.monotonic)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with pytest.raises(OSError, match="No such file"):
        Wayland(time.monotonic)
