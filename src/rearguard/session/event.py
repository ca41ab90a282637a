"""What a session tells: values, in the order in which they happened."""

from __future__ import annotations

from typing import Literal

from rearguard.core.value import value
from rearguard.plan.plan import Step
from rearguard.session.cue import Cue


@value
class StepStarted:
    """A step has begun."""

    at: float
    index: int
    step: Step


@value
class StepDone:
    """A step was done to its end, for the first time."""

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
    """The session stands still; `cause` says whose doing it is."""

    at: float
    cause: Literal["you", "gap"]


@value
class Resumed:
    """It goes on."""

    at: float


@value
class PainReported:
    """Something hurts: how much, from 0 to 10?"""

    at: float


@value
class PainRated:
    """How much it hurts was answered."""

    at: float
    score: int


@value
class ExerciseEased:
    """What is left of an exercise was made easier; the timeline is another one."""

    at: float
    index: int


@value
class Ended:
    """It is over."""

    at: float
    reason: Literal["done", "stopped", "hurt"]


SessionEvent = StepStarted | StepDone | CueDue | Paused | Resumed | PainReported | PainRated | ExerciseEased | Ended
