"""Real D-Bus queries to GNOME, the session's bus and logind, on a private bus."""

from __future__ import annotations

import functools
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support.fake_dbus import (
    FakeDoNotDisturb,
    FakeIdleMonitor,
    FakeLoginManager,
    FakeLoginSession,
    FakePolicyAgent,
    FakePowerProfiles,
    FakeScreenSaver,
    FakeSessionManager,
    FakeUPower,
    serve_on_bus,
)
from support.fake_notifications import run_private_bus

from rearguard.sitting.dbus import STRING_CODE, UINT32_CODE, UINT64_CODE, Bus, BusAddress
from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.gnome import IDLE_MONITOR, GnomeProbe
from rearguard.sitting.logind import LOGIND_MANAGER, LOGIND_NAME, LOGIND_SESSION, LogindProbe
from rearguard.sitting.power import POWER_PROFILES, UPOWER, PowerProbe
from rearguard.sitting.probes import CombinedProbe
from rearguard.sitting.session_bus import INHIBITIONS, NOTIFICATION_SERVICE, SCREEN_SAVERS, SessionBusProbe


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with run_private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address


def test_mutter_counts_in_milliseconds_longer_than_32_bits_hold(bus: str) -> None:
    monitor = FakeIdleMonitor()
    with serve_on_bus(bus, {IDLE_MONITOR.path: monitor}), closing(GnomeProbe()) as gnome:
        for milliseconds in (0, 1_500, 5_000_000_000):
            monitor.milliseconds = milliseconds
            assert gnome.look() == DesktopState(idle=milliseconds / 1000)


def test_a_bus_without_mutter_is_no_gnome(bus: str) -> None:  # noqa: ARG001 - it must be there
    with pytest.raises(OSError, match="Mutter"):
        GnomeProbe()


def test_mutter_that_goes_away_tells_nothing_and_is_believed_again_when_it_is_back(bus: str) -> None:
    with serve_on_bus(bus, {IDLE_MONITOR.path: FakeIdleMonitor()}):
        gnome = GnomeProbe()
    assert gnome.look() == DesktopState()
    with serve_on_bus(bus, {IDLE_MONITOR.path: FakeIdleMonitor()}):
        assert gnome.look() == DesktopState(idle=0.0)
    gnome.close()


def test_a_hanging_service_is_not_waited_for(bus: str) -> None:
    monitor = FakeIdleMonitor()
    with serve_on_bus(bus, {IDLE_MONITOR.path: monitor}), closing(GnomeProbe()) as gnome:
        monitor.hangs = True
        began = time.monotonic()
        assert gnome.look() == DesktopState()
        assert time.monotonic() - began < 5
        monitor.hangs = False
        assert gnome.look() == DesktopState(idle=0.0)


def test_no_service_is_started_for_a_query(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services, started = tmp_path / "dbus-1" / "services", tmp_path / "started"
    services.mkdir(parents=True)
    for name in ("org.freedesktop.Notifications", "org.freedesktop.ScreenSaver"):
        service = f"[D-BUS Service]\nName={name}\nExec=/usr/bin/touch {started}\n"
        (services / f"{name}.service").write_text(service)
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with run_private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with closing(SessionBusProbe()) as session:
            assert session.look() == DesktopState()
        assert not started.exists()
        replies = [
            "dbus-send",
            f"--bus={address}",
            "--print-reply",
            "--reply-timeout=1000",
            f"--dest={NOTIFICATION_SERVICE.name}",
            "/",
            "a.b.c",
        ]
        subprocess.run(replies, check=False, capture_output=True)
        assert started.exists(), "others start it by asking: it could have been"


def test_an_empty_bus_gives_no_answers(bus: str) -> None:  # noqa: ARG001 - as above
    with closing(SessionBusProbe()) as session, closing(LogindProbe()) as logind:
        assert (session.look(), logind.look()) == (DesktopState(), DesktopState())


@pytest.mark.parametrize("place", SCREEN_SAVERS, ids=lambda place: place.name)
def test_each_screen_saver_tells_whether_it_covers_the_screen(bus: str, place: BusAddress) -> None:
    saver = FakeScreenSaver(place.interface)
    with serve_on_bus(bus, {place.path: saver}), closing(SessionBusProbe()) as session:
        assert session.look() == DesktopState(locked=False)
        saver.active = True
        assert session.look() == DesktopState(locked=True)


def test_a_film_is_detected_in_gnome_and_other_inhibitors_are_ignored(bus: str) -> None:
    manager = FakeSessionManager()
    with serve_on_bus(bus, {INHIBITIONS[0][0].path: manager}), closing(SessionBusProbe()) as session:
        manager.flags = 1 | 2 | 4  # log out, switch user, suspend
        assert session.look() == DesktopState(film=False)
        manager.flags = 4 | 8
        assert session.look() == DesktopState(film=True)


def test_a_film_is_detected_in_plasma_and_other_inhibitors_are_ignored(bus: str) -> None:
    agent = FakePolicyAgent()
    with serve_on_bus(bus, {INHIBITIONS[1][0].path: agent}), closing(SessionBusProbe()) as session:
        agent.policies = 1  # a download keeps the machine from sleep
        assert session.look() == DesktopState(film=False)
        agent.policies = 1 | 4
        assert session.look() == DesktopState(film=True)


def test_do_not_disturb_is_seen_in_plasma(bus: str) -> None:
    notifications = FakeDoNotDisturb()
    with serve_on_bus(bus, {NOTIFICATION_SERVICE.path: notifications}), closing(SessionBusProbe()) as session:
        assert session.look() == DesktopState(do_not_disturb=False)
        notifications.quiet = True
        assert session.look() == DesktopState(do_not_disturb=True)


@pytest.mark.parametrize("place", POWER_PROFILES, ids=lambda place: place.name)
def test_a_machine_saves_where_the_profile_says_so_and_no_plug_feeds_it(bus: str, place: BusAddress) -> None:
    upower, profiles = FakeUPower(), FakePowerProfiles(place.interface)
    with serve_on_bus(bus, {UPOWER.path: upower, place.path: profiles}), closing(PowerProbe()) as power:
        profiles.active = "power-saver"
        assert power.look() == DesktopState(saving=False)
        upower.on_battery = True
        assert power.look() == DesktopState(saving=True)
        profiles.active = "balanced"
        assert power.look() == DesktopState(saving=False)
    with closing(PowerProbe()) as nobody:
        assert nobody.look() == DesktopState()


def test_logind_reports_locks_and_idle_inhibitors(bus: str) -> None:
    manager, session = FakeLoginManager(), FakeLoginSession()
    with (
        serve_on_bus(bus, {LOGIND_MANAGER.path: manager, LOGIND_SESSION.path: session}, LOGIND_NAME),
        closing(LogindProbe()) as logind,
    ):
        manager.inhibited_operations = "handle-lid-switch:sleep"
        assert logind.look() == DesktopState(locked=False, film=False)
        manager.inhibited_operations = "sleep:idle"
        session.is_locked = True
        assert logind.look() == DesktopState(locked=True, film=True)


@pytest.mark.parametrize("signal", ["lock", "sleep", "shutdown"])
def test_a_lock_a_sleep_and_a_shutdown_end_a_wait(bus: str, signal: str) -> None:
    manager, session = FakeLoginManager(), FakeLoginSession()
    with (
        serve_on_bus(bus, {LOGIND_MANAGER.path: manager, LOGIND_SESSION.path: session}, LOGIND_NAME) as desktop,
        closing(LogindProbe()) as logind,
    ):
        happen = {
            "lock": session.lock,
            "sleep": functools.partial(manager.signal_sleep, True),  # noqa: FBT003 - as the signal has it
            "shutdown": functools.partial(manager.signal_shutdown, True),  # noqa: FBT003 - as above
        }[signal]
        several = CombinedProbe([logind], time.monotonic)
        assert several.look().locked is False
        later = threading.Timer(0.2, desktop.run, [happen])
        later.start()
        began = time.monotonic()
        several.wait(20)
        assert time.monotonic() - began < 10
        assert several.look().locked is True
        later.join()


def test_waking_ends_no_wait_and_unlocks_nothing_by_itself(bus: str) -> None:
    manager, session = FakeLoginManager(), FakeLoginSession()
    with (
        serve_on_bus(bus, {LOGIND_MANAGER.path: manager, LOGIND_SESSION.path: session}, LOGIND_NAME) as desktop,
        closing(LogindProbe()) as logind,
    ):
        desktop.run(functools.partial(manager.signal_sleep, False))  # noqa: FBT003 - as above
        began = time.monotonic()
        CombinedProbe([logind], time.monotonic).wait(0.5)
        assert time.monotonic() - began >= 0.5
        assert logind.look().locked is False


def test_after_the_bus_goes_away_the_process_lives_on_without_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    with run_private_bus() as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        with serve_on_bus(
            address, {LOGIND_MANAGER.path: FakeLoginManager(), LOGIND_SESSION.path: FakeLoginSession()}, LOGIND_NAME
        ):
            logind = LogindProbe()
            assert logind.look() == DesktopState(locked=False, film=False)
    for _ in range(3):
        assert logind.look() == DesktopState()
    began = time.monotonic()
    CombinedProbe([logind], time.monotonic).wait(0.5)
    assert time.monotonic() - began >= 0.5, "a dead connection is always readable: that is no reason to spin"
    logind.close()


def test_an_answer_of_another_kind_is_no_answer(bus: str) -> None:
    with serve_on_bus(bus, {IDLE_MONITOR.path: FakeIdleMonitor()}), closing(Bus("session")) as connection:
        assert connection.call(IDLE_MONITOR, "GetIdletime", STRING_CODE) is None
        assert connection.call(IDLE_MONITOR, "GetIdletime", UINT32_CODE) is None
        assert connection.call(IDLE_MONITOR, "NoSuchThing", UINT64_CODE) is None
        assert connection.get_property(IDLE_MONITOR, "NoSuchThing", UINT64_CODE) is None


def test_a_missing_bus_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(OSError, match="session's D-Bus"):
        SessionBusProbe()
