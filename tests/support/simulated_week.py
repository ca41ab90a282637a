"""A person's week at a desk, minute by minute: what they truly do, and what a desktop sees of it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person.clock import ClockSnapshot
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.reminder_settings import change_reminder_settings
from rearguard.app.person.screening import record_screening
from rearguard.app.watcher.background_task import Notifier, run_task
from rearguard.app.watcher.watcher import TaskReport, Watcher
from rearguard.charge.activity import Activity
from rearguard.charge.battery import Battery, ChargeRange
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.sitting.desktop import DesktopState
from support.home_fixture import ALL_NO_ANSWERS

MINUTE_S, HOUR_S = 60.0, 3600.0
DAY_S = 24 * HOUR_S

ACTIVITIES = {
    "type": Activity.SITTING,
    "read": Activity.SITTING,  # a key every few minutes
    "call": Activity.SITTING,
    "film": Activity.SITTING,
    "stand": Activity.STANDING,  # typing, with the switch on
    "walk": Activity.WALKING,  # the screen as it was left
    "lunch": Activity.WALKING,  # locked
    "couch": Activity.SITTING,  # somewhere else, out of the desktop's sight
    "sleep": Activity.LYING,  # the machine sleeps, too
}


@value
class WeekInterval:
    """An interval of one activity, in seconds since 1970."""

    start: float
    end: float
    occupation: str


class DeskWorker:
    """A person's activities in a week, and their true charge."""

    def __init__(self, start: datetime, seed: int, kind: str) -> None:
        self.start = start.timestamp()
        self.rng = random.Random(seed)  # noqa: S311 - no secrets
        self.intervals = tuple(self._week(kind))
        self._at = 0
        self._true = self.rng.uniform(20, 100)
        self._true_at = self.start

    def find_interval(self, at: float) -> WeekInterval:
        """Return the activity at a moment; moments only rise."""
        while self.intervals[self._at].end <= at:
            self._at += 1
        return self.intervals[self._at]

    def compute_charge(self, at: float) -> float:
        """Return the true charge at a moment; moments only rise."""
        battery = Battery(ChargeRange(self._true, self._true), ChargeRange(self._true, self._true))
        for part in self.intervals:
            start, end = max(part.start, self._true_at), min(part.end, at)
            if start < end:
                battery = battery.after(ACTIVITIES[part.occupation], (end - start) / 60)
        self._true, self._true_at = battery.low, at
        return self._true

    def _week(self, kind: str) -> Iterator[WeekInterval]:
        at = self.start
        for day in range(7):
            plan = self._night_shift() if kind == "night" else self._day(kind, free=day >= 5)
            begin = at
            for activity, seconds in plan:
                end = min(at + seconds, begin + DAY_S)
                yield WeekInterval(at, end, activity)
                at = end
            yield WeekInterval(at, begin + DAY_S, "sleep")
            at = begin + DAY_S

    def _day(self, kind: str, *, free: bool) -> Iterator[tuple[str, float]]:
        yield "sleep", self.rng.uniform(7, 8) * HOUR_S
        yield "walk", self.rng.uniform(20, 60) * MINUTE_S
        if free:
            yield from self._work(2 * HOUR_S, ["type", "read", "film"])
            yield "walk", 3 * HOUR_S
        else:
            habits = {
                "office": ["type", "type", "read", "call"],
                "home": ["type", "read", "call", "couch"],
                "calls": ["call", "call", "type"],
                "films": ["film", "type"],
                "standing": ["type", "stand", "stand", "read"],
            }[kind]
            yield from self._work(4 * HOUR_S, habits)
            yield "lunch", self.rng.uniform(30, 60) * MINUTE_S
            yield from self._work(4.5 * HOUR_S, habits)
        yield "couch", self.rng.uniform(1, 2) * HOUR_S
        yield from self._work(1.5 * HOUR_S, ["film", "type"])

    def _night_shift(self) -> Iterator[tuple[str, float]]:
        yield from self._work(6 * HOUR_S, ["type", "read", "call"])
        yield "walk", 40 * MINUTE_S
        yield "sleep", 8 * HOUR_S
        yield "couch", 4 * HOUR_S
        yield "walk", HOUR_S
        yield from self._work(4 * HOUR_S, ["type", "read"])

    def _work(self, seconds: float, habits: list[str]) -> Iterator[tuple[str, float]]:
        while seconds > 0:
            for activity, least, most in (
                (self.rng.choice(habits), 10, 90),
                (self.rng.choice(("walk", "lunch")), 6, 20),
            ):
                part = self.rng.uniform(least, most) * MINUTE_S
                yield activity, part
                seconds -= part


class SimulatedDesk:
    """A clock, a desktop, a journal and a watcher, and the person in front of them.

    It is a screen, a clock and a notifier in one, so that all of them report the same moment.
    """

    speed = 1.0
    name = "a desk"

    def __init__(
        self, home: Paths, person: DeskWorker, exercises: Mapping[str, Exercise], wishes: Mapping[str, Any]
    ) -> None:
        self.person = person
        self.home = home
        self.now_s = person.start
        self.asleep_seconds = 0.0
        self.last_key_s = 0.0
        self.notifications: list[tuple[float, str]] = []
        self.log_lines: list[str] = []
        self.exercises = exercises
        self.diary = Diary(home, self)
        self._report: TaskReport | None = None
        change_reminder_settings(home, wishes)
        record_screening(self.diary, ALL_NO_ANSWERS)
        self.watcher = self.new_watcher()

    def new_watcher(self) -> Watcher:
        """Return a new watcher of this desk; the previous one is as dead as after kill -9."""
        return Watcher(self.home, lambda: self, self.readings, self, lambda text: self.log_lines.append(text.render()))

    def run_until(self, until: float) -> None:
        """Let time go by."""
        while self.now_s < until:
            part = self.person.find_interval(self.now_s)
            if part.occupation == "sleep":
                self.asleep_seconds += part.end - self.now_s
                self.now_s = part.end
                continue
            self._switch(part)
            self.watcher.wait(self.watcher.look())

    # The clocks.

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.now_s).astimezone()

    def seconds(self) -> float:
        return self.now_s - self.person.start + 1000

    def readings(self) -> ClockSnapshot:
        return ClockSnapshot(at=self.now_s, since_boot_s=self.seconds(), awake_s=self.seconds() - self.asleep_seconds)

    # The screen.

    def look(self) -> DesktopState:
        part = self.person.find_interval(self.now_s)
        if part.occupation in {"type", "stand"}:
            self.last_key_s = max(part.start, self.now_s - self.person.rng.uniform(0, 20))
        elif part.occupation == "read":
            pause = self.person.rng.uniform(60, 240)
            self.last_key_s = max(self.last_key_s, part.start, self.now_s - pause)
        return DesktopState(
            idle=self.now_s - self.last_key_s,
            film=part.occupation == "film",
            call=part.occupation == "call",
            locked=part.occupation == "lunch",
            full_screen=part.occupation == "film",
        )

    def wait(self, seconds: float) -> None:
        self.now_s += seconds

    def close(self) -> None:
        pass

    # The background tasks, done at once.

    busy = False

    def start(self, errand: dict[str, Any]) -> None:
        self._report, _ = run_task(errand, self.diary, self.exercises, self)

    def collect(self) -> TaskReport | None:
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
        self.notifications.append((self.now_s, title.render()))
        return self.person.rng.choice([*buttons, None]) if "later" in buttons else None

    def _switch(self, part: WeekInterval) -> None:
        """Record that the person stands, or sits again."""
        stands = part.occupation == "stand"
        if stands is not getattr(self, "_stands", False):
            self._stands = stands
            change_reminder_settings(self.home, {"standing": stands})


def as_notifier(world: SimulatedDesk) -> Notifier:
    """Check at type level that this fulfils the protocol."""
    return world
