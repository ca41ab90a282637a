"""What a break does: nobody goes on where they were after weeks without.

Up to two weeks strength is kept (Bosquet et al. 2013, Scand J Med Sci Sports 23:e140, for what is lost later and that
those lose more who were less active); the limits between are our choice.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from rearguard.core.message import Message
from rearguard.library.exercise import Exercise
from rearguard.progress.ladder import amounts, below
from rearguard.progress.level_state import Standing

SHORT, MIDDLE, LONG, RESTART = 7, 14, 28, 90
"""Whole days. More than the first: less in the next session; than the second: a level down; the third: two; the last:
anew."""

LESS_AFTER_BREAK = 0.8
"""What is left of the volume in the first session after a week without: 20 percent less."""


def lowered(exercise: Exercise, standing: Standing, levels: int) -> Standing:
    """Return a standing some levels further down, with the smallest amount; never below the first level."""
    level = standing.level
    for _ in range(levels):
        under = below(exercise, level)
        level = level if under is None else under.id
    return replace(standing, level=level, amount=amounts(exercise)[0], good=0, missed=0)


def days(since: datetime | None, now: datetime) -> int:
    """Return the whole days since something; 0 where it never was."""
    return 0 if since is None else (now - since).days


def after_break(exercise: Exercise, standing: Standing, now: datetime) -> tuple[Standing, Message | None]:
    """Return where one stands at a moment after the time without, and why; None where that moves nothing."""
    away = days(standing.last_at, now)
    if away <= MIDDLE:
        return standing, None
    values = {"days": away}
    if away > RESTART:
        low = replace(lowered(exercise, standing, 0), level=exercise.levels[0].id)
        why = Message("It is {days} days since you did it, so it begins anew.", values)
    elif away > LONG:
        low = lowered(exercise, standing, 2)
        why = Message("It is {days} days since you did it, so it goes up to two levels down.", values)
    else:
        low = lowered(exercise, standing, 1)
        why = Message("It is {days} days since you did it, so it goes a level down, where there is one.", values)
    return low, why if (low.level, low.amount) != (standing.level, standing.amount) else None
