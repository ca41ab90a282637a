"""A day at a real display, typed by xdotool and watched by the real probes; the clock alone is driven."""

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
from support.home_fixture import TurnedClock, answer, rearguard
from support.journal_builder import exercises
from support.running_server import served
from support.xvfb import Display, display

from rearguard.app.person.clock import Readings
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.person.reminder_settings import change
from rearguard.app.watcher.background_task import run
from rearguard.app.watcher.notification import Notification
from rearguard.app.watcher.watcher import Report, Watcher
from rearguard.charge.activity import FULL, Activity, after
from rearguard.core.message import Message, untranslated
from rearguard.sitting.desktop import Look
from rearguard.sitting.probes import Several
from rearguard.sitting.x11 import X11

EIGHT = datetime(2026, 3, 2, 8).astimezone()
MINUTE = 60.0

Key = tuple[float, float]
"""Between these two moments it was touched."""

SLACK = 0.002
"""Seconds: the display counts in milliseconds."""


class Driven:
    """A clock that goes as the real one does, but for leaps forward: time in which nobody touched anything.

    It is the display as well, whose idle time is told by this clock: the leaps since the last key belong to it.
    """

    name = "X11"

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.leaps: list[tuple[float, float]] = []
        self.asleep = 0.0
        self.screen = Several([X11()], time.monotonic)

    def at(self, real: float) -> float:
        """Return what this clock says at a moment of the real one."""
        return EIGHT.timestamp() + real - self.began + sum(leap for when, leap in self.leaps if when <= real)

    def now(self) -> float:
        return self.at(time.monotonic())

    def leap(self, minutes: float, *, asleep: bool = False) -> None:
        self.leaps.append((time.monotonic(), minutes * MINUTE))
        self.asleep += minutes * MINUTE if asleep else 0

    def readings(self) -> Readings:
        now = self.now()
        passed = now - EIGHT.timestamp() + 1000
        return Readings(at=now, passed=passed, awake=passed - self.asleep)

    def look(self) -> Look:
        while True:
            before = time.monotonic()
            look = self.screen.look()
            later = time.monotonic()
            assert look.idle is not None
            earliest, latest = before - look.idle - SLACK, later - look.idle + SLACK
            if not any(earliest <= when <= latest for when, _ in self.leaps):  # else which of the two came first?
                return replace(look, idle=self.at(later) - self.at(latest - SLACK))

    def wait(self, seconds: float) -> None:
        """Leave the waiting to the test."""

    def close(self) -> None:
        self.screen.close()


class Errands:
    """Done at once, in this process."""

    busy = False

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.report: Report | None = None

    def start(self, errand: dict[str, Any]) -> None:
        self.report, _ = run(errand, self.diary, exercises(), Notification(untranslated))

    def collect(self) -> Report | None:
        report, self.report = self.report, None
        return report


class Day:
    """Somebody at a display, who types and goes away, and who is watched."""

    def __init__(self, home: Home, screen: Display, clock: TurnedClock, diary: Diary) -> None:
        self.home, self.screen, self.clock = home, screen, clock
        self.driven = Driven()
        self.errands = Errands(diary)
        self.said: list[str] = []
        self.typed: list[tuple[Key, Key]] = []
        """The first and the last key of each spell."""
        self.begin()

    def begin(self) -> None:
        """Start a watcher; one of before is as dead as after kill -9."""

        def say(message: Message) -> None:
            self.said.append(message.render())

        self.watcher = Watcher(self.home, lambda: self.driven, self.driven.readings, self.errands, say)
        self.look()

    def look(self) -> None:
        self.clock.time = datetime.fromtimestamp(self.driven.now(), UTC)
        self.watcher.look()

    def types(self, minutes: float) -> None:
        """Touch a key every four and a half minutes, and look shortly after."""
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
        """Return the charge at the last key of one who walked whenever nothing was typed."""
        charge, left = FULL, None
        for (begun, _), (_, ended) in self.typed:
            if left is not None:
                charge = after(charge, Activity.WALKING, (begun - left) / MINUTE)
            charge, left = after(charge, Activity.SITTING, (ended - begun) / MINUTE), ended
        return charge


@pytest.fixture
def day(home: Home, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    change(home, {"on": False, "ask": False})
    clock.time = EIGHT
    answer(home, clock)
    with display() as screen, Diary(home, clock) as diary:
        monkeypatch.setenv("DISPLAY", screen.name)
        found = Day(home, screen, clock, diary)
        yield found
        found.driven.close()


def test_a_day_at_a_real_display_shows_on_today_and_in_the_charge(
    day: Day, home: Home, page: Page, built_page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day.types(60)
    day.begin()
    day.driven.leap(4)
    day.types(54)
    day.is_away(20)
    day.types(90)
    day.driven.leap(45, asleep=True)  # the lid is closed
    day.look()
    day.types(180)
    day.watcher.stop()
    assert day.said == []

    last_key = datetime.fromtimestamp(day.typed[-1][1][1], UTC).isoformat()
    found = json.loads(rearguard("charge", "--at", last_key, "--json", home=home).stdout)
    assert (found["low"], found["high"]) == pytest.approx((20, day.highest()), abs=0.2)

    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    with served(home, day.clock) as server:
        today = page.request.get(server.address.replace("/?", "/api/day?")).json()
        for span, ((begun, first), (last, ended)) in zip(today["spans"], day.typed, strict=True):
            start, end = (datetime.fromisoformat(span[name]).timestamp() for name in ("start", "end"))
            assert span["activity"] == "sitting"
            assert begun - 1 <= start <= first + 1
            assert last - 1 <= end <= ended + 1
        page.goto(server.address)
        expect(page.locator(".bar-of-day .part.sitting")).to_have_count(4)
        expect(page.locator(".charge")).to_contain_text(f"20–{round(today['charge']['high'])}%")
