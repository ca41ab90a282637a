"""The events of a live session, in the order in which they happen."""

from __future__ import annotations

from typing import Literal

from rearguard.core.value import value
from rearguard.plan.plan import Step
from rearguard.session.cue import Cue


@value
class StepStarted:
    """A step begins."""

    at: float
    index: int
    step: Step


@value
class StepDone:
    """A step is finished, for the first time."""

    at: float
    index: int
    step: Step


@value
class CueDue:
    """A cue is due."""

    at: float
    cue: Cue


@value
class Paused:
    """The session is paused; `cause` says by whom."""

    at: float
    cause: Literal["you", "gap"]


@value
class Resumed:
    """The session continues."""

    at: float


@value
class PainReported:
    """The person reports pain; the score is asked next."""

    at: float


@value
class PainRated:
    """The person rates the pain, from 0 to 10."""

    at: float
    score: int


@value
class ExerciseEased:
    """The rest of an exercise becomes easier; the timeline changes."""

    at: float
    index: int


@value
class Ended:
    """The session is over."""

    at: float
    reason: Literal["done", "stopped", "hurt"]


SessionEvent = StepStarted | StepDone | CueDue | Paused | Resumed | PainReported | PainRated | ExerciseEased | Ended
