"""A day at a real display, typed by xdotool and sampled by the real probes; only the clock is driven."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from support.home_fixture import ManualClock, answer_screening, run_command
from support.journal_builder import load_exercises
from support.running_server import run_server
from support.xvfb import Xvfb, run_xvfb

from rearguard.app.person.clock import ClockSnapshot
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.reminder_settings import change_reminder_settings
from rearguard.app.watcher.background_task import run_task
from rearguard.app.watcher.notification import DesktopNotifications
from rearguard.app.watcher.watcher import TaskReport, Watcher
from rearguard.charge.activity import MAX_CHARGE_PERCENT, Activity, charge_after
from rearguard.core.message import Message, untranslated
from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.probes import CombinedProbe
from rearguard.sitting.x11 import X11Probe

EIGHT = datetime(2026, 3, 2, 8).astimezone()
MINUTE = 60.0

Key = tuple[float, float]
"""Between these two moments it was touched."""

SLACK = 0.002
"""Seconds: the display counts in milliseconds."""


class Driven:
    """A clock that runs as the real one, but for leaps forward: time in which nothing was touched.

    It is the display as well, whose idle time follows this clock: the leaps since the last key belong to it.
    """

    name = "X11"

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.leaps: list[tuple[float, float]] = []
        self.asleep = 0.0
        self.screen = CombinedProbe([X11Probe()], time.monotonic)

    def at(self, real: float) -> float:
        """Return this clock's time at a moment of the real one."""
        return EIGHT.timestamp() + real - self.began + sum(leap for when, leap in self.leaps if when <= real)

    def now(self) -> float:
        return self.at(time.monotonic())

    def leap(self, minutes: float, *, asleep: bool = False) -> None:
        self.leaps.append((time.monotonic(), minutes * MINUTE))
        self.asleep += minutes * MINUTE if asleep else 0

    def readings(self) -> ClockSnapshot:
        now = self.now()
        passed = now - EIGHT.timestamp() + 1000
        return ClockSnapshot(at=now, since_boot_s=passed, awake_s=passed - self.asleep)

    def look(self) -> DesktopState:
        while True:
            before = time.monotonic()
            look = self.screen.look()
            later = time.monotonic()
            assert look.idle is not None
            earliest, latest = before - look.idle - SLACK, later - look.idle + SLACK
            if not any(earliest <= when <= latest for when, _ in self.leaps):  # else their order is unclear
                return replace(look, idle=self.at(later) - self.at(latest - SLACK))

    def wait(self, seconds: float) -> None:
        """Leave the waiting to the test."""

    def close(self) -> None:
        self.screen.close()


class Errands:
    """Background tasks, done at once in this process."""

    busy = False

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.report: TaskReport | None = None

    def start(self, errand: dict[str, Any]) -> None:
        self.report, _ = run_task(errand, self.diary, load_exercises(), DesktopNotifications(untranslated))

    def collect(self) -> TaskReport | None:
        report, self.report = self.report, None
        return report


class Day:
    """A person at a display, who types and goes away, and the watcher."""

    def __init__(self, home: Paths, screen: Xvfb, clock: ManualClock, diary: Diary) -> None:
        self.home, self.screen, self.clock = home, screen, clock
        self.driven = Driven()
        self.errands = Errands(diary)
        self.said: list[str] = []
        self.typed: list[tuple[Key, Key]] = []
        """The first and the last key of each spell."""
        self.begin()

    def begin(self) -> None:
        """Start a watcher; an earlier one is as dead as after kill -9."""

        def say(message: Message) -> None:
            self.said.append(message.render())

        self.watcher = Watcher(self.home, lambda: self.driven, self.driven.readings, self.errands, say)
        self.look()

    def look(self) -> None:
        self.clock.current_time = datetime.fromtimestamp(self.driven.now(), UTC)
        self.watcher.look()

    def types(self, minutes: float) -> None:
        """Press a key every four and a half minutes, and sample shortly after."""
        keys: list[Key] = []
        for _ in range(round(minutes / 4.5) + 1):
            if keys:
                self.driven.leap(4.4)
            before = self.driven.now()
            self.screen.run("xdotool", "key", "a")
            keys.append((before, self.driven.now()))
            self.driven.leap(0.1)
            self.look()
        self.typed.append((keys[0], keys[-1]))

    def is_away(self, minutes: float) -> None:
        for _ in range(round(minutes / 2)):
            self.driven.leap(2)
            self.look()

    def highest(self) -> float:
        """Return the charge at the last key, if the person walked whenever nothing was typed."""
        charge, left_at = MAX_CHARGE_PERCENT, None
        for (begun, _), (_, ended) in self.typed:
            if left_at is not None:
                charge = charge_after(charge, Activity.WALKING, (begun - left_at) / MINUTE)
            charge, left_at = charge_after(charge, Activity.SITTING, (ended - begun) / MINUTE), ended
        return charge


@pytest.fixture
def watched_day(home: Paths, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    change_reminder_settings(home, {"on": False, "ask": False})
    clock.current_time = EIGHT
    answer_screening(home, clock)
    with run_xvfb() as screen, Diary(home, clock) as diary:
        monkeypatch.setenv("DISPLAY", screen.name)
        day = Day(home, screen, clock, diary)
        yield day
        day.driven.close()


def test_a_day_at_a_real_display_shows_on_today_and_in_the_charge(
    watched_day: Day, home: Paths, page: Page, built_page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched_day.types(60)
    watched_day.begin()
    watched_day.driven.leap(4)
    watched_day.types(54)
    watched_day.is_away(20)
    watched_day.types(90)
    watched_day.driven.leap(45, asleep=True)  # the lid is closed
    watched_day.look()
    watched_day.types(180)
    watched_day.watcher.stop()
    assert watched_day.said == []

    last_key = datetime.fromtimestamp(watched_day.typed[-1][1][1], UTC).isoformat()
    charge = json.loads(run_command("charge", "--at", last_key, "--json", home=home).stdout)
    assert (charge["low"], charge["high"]) == pytest.approx((20, watched_day.highest()), abs=0.2)

    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    with run_server(home, watched_day.clock) as server:
        today = page.request.get(server.address.replace("/?", "/api/day?")).json()
        for span, ((begun, first), (last, ended)) in zip(today["spans"], watched_day.typed, strict=True):
            start, end = (datetime.fromisoformat(span[name]).timestamp() for name in ("start", "end"))
            assert span["activity"] == "sitting"
            assert begun - 1 <= start <= first + 1
            assert last - 1 <= end <= ended + 1
        page.goto(server.address)
        expect(page.locator(".bar-of-day .part.sitting")).to_have_count(4)
        expect(page.locator(".charge")).to_contain_text(f"20–{round(today['charge']['high'])}%")
