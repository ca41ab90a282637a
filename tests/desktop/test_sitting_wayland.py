"""Real Wayland queries: Sway by the old protocol, KWin by the new one, both without a screen."""

from __future__ import annotations

import select
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.wayland_compositor import Compositor, KWin, Sway, run_compositor

from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.probes import CombinedProbe
from rearguard.sitting.wayland import NOTIFIER_INTERFACE, OLD_NOTIFIER_INTERFACE, WaylandProbe
from rearguard.sitting.wayland_protocol import WaylandConnection

QUIET = 0.5


@pytest.fixture(params=[Sway, KWin])
def running_compositor(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Compositor]:
    with run_compositor(request.param) as compositor:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(compositor.folder))
        monkeypatch.setenv("WAYLAND_DISPLAY", compositor.socket_path.name)
        yield compositor


@pytest.fixture
def wayland_probe(running_compositor: Compositor) -> Iterator[WaylandProbe]:  # noqa: ARG001 - it must be there
    probe = WaylandProbe(time.monotonic, QUIET)
    yield probe
    probe.close()


def idle(wayland_probe: WaylandProbe) -> float:
    idle_time = wayland_probe.look().idle
    assert idle_time is not None
    return idle_time


def until(wayland_probe: WaylandProbe, holds: Callable[[float], bool]) -> float:
    end = time.monotonic() + 20
    while not holds(idle_time := idle(wayland_probe)):
        assert time.monotonic() < end, f"it never came: {idle_time}"
    return idle_time


def wait_for_event(wayland_probe: WaylandProbe) -> None:
    assert select.select([wayland_probe], [], [], 20)[0], "nothing came"


def test_each_protocol_is_really_there() -> None:
    with run_compositor(Sway) as old, closing(WaylandConnection(old.socket_path)) as sway:
        assert {
            OLD_NOTIFIER_INTERFACE,
            NOTIFIER_INTERFACE,
        } & sway.globals.keys()  # the old one up to Sway 1.7, which Debian 12 has
    with run_compositor(KWin) as new, closing(WaylandConnection(new.socket_path)) as kwin:
        assert NOTIFIER_INTERFACE in kwin.globals


def test_somebody_leaves_and_comes_back(running_compositor: Compositor, wayland_probe: WaylandProbe) -> None:
    running_compositor.move_mouse()
    began = time.monotonic()
    assert idle(wayland_probe) <= QUIET
    # While the person is there, QUIET is the most that is ever reported.
    assert until(wayland_probe, lambda idle_time: idle_time > QUIET) <= time.monotonic() - began + 0.1
    until(wayland_probe, lambda idle_time: idle_time > 2 * QUIET)
    running_compositor.move_mouse()
    assert until(wayland_probe, lambda idle_time: idle_time <= QUIET) < 0.2


def test_a_typing_user_is_never_considered_away(running_compositor: Compositor, wayland_probe: WaylandProbe) -> None:
    end = time.monotonic() + 3 * QUIET
    moved = time.monotonic()
    while time.monotonic() < end:
        running_compositor.move_mouse()
        idle_time = idle(wayland_probe)
        if time.monotonic() - moved < QUIET:  # longer on a busy machine: then the person was away
            assert idle_time <= QUIET
        else:
            until(wayland_probe, lambda idle: idle <= QUIET)
        moved = time.monotonic()


def test_a_wait_notes_when_the_user_left(running_compositor: Compositor, wayland_probe: WaylandProbe) -> None:
    moved = time.monotonic()
    running_compositor.move_mouse()
    began = time.monotonic()
    CombinedProbe([wayland_probe], time.monotonic).wait(3 * QUIET)
    assert time.monotonic() - began >= 3 * QUIET, "somebody's leaving does not end the wait"
    # Without a note on the way it would be QUIET; a compositor's timer may be a twentieth early.
    assert 1.5 * QUIET < idle(wayland_probe) <= time.monotonic() - moved + QUIET / 10


def test_after_the_compositor_goes_away_the_process_lives_on_without_reports(
    running_compositor: Compositor, wayland_probe: WaylandProbe
) -> None:
    running_compositor.stop()
    wait_for_event(wayland_probe)
    for _ in range(3):
        assert wayland_probe.look() == DesktopState()
    began = time.monotonic()
    CombinedProbe([wayland_probe], time.monotonic).wait(0.5)
    assert time.monotonic() - began >= 0.5, "what is always readable is no reason to spin"
    with pytest.raises(OSError, match=r"refused|No such file"):
        WaylandProbe(time.monotonic)


def test_no_wayland_session_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(OSError, match="no Wayland"):
        WaylandProbe(time.monotonic)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with pytest.raises(OSError, match="No such file"):
        WaylandProbe(time.monotonic)
