"""A home with records of every kind."""

from __future__ import annotations

import atexit
import shutil
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from rearguard.app.application import Application
from rearguard.app.person import reminder_settings, settings
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.screening import record_screening
from rearguard.app.training.live_session import LiveSession
from rearguard.app.training.planning import PlanRequest
from rearguard.journal.entry import EventKind
from support.home_fixture import ALL_NO_ANSWERS, NOON, ManualClock

PROGRAM_TOML = """\
id = "mine"
name = "=Mine, with a \\"bridge\\""

[[items]]
exercise = "glute-bridge"
sets = 2
"""


def run_session(application: Application, clock: ManualClock, wish: PlanRequest) -> LiveSession:
    """Do a session to its end, step by step."""
    training = application.start_session(wish, lead=0.0)
    while not training.is_over:
        clock.advance(1)
        training.apply("tick")
    return training


def populate_home(home: Paths, clock: ManualClock) -> LiveSession:
    """Answer the safety check, choose, do a session, record symptoms, sitting and a self-test; return the session."""
    there, training, passed = _lived()
    shutil.copytree(there, home.data.parent, dirs_exist_ok=True)
    clock.advance(passed)
    return training


@cache
def _lived() -> tuple[Path, LiveSession, float]:
    """Populate a home once for all tests."""
    base = Path(mkdtemp())
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    home, clock = Paths(base / "config", base / "data", base / "cache"), ManualClock()
    training = _live(home, clock)
    return base, training, (clock.now() - NOON).total_seconds()


def _live(home: Paths, clock: ManualClock) -> LiveSession:
    with Diary(home, clock) as diary:
        record_screening(diary, ALL_NO_ANSWERS)
    settings.change_settings(home, {"place": "floor", "volume": 30})
    reminder_settings.change_reminder_settings(home, {"work_ends": "16:30"})
    (home.library / "programs").mkdir()
    (home.library / "programs" / "mine.toml").write_text(PROGRAM_TOML)
    clock.advance(3600.25)
    application = Application(home, clock)
    training = run_session(application, clock, PlanRequest())
    diary = application.diary
    now = clock.now()
    span = {"from": (now - timedelta(hours=2)).isoformat(), "to": (now - timedelta(hours=1)).isoformat()}
    name = str(training.session_id)
    diary.write((EventKind.FELT, {"numb": 3, "wobble": 1, "session": name}), (EventKind.FELT, {"pain": 2}))
    (sat,) = diary.write((EventKind.SAT, {**span, "by": "hand"}))
    diary.write((EventKind.MOVED, {**span, "by": "watch", "how": "walking"}))
    diary.write((EventKind.RETRACTED, {"entry": str(sat.id)}))
    diary.write((EventKind.TESTED, {"test": "chair-stand", "side": "both", "value": 14, "unit": "reps", "by": "tap"}))
    diary.write((EventKind.TESTED, {"test": "one-leg-stance", "side": "left", "value": 21.5, "unit": "s", "by": "tap"}))
    diary.write((EventKind.FELT, {"effort": 6, "session": name}), (EventKind.FELT, {"pain": 2, "morning_after": name}))
    diary.write(
        (EventKind.LEVEL_CHANGED, {"easy": True}),
        (EventKind.LEVEL_CHANGED, {"exercise": "clamshell", "level": "plain"}),
    )
    diary.write((EventKind.NUDGED, {"minutes": 3, "place": "desk", "why": ["Work is over."]}))
    application.close()
    return training
