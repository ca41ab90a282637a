"""What a break does: nobody goes on where they were after weeks without.

Up to two weeks strength is kept (Bosquet et al. 2013, Scand J Med Sci Sports 23:e140, for what is lost later and that
those lose more who were less active); the limits between are our choice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from rearguard.core.message import Message
from rearguard.library.exercise import Exercise
from rearguard.progress.ladder import amount_steps, previous_level
from rearguard.progress.level_state import LevelState

SHORT_BREAK_DAYS, MIDDLE_BREAK_DAYS, LONG_BREAK_DAYS, RESTART_BREAK_DAYS = 7, 14, 28, 90
"""Whole days. More than the first: less in the next session; than the second: a level down; the third: two; the last:
anew."""

AFTER_BREAK_SHARE = 0.8
"""What is left of the volume in the first session after a week without: 20 percent less."""


def lower_level(exercise: Exercise, state: LevelState, levels: int) -> LevelState:
    """Return a standing some levels further down, with the smallest amount; never below the first level."""
    level = state.level
    for _ in range(levels):
        under = previous_level(exercise, level)
        level = level if under is None else under.id
    return replace(state, level=level, amount=amount_steps(exercise)[0], good_sessions=0, incomplete_sessions=0)


def days_since(since: datetime | None, now: datetime) -> int:
    """Return the whole days since something; 0 where it never was."""
    return 0 if since is None else (now - since).days


def state_after_break(exercise: Exercise, state: LevelState, now: datetime) -> tuple[LevelState, Message | None]:
    """Return where one stands at a moment after the time without, and why; None where that moves nothing."""
    away = days_since(state.last_at, now)
    if away <= MIDDLE_BREAK_DAYS:
        return state, None
    values = {"days": away}
    if away > RESTART_BREAK_DAYS:
        low = replace(lower_level(exercise, state, 0), level=exercise.levels[0].id)
        why = Message("You last did this {days} days ago: back to the first level.", values)
    elif away > LONG_BREAK_DAYS:
        low = lower_level(exercise, state, 2)
        why = Message("You last did this {days} days ago: up to two levels down.", values)
    else:
        low = lower_level(exercise, state, 1)
        why = Message("You last did this {days} days ago: one level down if there is one.", values)
    return low, why if (low.level, low.amount) != (state.level, state.amount) else None
