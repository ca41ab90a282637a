"""A plan and its steps."""

from __future__ import annotations

from enum import StrEnum

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Tempo


class StepKind(StrEnum):
    """The kind of a step."""

    WORK = "work"
    REST = "rest"
    SWITCH = "switch"  # to the other side, or to another exercise of the same posture
    MOVE = "move"  # to another posture
    READY = "ready"  # stepping into a stretch


@value(kw_only=True)
class Step:
    """An interval of the plan with one activity.

    A step other than work has the exercise, level, side and set of the work that it leads to.
    """

    at: int
    """Seconds from the plan's start."""
    seconds: int
    kind: StepKind
    exercise: str
    level: str
    side: Side
    set: int
    """The number of the set, from 1."""
    sets: int
    reps: int | None = None
    tempo: Tempo | None = None
    during_rest_of: str | None = None
    """The exercise whose rest this step fills."""

    @property
    def end(self) -> int:
        """Seconds from the plan's start to the end of the step."""
        return self.at + self.seconds


@value(kw_only=True)
class OmittedExercise:
    """An exercise of the programme that is not in the plan, and the reason."""

    exercise: str
    reason: Message


@value(kw_only=True)
class Plan:
    """Consecutive steps without gaps that end at `seconds`, which is at most `budget`.

    A plan without steps has no suitable exercise; `left_out` says why.
    """

    program: str
    budget: int
    seconds: int
    gain: float
    """The fraction in [0, 1) of the missing charge that the plan restores."""
    steps: tuple[Step, ...]
    why: tuple[Message, ...]
    left_out: tuple[OmittedExercise, ...]
