"""What the next plan takes from where a person stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from rearguard.core.message import Message, counted
from rearguard.library.exercise import Exercise
from rearguard.plan.request import LevelTarget
from rearguard.plan.timing import TIME_GRID_S
from rearguard.progress.detraining import (
    AFTER_BREAK_SHARE,
    MIDDLE_BREAK_DAYS,
    SHORT_BREAK_DAYS,
    days_since,
    state_after_break,
)
from rearguard.progress.fold import TrainingProgress
from rearguard.progress.ladder import amount_steps, has_progression, is_loaded, previous_level
from rearguard.progress.level_state import LevelState
from rearguard.session.regression import EASED_SHARE, MIN_EASED_S

EASY_WEEK_SHARE = 0.6
"""What is left of the volume in an easy week: 40 percent less."""

MIN_TIME_BETWEEN_LOADED = timedelta(hours=36)
"""Between two times of strength work: from one evening to the morning after the next."""

EVERY_OTHER_DAY_REASON = Message("Levels with a weight or on one leg come every other day at most.")


def level_targets(
    progress: TrainingProgress, exercises: Mapping[str, Exercise], now: datetime
) -> dict[str, LevelTarget]:
    """Return where a plan made at a moment begins, by exercise; what was never done is missing."""
    return {
        name: _level_target(exercises[name], standing, progress, now)
        for name, standing in progress.level_states.items()
        if name in exercises and has_progression(exercises[name])
    }


def _level_target(exercise: Exercise, standing: LevelState, progress: TrainingProgress, now: datetime) -> LevelTarget:
    here, broke = state_after_break(exercise, standing, now)
    share, less = _volume_share(here, progress, now)
    resting = _must_rest(exercise, here, now)
    level = _unloaded_level(exercise, here.level) if resting else here.level
    amount = here.amount if level == here.level else amount_steps(exercise)[0]
    why = broke or less or (EVERY_OTHER_DAY_REASON if resting else standing.change_reason)
    counted = exercise.dose.reps is not None
    reps = max(1, int(amount * share)) if counted else None
    seconds = None if counted else max(MIN_EASED_S, int(amount * share) // TIME_GRID_S * TIME_GRID_S)
    return LevelTarget(level, reps=reps, seconds=seconds, sets=here.last_sets if share < 1 else None, reason=why)


def _volume_share(state: LevelState, progress: TrainingProgress, now: datetime) -> tuple[float, Message | None]:
    """Return how much of the volume is left, and why it is not all."""
    found: list[tuple[float, Message]] = []
    if progress.is_easy_week(now):
        found.append((EASY_WEEK_SHARE, Message("Your easy week: 40% less.")))
    if state.held_back_sessions:
        text = counted(
            "30% less after the pain, for {count} more session.",
            "30% less after the pain, for {count} more sessions.",
            state.held_back_sessions,
        )
        found.append((EASED_SHARE, text))
    away = days_since(state.last_at, now)
    if SHORT_BREAK_DAYS < away <= MIDDLE_BREAK_DAYS:
        text = Message("You last did this {days} days ago: 20% less to start with.", {"days": away})
        found.append((AFTER_BREAK_SHARE, text))
    return min(found, key=lambda one: one[0], default=(1.0, None))


def _must_rest(exercise: Exercise, state: LevelState, now: datetime) -> bool:
    """Return whether a loaded level was done so lately that it has to wait."""
    at = state.loaded_at
    return at is not None and is_loaded(exercise, state.level) and now - at < MIN_TIME_BETWEEN_LOADED


def _unloaded_level(exercise: Exercise, level: str) -> str:
    """Return the next level down that is no strength work; the lowest where all are."""
    while is_loaded(exercise, level):
        under = previous_level(exercise, level)
        if under is None:
            break
        level = under.id
    return level
