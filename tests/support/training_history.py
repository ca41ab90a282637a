"""Sessions as they would be in a journal, without a journal: for what folds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from rearguard.library.exercise import Exercise, Need, Trait
from rearguard.progress.fold import Progress, fold
from rearguard.progress.ladder import Reach
from rearguard.progress.sessions import Choice, Happened, Performance, Session
from support.sample_exercises import BRIDGE, RUNNER, exercise, level

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)

LIFT = exercise(
    "lift",
    reps=10,
    levels=[
        level("plain", (0.25, 0.22)),
        level("band", (0.30, 0.26), needs=[Need.BAND]),
        level("weight", (0.40, 0.30), needs=[Need.WEIGHT], traits=[Trait.EXTERNAL_WEIGHT]),
        level("one-leg", (0.47, 0.50), traits=[Trait.SINGLE_LEG]),
        level("aside", (0.33, 0.30), branch=True),
    ],
)
PACE = exercise(
    "pace",
    seconds=(30, 60, 60),
    levels=[level("knees", (0.14, 0.33)), level("ankles", (0.16, 0.39)), level("feet", (0.19, 0.44))],
)
OPEN = exercise("open", reps=10, each=True, levels=[level("plain"), level("band", (0.42, 0.42), needs=[Need.BAND])])
EXERCISES: Mapping[str, Exercise] = {one.id: one for one in (LIFT, PACE, OPEN, RUNNER, BRIDGE)}


def did(name: str = "lift", at: str = "plain", amount: int = 10, **more: Any) -> Performance:  # noqa: ANN401 - of any field
    """Return that all of an exercise was done, unless `more` says otherwise."""
    return Performance(**{"exercise": name, "level": at, "planned": 2, "done": 2, "amount": amount, "sets": 2, **more})


def session(day: float, *done: Performance, **more: Any) -> Session:  # noqa: ANN401 - of any field
    """Return a session so many days after Monday: an easy one, unless `more` says otherwise."""
    told: dict[str, Any] = {"effort": 5.0, "reach": Reach(), **more}
    return Session(id=f"s{day:g}", at=MONDAY + day * DAY, performances=done, **told)


def chosen(day: float, name: str, at: str) -> Choice:
    """Return that a person chose a level."""
    return Choice(id=f"c{day:g}", at=MONDAY + day * DAY, exercise=name, level=at)


def undone(day: float, name: str, change: str | None) -> Choice:
    """Return that a person undid a change."""
    return Choice(id=f"u{day:g}", at=MONDAY + day * DAY, exercise=name, change=change)


def after(*happened: Happened, begun: Progress | None = None) -> Progress:
    """Return progress after all that."""
    return fold(begun or Progress(), happened, EXERCISES)


def place(progress: Progress, name: str = "lift") -> tuple[str, int]:
    """Return the level and the amount of an exercise."""
    return progress.standings[name].level, progress.standings[name].amount


def why(progress: Progress, name: str = "lift") -> str:
    """Return the reason of an exercise's last decision."""
    return next(str(one.reason) for one in reversed(progress.decisions) if one.exercise == name)
