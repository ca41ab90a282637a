"""Ten working weeks with a known truth: detection never contradicts it, and reminders disturb no meeting."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from support.journal_builder import load_exercises
from support.simulated_week import HOUR_S, DeskWorker, SimulatedDesk

from rearguard.app.person import charging
from rearguard.app.person.paths import Paths
from rearguard.app.person.reminder_settings import read_reminder_settings
from rearguard.journal.entry import EventKind
from rearguard.journal.memory import MemoryJournal
from rearguard.reminders.decision import is_quiet_time

MONDAY = datetime(2026, 3, 2).astimezone()
SEEN = {"type", "read", "call", "film", "stand"}
NIGHT = {"quiet_from": "08:00", "quiet_to": "18:00"}

WEEKS: list[tuple[str, dict[str, Any]]] = [
    ("office", {}),
    ("office", {"after": 45, "a_day": 3}),
    ("home", {}),
    ("home", {"on": False}),
    ("calls", {}),
    ("calls", {"a_day": 20, "after": 20}),
    ("films", {}),
    ("standing", {}),
    ("standing", {"quiet_from": "12:00", "quiet_to": "14:00"}),
    ("night", NIGHT),
]


@pytest.mark.parametrize("number", range(len(WEEKS)))
def test_a_week(number: int, home: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rearguard.app.person.diary.Diary.journal", MemoryJournal())
    monkeypatch.setattr("rearguard.app.person.diary.Diary.exists", True)
    monkeypatch.setattr(
        "rearguard.app.watcher.watcher.HEARTBEAT_INTERVAL_S", 600.0
    )  # otherwise the disk takes most of the time
    kind, expected = WEEKS[number]
    person = DeskWorker(MONDAY, number, kind)
    world = SimulatedDesk(home, person, load_exercises(), expected)
    manners = read_reminder_settings(home).policy
    for step in range(1, 7 * 24):
        world.run_until(MONDAY.timestamp() + step * HOUR_S)
        if step % 40 == 0:  # kill -9
            world.watcher = world.new_watcher()
        true, computed = (
            person.compute_charge(world.now_s),
            charging.charge_at(world.diary, load_exercises(), world.now()),
        )
        assert computed.low - 1e-6 <= true <= computed.high + 1e-6, f"hour {step}"

    detected_s = sum(
        part.end - part.start for part in person.intervals if part.occupation in SEEN and part.end <= world.now_s
    )
    spans = charging.known_activity(world.diary, load_exercises(), world.now()).spans
    assert sum(span.end - span.start for span in spans) > 0.9 * detected_s, "what can be known is known"

    doing = {part.start: part.occupation for part in person.intervals}
    a_day: Counter[object] = Counter()
    for at, title in world.notifications:
        when = datetime.fromtimestamp(at).astimezone()
        activity = next(activity for start, activity in reversed(doing.items()) if start <= at)
        assert activity not in {"call", "film", "stand", "lunch", "sleep"}, f"{title} at {when}"
        assert not is_quiet_time(when, manners)
        a_day[when.date()] += title != "Welcome back"
    assert all(count <= manners.max_per_day for count in a_day.values())
    assert bool(sum(a_day.values())) is manners.is_enabled, "one who sits is reminded, unless they do not want to be"

    entries = list(world.diary.read(EventKind.SAT, EventKind.MOVED))
    assert len(entries) == len({entry.id for entry in entries})
    assert max(Counter(entry.at.astimezone().date() for entry in world.diary.read()).values()) <= 50
    assert world.log_lines == []
