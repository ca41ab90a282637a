"""A home in which something of every kind was kept."""

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
from rearguard.app.person.paths import Home
from rearguard.app.person.screening import screen
from rearguard.app.training.live_session import Training
from rearguard.app.training.planning import Wish
from rearguard.journal.entry import Kind
from support.home_fixture import ALL_NO, NOON, TurnedClock

PROGRAM = """\
id = "mine"
name = "=Mine, with a \\"bridge\\""

[[items]]
exercise = "glute-bridge"
sets = 2
"""


def do(application: Application, clock: TurnedClock, wish: Wish) -> Training:
    """Do a session to its end, step by step."""
    training = application.begin(wish, lead=0.0)
    while not training.over:
        clock.turn(1)
        training.do("tick")
    return training


def live(home: Home, clock: TurnedClock) -> Training:
    """Answer the questions, choose, do a session, feel, sit and test; return the session."""
    there, training, passed = _lived()
    shutil.copytree(there, home.data.parent, dirs_exist_ok=True)
    clock.turn(passed)
    return training


@cache
def _lived() -> tuple[Path, Training, float]:
    """Do it once for all tests."""
    base = Path(mkdtemp())
    atexit.register(shutil.rmtree, base, ignore_errors=True)
    home, clock = Home(base / "config", base / "data", base / "cache"), TurnedClock()
    training = _live(home, clock)
    return base, training, (clock.now() - NOON).total_seconds()


def _live(home: Home, clock: TurnedClock) -> Training:
    with Diary(home, clock) as diary:
        screen(diary, ALL_NO)
    settings.change(home, {"place": "floor", "volume": 30})
    reminder_settings.change(home, {"work_ends": "16:30"})
    (home.library / "programs").mkdir()
    (home.library / "programs" / "mine.toml").write_text(PROGRAM)
    clock.turn(3600.25)
    application = Application(home, clock)
    training = do(application, clock, Wish())
    diary = application.diary
    now = clock.now()
    span = {"from": (now - timedelta(hours=2)).isoformat(), "to": (now - timedelta(hours=1)).isoformat()}
    name = str(training.name)
    diary.write((Kind.FELT, {"numb": 3, "wobble": 1, "session": name}), (Kind.FELT, {"pain": 2}))
    (sat,) = diary.write((Kind.SAT, {**span, "by": "hand"}))
    diary.write((Kind.MOVED, {**span, "by": "watch", "how": "walking"}))
    diary.write((Kind.RETRACTED, {"entry": str(sat.id)}))
    diary.write((Kind.TESTED, {"test": "chair-stand", "side": "both", "value": 14, "unit": "reps", "by": "tap"}))
    diary.write((Kind.TESTED, {"test": "one-leg-stance", "side": "left", "value": 21.5, "unit": "s", "by": "tap"}))
    diary.write((Kind.FELT, {"effort": 6, "session": name}), (Kind.FELT, {"pain": 2, "morning_after": name}))
    diary.write((Kind.LEVEL_CHANGED, {"easy": True}), (Kind.LEVEL_CHANGED, {"exercise": "clamshell", "level": "plain"}))
    diary.write((Kind.NUDGED, {"minutes": 3, "place": "desk", "why": ["Work is over."]}))
    application.close()
    return training
