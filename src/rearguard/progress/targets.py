"""The level targets of the next plan, from training progress."""

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
"""The remaining share of the volume in an easy week: 40 percent less."""

MIN_TIME_BETWEEN_LOADED = timedelta(hours=36)
"""The shortest time between two sessions of strength work: from one evening to the morning after the next."""

EVERY_OTHER_DAY_REASON = Message("Levels with a weight or on one leg come every other day at most.")


def level_targets(
    progress: TrainingProgress, exercises: Mapping[str, Exercise], now: datetime
) -> dict[str, LevelTarget]:
    """Return the targets of a plan made now, by exercise; an exercise that was never done is missing."""
    return {
        name: _level_target(exercises[name], state, progress, now)
        for name, state in progress.level_states.items()
        if name in exercises and has_progression(exercises[name])
    }


def _level_target(exercise: Exercise, stored: LevelState, progress: TrainingProgress, now: datetime) -> LevelTarget:
    state, break_reason = state_after_break(exercise, stored, now)
    share, volume_reason = _volume_share(state, progress, now)
    must_rest = _must_rest(exercise, state, now)
    level = _unloaded_level(exercise, state.level) if must_rest else state.level
    amount = state.amount if level == state.level else amount_steps(exercise)[0]
    reason = break_reason or volume_reason or (EVERY_OTHER_DAY_REASON if must_rest else stored.change_reason)
    is_counted = exercise.dose.reps is not None
    reps = max(1, int(amount * share)) if is_counted else None
    seconds = None if is_counted else max(MIN_EASED_S, int(amount * share) // TIME_GRID_S * TIME_GRID_S)
    return LevelTarget(level, reps=reps, seconds=seconds, sets=state.last_sets if share < 1 else None, reason=reason)


def _volume_share(state: LevelState, progress: TrainingProgress, now: datetime) -> tuple[float, Message | None]:
    """Return the share of the volume to plan, and why it is not all."""
    reductions: list[tuple[float, Message]] = []
    if progress.is_easy_week(now):
        reductions.append((EASY_WEEK_SHARE, Message("Your easy week: 40% less.")))
    if state.held_back_sessions:
        text = counted(
            "30% less after the pain, for {count} more session.",
            "30% less after the pain, for {count} more sessions.",
            state.held_back_sessions,
        )
        reductions.append((EASED_SHARE, text))
    days = days_since(state.last_at, now)
    if SHORT_BREAK_DAYS < days <= MIDDLE_BREAK_DAYS:
        text = Message("You last did this {days} days ago: 20% less to start with.", {"days": days})
        reductions.append((AFTER_BREAK_SHARE, text))
    return min(reductions, key=lambda reduction: reduction[0], default=(1.0, None))


def _must_rest(exercise: Exercise, state: LevelState, now: datetime) -> bool:
    """Return whether a loaded level was done too recently to be done again."""
    loaded_at = state.loaded_at
    return loaded_at is not None and is_loaded(exercise, state.level) and now - loaded_at < MIN_TIME_BETWEEN_LOADED


def _unloaded_level(exercise: Exercise, level: str) -> str:
    """Return the next lower level that is no strength work; the lowest if all are."""
    while is_loaded(exercise, level):
        lower = previous_level(exercise, level)
        if lower is None:
            break
        level = lower.id
    return level
