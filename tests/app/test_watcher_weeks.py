"""Ten working weeks with a known truth: what is watched never contradicts it, and nobody is disturbed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from support.journal_builder import exercises
from support.simulated_week import HOUR, Person, World

from rearguard.app.person import charging
from rearguard.app.person.paths import Home
from rearguard.app.person.reminder_settings import wishes
from rearguard.journal.entry import Kind
from rearguard.journal.memory import MemoryJournal
from rearguard.reminders.decision import is_quiet

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
def test_a_week(number: int, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rearguard.app.person.diary.Diary.journal", MemoryJournal())
    monkeypatch.setattr("rearguard.app.person.diary.Diary.exists", True)
    monkeypatch.setattr("rearguard.app.watcher.watcher.BEAT", 600.0)  # or the disk takes most of the time
    kind, wanted = WEEKS[number]
    person = Person(MONDAY, number, kind)
    world = World(home, person, exercises(), wanted)
    manners = wishes(home).manners
    for step in range(1, 7 * 24):
        world.live(MONDAY.timestamp() + step * HOUR)
        if step % 40 == 0:  # kill -9
            world.watcher = world.new_watcher()
        true, told = person.charge(world.at), charging.charge_at(world.diary, exercises(), world.now())
        assert told.low - 1e-6 <= true <= told.high + 1e-6, f"hour {step}"

    seen = sum(part.end - part.start for part in person.parts if part.what in SEEN and part.end <= world.at)
    spans = charging.told(world.diary, exercises(), world.now()).spans
    assert sum(span.end - span.start for span in spans) > 0.9 * seen, "what can be known is known"

    doing = {part.start: part.what for part in person.parts}
    a_day: Counter[object] = Counter()
    for at, title in world.shown:
        when = datetime.fromtimestamp(at).astimezone()
        what = next(what for start, what in reversed(doing.items()) if start <= at)
        assert what not in {"call", "film", "stand", "lunch", "sleep"}, f"{title} at {when}"
        assert not is_quiet(when, manners)
        a_day[when.date()] += title != "Welcome back"
    assert all(count <= manners.a_day for count in a_day.values())
    assert bool(sum(a_day.values())) is manners.on, "one who sits is reminded, unless they do not want to be"

    kept = list(world.diary.read(Kind.SAT, Kind.MOVED))
    assert len(kept) == len({entry.id for entry in kept})
    assert max(Counter(entry.at.astimezone().date() for entry in world.diary.read()).values()) <= 50
    assert world.said == []
