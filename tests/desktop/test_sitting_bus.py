"""GNOME, the session's bus and logind asked for real by D-Bus, on a bus of the test's own."""

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
    Manager,
    Monitor,
    Notifications,
    PolicyAgent,
    Profiles,
    Saver,
    Session,
    SessionManager,
    UPower,
    desk,
)
from support.fake_notifications import private_bus

from rearguard.sitting.dbus import LONG, NUMBER, TEXT, Bus, Place
from rearguard.sitting.desktop import Look
from rearguard.sitting.gnome import MONITOR, Gnome
from rearguard.sitting.logind import MANAGER, NAME, SESSION, Logind
from rearguard.sitting.power import PROFILES, UPOWER, Power
from rearguard.sitting.probes import Several
from rearguard.sitting.session_bus import INHIBITIONS, NOTIFICATIONS, SAVERS, SessionBus


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address


def test_mutter_counts_in_milliseconds_longer_than_32_bits_hold(bus: str) -> None:
    monitor = Monitor()
    with desk(bus, {MONITOR.path: monitor}), closing(Gnome()) as gnome:
        for milliseconds in (0, 1_500, 5_000_000_000):
            monitor.milliseconds = milliseconds
            assert gnome.look() == Look(idle=milliseconds / 1000)


def test_a_bus_without_mutter_is_no_gnome(bus: str) -> None:  # noqa: ARG001 - it must be there
    with pytest.raises(OSError, match="Mutter"):
        Gnome()


def test_mutter_that_goes_away_tells_nothing_and_is_believed_again_when_it_is_back(bus: str) -> None:
    with desk(bus, {MONITOR.path: Monitor()}):
        gnome = Gnome()
    assert gnome.look() == Look()
    with desk(bus, {MONITOR.path: Monitor()}):
        assert gnome.look() == Look(idle=0.0)
    gnome.close()


def test_who_hangs_is_not_waited_for(bus: str) -> None:
    monitor = Monitor()
    with desk(bus, {MONITOR.path: monitor}), closing(Gnome()) as gnome:
        monitor.hangs = True
        began = time.monotonic()
        assert gnome.look() == Look()
        assert time.monotonic() - began < 5
        monitor.hangs = False
        assert gnome.look() == Look(idle=0.0)


def test_nobody_is_started_to_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services, started = tmp_path / "dbus-1" / "services", tmp_path / "started"
    services.mkdir(parents=True)
    for name in ("org.freedesktop.Notifications", "org.freedesktop.ScreenSaver"):
        service = f"[D-BUS Service]\nName={name}\nExec=/usr/bin/touch {started}\n"
        (services / f"{name}.service").write_text(service)
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with closing(SessionBus()) as session:
            assert session.look() == Look()
        assert not started.exists()
        asked = [
            "dbus-send",
            f"--bus={address}",
            "--print-reply",
            "--reply-timeout=1000",
            f"--dest={NOTIFICATIONS.name}",
            "/",
            "a.b.c",
        ]
        subprocess.run(asked, check=False, capture_output=True)
        assert started.exists(), "others start it by asking: it could have been"


def test_nobody_says_anything_on_an_empty_bus(bus: str) -> None:  # noqa: ARG001 - as above
    with closing(SessionBus()) as session, closing(Logind()) as logind:
        assert (session.look(), logind.look()) == (Look(), Look())


@pytest.mark.parametrize("place", SAVERS, ids=lambda place: place.name)
def test_each_screen_saver_tells_whether_it_covers_the_screen(bus: str, place: Place) -> None:
    saver = Saver(place.interface)
    with desk(bus, {place.path: saver}), closing(SessionBus()) as session:
        assert session.look() == Look(locked=False)
        saver.active = True
        assert session.look() == Look(locked=True)


def test_a_film_is_seen_in_gnome_and_other_inhibitors_are_none(bus: str) -> None:
    manager = SessionManager()
    with desk(bus, {INHIBITIONS[0][0].path: manager}), closing(SessionBus()) as session:
        manager.flags = 1 | 2 | 4  # log out, switch user, suspend
        assert session.look() == Look(film=False)
        manager.flags = 4 | 8
        assert session.look() == Look(film=True)


def test_a_film_is_seen_in_plasma_and_other_inhibitors_are_none(bus: str) -> None:
    agent = PolicyAgent()
    with desk(bus, {INHIBITIONS[1][0].path: agent}), closing(SessionBus()) as session:
        agent.policies = 1  # a download keeps the machine from sleep
        assert session.look() == Look(film=False)
        agent.policies = 1 | 4
        assert session.look() == Look(film=True)


def test_do_not_disturb_is_seen_in_plasma(bus: str) -> None:
    notifications = Notifications()
    with desk(bus, {NOTIFICATIONS.path: notifications}), closing(SessionBus()) as session:
        assert session.look() == Look(do_not_disturb=False)
        notifications.quiet = True
        assert session.look() == Look(do_not_disturb=True)


@pytest.mark.parametrize("place", PROFILES, ids=lambda place: place.name)
def test_a_machine_saves_where_the_profile_says_so_and_no_plug_feeds_it(bus: str, place: Place) -> None:
    upower, profiles = UPower(), Profiles(place.interface)
    with desk(bus, {UPOWER.path: upower, place.path: profiles}), closing(Power()) as power:
        profiles.active = "power-saver"
        assert power.look() == Look(saving=False)
        upower.on_battery = True
        assert power.look() == Look(saving=True)
        profiles.active = "balanced"
        assert power.look() == Look(saving=False)
    with closing(Power()) as nobody:
        assert nobody.look() == Look()


def test_logind_tells_of_locks_and_of_who_keeps_the_session_from_being_idle(bus: str) -> None:
    manager, session = Manager(), Session()
    with desk(bus, {MANAGER.path: manager, SESSION.path: session}, NAME), closing(Logind()) as logind:
        manager.blocked = "handle-lid-switch:sleep"
        assert logind.look() == Look(locked=False, film=False)
        manager.blocked = "sleep:idle"
        session.locked = True
        assert logind.look() == Look(locked=True, film=True)


@pytest.mark.parametrize("what", ["lock", "sleep", "shutdown"])
def test_a_lock_a_sleep_and_a_shutdown_end_a_wait(bus: str, what: str) -> None:
    manager, session = Manager(), Session()
    with desk(bus, {MANAGER.path: manager, SESSION.path: session}, NAME) as desktop, closing(Logind()) as logind:
        happen = {
            "lock": session.lock,
            "sleep": functools.partial(manager.sleep, True),  # noqa: FBT003 - as the signal has it
            "shutdown": functools.partial(manager.shutdown, True),  # noqa: FBT003 - as above
        }[what]
        several = Several([logind], time.monotonic)
        assert several.look().locked is False
        later = threading.Timer(0.2, desktop.do, [happen])
        later.start()
        began = time.monotonic()
        several.wait(20)
        assert time.monotonic() - began < 10
        assert several.look().locked is True
        later.join()


def test_waking_ends_no_wait_and_unlocks_nothing_by_itself(bus: str) -> None:
    manager, session = Manager(), Session()
    with desk(bus, {MANAGER.path: manager, SESSION.path: session}, NAME) as desktop, closing(Logind()) as logind:
        desktop.do(functools.partial(manager.sleep, False))  # noqa: FBT003 - as above
        began = time.monotonic()
        Several([logind], time.monotonic).wait(0.5)
        assert time.monotonic() - began >= 0.5
        assert logind.look().locked is False


def test_a_bus_that_goes_away_leaves_the_process_alive_and_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        with desk(address, {MANAGER.path: Manager(), SESSION.path: Session()}, NAME):
            logind = Logind()
            assert logind.look() == Look(locked=False, film=False)
    for _ in range(3):
        assert logind.look() == Look()
    began = time.monotonic()
    Several([logind], time.monotonic).wait(0.5)
    assert time.monotonic() - began >= 0.5, "a dead connection is always readable: that is no reason to spin"
    logind.close()


def test_an_answer_of_another_kind_is_no_answer(bus: str) -> None:
    with desk(bus, {MONITOR.path: Monitor()}), closing(Bus("session")) as asked:
        assert asked.ask(MONITOR, "GetIdletime", TEXT) is None
        assert asked.ask(MONITOR, "GetIdletime", NUMBER) is None
        assert asked.ask(MONITOR, "NoSuchThing", LONG) is None
        assert asked.read(MONITOR, "NoSuchThing", LONG) is None


def test_no_bus_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(OSError, match="session's D-Bus"):
        SessionBus()
