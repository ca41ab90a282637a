"""Where a person stands with one exercise, and what became of it after each session."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.progress.ladder import starting_point


class LevelAction(StrEnum):
    """What became of an exercise."""

    STAYS = "stays"
    MORE = "more"  # repetitions or seconds
    LESS = "less"
    UP = "up"  # a level
    DOWN = "down"
    CHOSEN = "chosen"
    UNDONE = "undone"


@value(kw_only=True)
class LevelState:
    """Where a person stands with one exercise."""

    level: str
    amount: int
    """Repetitions a set, or the most seconds a set of what is timed."""
    good_sessions: int = 0
    """How many of the last sessions went well, one after the other; two are enough."""
    incomplete_sessions: int = 0
    """How many of the last sessions left sets out."""
    held_back_sessions: int = 0
    """How many sessions more it is held back after pain, with less volume."""
    last_sets: int | None = None
    """Sets of the last session."""
    last_at: datetime | None = None
    """When it was last done."""
    loaded_at: datetime | None = None
    """When it was last done as strength work."""
    raised_at: datetime | None = None
    """When it last went up a level."""
    change_id: str | None = None
    """The id of the last change, which can be undone."""
    change_reason: Message | None = None
    """The reason of the last change."""
    before_change: LevelState | None = None
    """Where one stood before that change."""

    def with_change(self, before: LevelState, change: str, why: Message) -> Self:
        """Return it as what a change made of `before`."""
        return replace(
            self,
            change_id=change,
            change_reason=why,
            before_change=replace(before, change_id=None, change_reason=None, before_change=None),
        )

    def undo_change(self) -> Self:
        """Return where one stood before the last change; to go up again from there takes two sessions anew."""
        if self.before_change is None:
            return self
        past = self.before_change
        return replace(
            self,
            level=past.level,
            amount=past.amount,
            good_sessions=0,
            incomplete_sessions=past.incomplete_sessions,
            held_back_sessions=past.held_back_sessions,
            raised_at=past.raised_at,
            change_id=None,
            change_reason=None,
            before_change=None,
        )


@value(kw_only=True)
class LevelDecision:
    """What became of an exercise, and why. Its id is the same whenever the journal is read again."""

    id: str
    at: datetime
    session: str | None
    """After which session; None: a person's own choice."""
    exercise: str
    action: LevelAction
    level_before: str
    amount_before: int
    level: str
    amount: int
    reason: Message

    @property
    def is_change(self) -> bool:
        """Whether it moved anything."""
        return self.action is not LevelAction.STAYS


def starting_state(exercise: Exercise) -> LevelState:
    """Return where everybody begins."""
    level, amount = starting_point(exercise)
    return LevelState(level=level, amount=amount)
