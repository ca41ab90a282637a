"""What a plan is."""

from __future__ import annotations

from enum import StrEnum

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Tempo


class StepKind(StrEnum):
    """What a step is."""

    WORK = "work"
    REST = "rest"
    SWITCH = "switch"  # to the other side, or to another exercise of the same posture
    MOVE = "move"  # to another posture
    READY = "ready"  # stepping into a stretch


@value(kw_only=True)
class Step:
    """One stretch of time in which one thing is done.

    A step that is not work names the exercise that it leads to, and that exercise's level, side and set.
    """

    at: int
    """Seconds from the plan's beginning."""
    seconds: int
    kind: StepKind
    exercise: str
    level: str
    side: Side
    set: int
    """Which set this is, from 1."""
    sets: int
    reps: int | None = None
    tempo: Tempo | None = None
    during_rest_of: str | None = None
    """The exercise in whose rest this is done."""

    @property
    def end(self) -> int:
        """Seconds from the plan's beginning at which the step is over."""
        return self.at + self.seconds


@value(kw_only=True)
class OmittedExercise:
    """An exercise of the programme that is not in the plan, and why."""

    exercise: str
    reason: Message


@value(kw_only=True)
class Plan:
    """Steps one after the other, without a gap, that end at `seconds`, which is at most `budget`.

    A plan without steps means that nothing suitable was left; `left_out` says why.
    """

    program: str
    budget: int
    seconds: int
    gain: float
    """The fraction in [0, 1) of the missing charge that it restores."""
    steps: tuple[Step, ...]
    why: tuple[Message, ...]
    left_out: tuple[OmittedExercise, ...]
