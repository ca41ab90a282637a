"""What the next plan takes from where a person stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from rearguard.core.message import Message
from rearguard.library.exercise import Exercise
from rearguard.plan.request import Rung
from rearguard.plan.timing import GRID
from rearguard.progress.detraining import LESS_AFTER_BREAK, MIDDLE, SHORT, after_break, days
from rearguard.progress.fold import Progress
from rearguard.progress.ladder import amounts, below, climbs, is_loaded
from rearguard.progress.level_state import Standing
from rearguard.session.regression import LESS, SHORTEST

EASY_SHARE = 0.6
"""What is left of the volume in an easy week: 40 percent less."""

EVERY_OTHER_DAY = timedelta(hours=36)
"""Between two times of strength work: from one evening to the morning after the next."""

OTHER_DAY = Message("A level with a weight or on one leg comes every other day.")


def rungs(progress: Progress, exercises: Mapping[str, Exercise], now: datetime) -> dict[str, Rung]:
    """Return where a plan made at a moment begins, by exercise; what was never done is missing."""
    return {
        name: _rung(exercises[name], standing, progress, now)
        for name, standing in progress.standings.items()
        if name in exercises and climbs(exercises[name])
    }


def _rung(exercise: Exercise, standing: Standing, progress: Progress, now: datetime) -> Rung:
    here, broke = after_break(exercise, standing, now)
    share, less = _share(here, progress, now)
    resting = _resting(exercise, here, now)
    level = _unloaded(exercise, here.level) if resting else here.level
    amount = here.amount if level == here.level else amounts(exercise)[0]
    why = broke or less or (OTHER_DAY if resting else standing.why)
    counted = exercise.dose.reps is not None
    reps = max(1, int(amount * share)) if counted else None
    seconds = None if counted else max(SHORTEST, int(amount * share) // GRID * GRID)
    return Rung(level, reps=reps, seconds=seconds, sets=here.sets if share < 1 else None, why=why)


def _share(standing: Standing, progress: Progress, now: datetime) -> tuple[float, Message | None]:
    """Return how much of the volume is left, and why it is not all."""
    found: list[tuple[float, Message]] = []
    if progress.easy(now):
        found.append((EASY_SHARE, Message("Your easy week: 40 percent less.")))
    if standing.held:
        text = Message(
            "After the pain 30 percent less. Sessions like that still to come: {count}.", {"count": standing.held}
        )
        found.append((LESS, text))
    away = days(standing.last_at, now)
    if SHORT < away <= MIDDLE:
        text = Message("It is {days} days since you did it: 20 percent less at first.", {"days": away})
        found.append((LESS_AFTER_BREAK, text))
    return min(found, key=lambda one: one[0], default=(1.0, None))


def _resting(exercise: Exercise, standing: Standing, now: datetime) -> bool:
    """Return whether a loaded level was done so lately that it has to wait."""
    at = standing.loaded_at
    return at is not None and is_loaded(exercise, standing.level) and now - at < EVERY_OTHER_DAY


def _unloaded(exercise: Exercise, level: str) -> str:
    """Return the next level down that is no strength work; the lowest where all are."""
    while is_loaded(exercise, level):
        under = below(exercise, level)
        if under is None:
            break
        level = under.id
    return level
