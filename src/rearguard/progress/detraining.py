"""Detraining: after a break of weeks, training starts again at a lower level.

Strength lasts for up to two weeks (Bosquet et al. 2013, Scand J Med Sci Sports 23:e140, also for the later losses,
which are larger in less active people); the limits in between are our choice.
"""

from __future__ import annotations

from datetime import datetime

from rearguard.core.message import Message
from rearguard.library.exercise import Exercise
from rearguard.progress.ladder import amount_steps, previous_level
from rearguard.progress.level_state import LevelState

SHORT_BREAK_DAYS, MIDDLE_BREAK_DAYS, LONG_BREAK_DAYS, RESTART_BREAK_DAYS = 7, 14, 28, 90
"""Whole days. A break longer than the first: less volume in the next session; than the second: one level down; than the
third: two levels down; than the last: back to the first level."""

AFTER_BREAK_SHARE = 0.8
"""The remaining share of the volume in the first session after a break of a week: 20 percent less."""


def lower_level(exercise: Exercise, state: LevelState, levels: int) -> LevelState:
    """Return the state some levels lower, with the smallest amount; never below the first level."""
    level = state.level
    for _ in range(levels):
        lower = previous_level(exercise, level)
        level = level if lower is None else lower.id
    return state.moved_to(level, amount_steps(exercise)[0])


def days_since(since: datetime | None, now: datetime) -> int:
    """Return the whole days since a time; 0 for None."""
    return 0 if since is None else (now - since).days


def state_after_break(exercise: Exercise, state: LevelState, now: datetime) -> tuple[LevelState, Message | None]:
    """Return the state after the break that ends now, and the reason; None when the break changes nothing."""
    days = days_since(state.last_at, now)
    if days <= MIDDLE_BREAK_DAYS:
        return state, None
    values = {"days": days}
    if days > RESTART_BREAK_DAYS:
        lowered = state.moved_to(exercise.levels[0].id, amount_steps(exercise)[0])
        reason = Message("You last did this {days} days ago: back to the first level.", values)
    elif days > LONG_BREAK_DAYS:
        lowered = lower_level(exercise, state, 2)
        reason = Message("You last did this {days} days ago: up to two levels down.", values)
    else:
        lowered = lower_level(exercise, state, 1)
        reason = Message("You last did this {days} days ago: one level down if there is one.", values)
    return lowered, reason if (lowered.level, lowered.amount) != (state.level, state.amount) else None
