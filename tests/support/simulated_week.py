"""A person's week at a desk, minute by minute: what they truly do, and what a desktop sees of it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person.clock import Readings
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.person.reminder_settings import change
from rearguard.app.person.screening import screen
from rearguard.app.watcher.background_task import Notifier, run
from rearguard.app.watcher.watcher import Report, Watcher
from rearguard.charge.activity import Activity
from rearguard.charge.battery import Battery, Bounds
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.sitting.desktop import Look
from support.home_fixture import ALL_NO

MINUTE, HOUR = 60.0, 3600.0
DAY = 24 * HOUR

WHAT = {
    "type": Activity.SITTING,
    "read": Activity.SITTING,  # a key every few minutes
    "call": Activity.SITTING,
    "film": Activity.SITTING,
    "stand": Activity.STANDING,  # typing, with the switch on
    "walk": Activity.WALKING,  # the screen as it was left
    "lunch": Activity.WALKING,  # locked
    "couch": Activity.SITTING,  # somewhere else, nobody sees it
    "sleep": Activity.LYING,  # the machine sleeps, too
}


@value
class Part:
    """Some time of one thing, in seconds since 1970."""

    start: float
    end: float
    what: str


class Person:
    """What somebody does in a week, and where their charge truly is."""

    def __init__(self, start: datetime, seed: int, kind: str) -> None:
        self.start = start.timestamp()
        self.chance = random.Random(seed)  # noqa: S311 - no secrets
        self.parts = tuple(self._week(kind))
        self._at = 0
        self._true = self.chance.uniform(20, 100)
        self._true_at = self.start

    def doing(self, at: float) -> Part:
        """Return what is done at a moment; moments only rise."""
        while self.parts[self._at].end <= at:
            self._at += 1
        return self.parts[self._at]

    def charge(self, at: float) -> float:
        """Return the true charge at a moment; moments only rise."""
        battery = Battery(Bounds(self._true, self._true), Bounds(self._true, self._true))
        for part in self.parts:
            start, end = max(part.start, self._true_at), min(part.end, at)
            if start < end:
                battery = battery.after(WHAT[part.what], (end - start) / 60)
        self._true, self._true_at = battery.low, at
        return self._true

    def _week(self, kind: str) -> Iterator[Part]:
        at = self.start
        for day in range(7):
            plan = self._night_shift() if kind == "night" else self._day(kind, free=day >= 5)
            begin = at
            for what, seconds in plan:
                end = min(at + seconds, begin + DAY)
                yield Part(at, end, what)
                at = end
            yield Part(at, begin + DAY, "sleep")
            at = begin + DAY

    def _day(self, kind: str, *, free: bool) -> Iterator[tuple[str, float]]:
        yield "sleep", self.chance.uniform(7, 8) * HOUR
        yield "walk", self.chance.uniform(20, 60) * MINUTE
        if free:
            yield from self._work(2 * HOUR, ["type", "read", "film"])
            yield "walk", 3 * HOUR
        else:
            habits = {
                "office": ["type", "type", "read", "call"],
                "home": ["type", "read", "call", "couch"],
                "calls": ["call", "call", "type"],
                "films": ["film", "type"],
                "standing": ["type", "stand", "stand", "read"],
            }[kind]
            yield from self._work(4 * HOUR, habits)
            yield "lunch", self.chance.uniform(30, 60) * MINUTE
            yield from self._work(4.5 * HOUR, habits)
        yield "couch", self.chance.uniform(1, 2) * HOUR
        yield from self._work(1.5 * HOUR, ["film", "type"])

    def _night_shift(self) -> Iterator[tuple[str, float]]:
        yield from self._work(6 * HOUR, ["type", "read", "call"])
        yield "walk", 40 * MINUTE
        yield "sleep", 8 * HOUR
        yield "couch", 4 * HOUR
        yield "walk", HOUR
        yield from self._work(4 * HOUR, ["type", "read"])

    def _work(self, seconds: float, habits: list[str]) -> Iterator[tuple[str, float]]:
        while seconds > 0:
            for what, least, most in (
                (self.chance.choice(habits), 10, 90),
                (self.chance.choice(("walk", "lunch")), 6, 20),
            ):
                part = self.chance.uniform(least, most) * MINUTE
                yield what, part
                seconds -= part


class World:
    """A clock, a desktop, a journal and a watcher, and the person before them.

    It is a screen, a clock and a notifier in one, so that all of them tell of the same moment.
    """

    speed = 1.0
    name = "a desk"

    def __init__(
        self, home: Home, person: Person, exercises: Mapping[str, Exercise], wishes: Mapping[str, Any]
    ) -> None:
        self.person = person
        self.home = home
        self.at = person.start
        self.asleep = 0.0
        self.key = 0.0
        self.shown: list[tuple[float, str]] = []
        self.said: list[str] = []
        self.exercises = exercises
        self.diary = Diary(home, self)
        self._report: Report | None = None
        change(home, wishes)
        screen(self.diary, ALL_NO)
        self.watcher = self.new_watcher()

    def new_watcher(self) -> Watcher:
        """Return a watcher of this desk; the one of before is as dead as after kill -9."""
        return Watcher(self.home, lambda: self, self.readings, self, lambda text: self.said.append(text.render()))

    def live(self, until: float) -> None:
        """Let time go by."""
        while self.at < until:
            part = self.person.doing(self.at)
            if part.what == "sleep":
                self.asleep += part.end - self.at
                self.at = part.end
                continue
            self._switch(part)
            self.watcher.wait(self.watcher.look())

    # The clocks.

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.at).astimezone()

    def seconds(self) -> float:
        return self.at - self.person.start + 1000

    def readings(self) -> Readings:
        return Readings(at=self.at, passed=self.seconds(), awake=self.seconds() - self.asleep)

    # The screen.

    def look(self) -> Look:
        part = self.person.doing(self.at)
        if part.what in {"type", "stand"}:
            self.key = max(part.start, self.at - self.person.chance.uniform(0, 20))
        elif part.what == "read":
            pause = self.person.chance.uniform(60, 240)
            self.key = max(self.key, part.start, self.at - pause)
        return Look(
            idle=self.at - self.key,
            film=part.what == "film",
            call=part.what == "call",
            locked=part.what == "lunch",
            full_screen=part.what == "film",
        )

    def wait(self, seconds: float) -> None:
        self.at += seconds

    def close(self) -> None:
        pass

    # The errands, done at once.

    busy = False

    def start(self, errand: dict[str, Any]) -> None:
        self._report, _ = run(errand, self.diary, self.exercises, self)

    def collect(self) -> Report | None:
        report, self._report = self._report, None
        return report

    # The notifications.

    def ready(self) -> bool:
        return True

    def show(
        self, title: Message, lines: tuple[Message, ...], buttons: Mapping[str, Message], patience: timedelta
    ) -> str | None:
        assert lines
        assert patience > timedelta()
        self.shown.append((self.at, title.render()))
        return self.person.chance.choice([*buttons, None]) if "later" in buttons else None

    def _switch(self, part: Part) -> None:
        """Say that one stands, or sits again."""
        stands = part.what == "stand"
        if stands is not getattr(self, "_stands", False):
            self._stands = stands
            change(self.home, {"standing": stands})


def as_notifier(world: World) -> Notifier:
    """Hold the world to the protocol."""
    return world
