"""The person's level of one exercise, and the decisions that change it."""

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
    """The result of a decision on an exercise."""

    STAYS = "stays"
    MORE = "more"  # repetitions or seconds
    LESS = "less"
    UP = "up"  # a level
    DOWN = "down"
    CHOSEN = "chosen"
    UNDONE = "undone"


@value(kw_only=True)
class LevelState:
    """The person's level and amount of one exercise, and what the next decision needs to know."""

    level: str
    amount: int
    """Repetitions per set, or for a timed exercise the largest number of seconds per set."""
    good_sessions: int = 0
    """The number of good sessions in a row; two are enough to move up."""
    incomplete_sessions: int = 0
    """The number of sessions in a row in which sets were left out."""
    held_back_sessions: int = 0
    """For how many more sessions it is held back after pain, with less volume."""
    last_sets: int | None = None
    """The sets planned in the last session."""
    last_at: datetime | None = None
    """When it was last done."""
    loaded_at: datetime | None = None
    """When it was last done as strength work."""
    raised_at: datetime | None = None
    """When the level last rose."""
    change_id: str | None = None
    """The id of the last change, which can be undone."""
    change_reason: Message | None = None
    """The reason of the last change."""
    before_change: LevelState | None = None
    """The state before that change."""

    def moved_to(self, level: str, amount: int) -> Self:
        """Return the state at a level and amount, with the counts of good and of incomplete sessions at 0."""
        return replace(self, level=level, amount=amount, good_sessions=0, incomplete_sessions=0)

    def with_change(self, before: LevelState, change: str, reason: Message) -> Self:
        """Return the state with a record of the change that led to it from `before`."""
        return replace(
            self,
            change_id=change,
            change_reason=reason,
            before_change=replace(before, change_id=None, change_reason=None, before_change=None),
        )

    def undo_change(self) -> Self:
        """Return the state before the last change; moving up again takes two good sessions."""
        if self.before_change is None:
            return self
        previous = self.before_change
        return replace(
            self,
            level=previous.level,
            amount=previous.amount,
            good_sessions=0,
            incomplete_sessions=previous.incomplete_sessions,
            held_back_sessions=previous.held_back_sessions,
            raised_at=previous.raised_at,
            change_id=None,
            change_reason=None,
            before_change=None,
        )


@value(kw_only=True)
class LevelDecision:
    """A decision on an exercise, and its reason. Its id is the same each time the journal is read."""

    id: str
    at: datetime
    session: str | None
    """The id of the session before it; None: the person's own choice."""
    exercise: str
    action: LevelAction
    level_before: str
    amount_before: int
    level: str
    amount: int
    reason: Message

    @property
    def is_change(self) -> bool:
        """Whether it changed anything."""
        return self.action is not LevelAction.STAYS


def starting_state(exercise: Exercise) -> LevelState:
    """Return the state that everyone starts with."""
    level, amount = starting_point(exercise)
    return LevelState(level=level, amount=amount)
