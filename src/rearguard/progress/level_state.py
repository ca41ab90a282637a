"""Where a person stands with one exercise, and what became of it after each session."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.progress.ladder import first


class Action(StrEnum):
    """What became of an exercise."""

    STAYS = "stays"
    MORE = "more"  # repetitions or seconds
    LESS = "less"
    UP = "up"  # a level
    DOWN = "down"
    CHOSEN = "chosen"
    UNDONE = "undone"


@value(kw_only=True)
class Standing:
    """Where a person stands with one exercise."""

    level: str
    amount: int
    """Repetitions a set, or the most seconds a set of what is timed."""
    good: int = 0
    """How many of the last sessions went well, one after the other; two are enough."""
    missed: int = 0
    """How many of the last sessions left sets out."""
    held: int = 0
    """How many sessions more it is held back after pain, with less volume."""
    sets: int | None = None
    """Sets of the last session."""
    last_at: datetime | None = None
    """When it was last done."""
    loaded_at: datetime | None = None
    """When it was last done as strength work."""
    raised_at: datetime | None = None
    """When it last went up a level."""
    changed: str | None = None
    """The id of the last change, which can be undone."""
    why: Message | None = None
    """The reason of the last change."""
    before: Standing | None = None
    """Where one stood before that change."""

    def moved(self, before: Standing, change: str, why: Message) -> Self:
        """Return it as what a change made of `before`."""
        return replace(self, changed=change, why=why, before=replace(before, changed=None, why=None, before=None))

    def restored(self) -> Self:
        """Return where one stood before the last change; to go up again from there takes two sessions anew."""
        if self.before is None:
            return self
        past = self.before
        return replace(
            self,
            level=past.level,
            amount=past.amount,
            good=0,
            missed=past.missed,
            held=past.held,
            raised_at=past.raised_at,
            changed=None,
            why=None,
            before=None,
        )


@value(kw_only=True)
class Decision:
    """What became of an exercise, and why. Its id is the same whenever the journal is read again."""

    id: str
    at: datetime
    session: str | None
    """After which session; None: a person's own choice."""
    exercise: str
    action: Action
    level_before: str
    amount_before: int
    level: str
    amount: int
    reason: Message

    @property
    def changes(self) -> bool:
        """Whether it moved anything."""
        return self.action is not Action.STAYS


def start(exercise: Exercise) -> Standing:
    """Return where everybody begins."""
    level, amount = first(exercise)
    return Standing(level=level, amount=amount)
