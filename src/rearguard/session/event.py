"""What a session tells: values, in the order in which they happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rearguard.plan.plan import Step
from rearguard.session.cue import Cue


@dataclass(frozen=True, slots=True)
class StepBegan:
    """A step has begun."""

    at: float
    index: int
    step: Step


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step was done to its end, for the first time."""

    at: float
    index: int
    step: Step


@dataclass(frozen=True, slots=True)
class Said:
    """A cue is due."""

    at: float
    cue: Cue


@dataclass(frozen=True, slots=True)
class Paused:
    """The session stands still; `cause` says whose doing it is."""

    at: float
    cause: Literal["you", "gap"]


@dataclass(frozen=True, slots=True)
class Resumed:
    """It goes on."""

    at: float


@dataclass(frozen=True, slots=True)
class Hurting:
    """Something hurts: how much, from 0 to 10?"""

    at: float


@dataclass(frozen=True, slots=True)
class PainRated:
    """How much it hurts was answered."""

    at: float
    score: int


@dataclass(frozen=True, slots=True)
class Eased:
    """What is left of an exercise was made easier; the timeline is another one."""

    at: float
    index: int


@dataclass(frozen=True, slots=True)
class Ended:
    """It is over."""

    at: float
    reason: Literal["done", "stopped", "hurt"]


Event = StepBegan | StepDone | Said | Paused | Resumed | Hurting | PainRated | Eased | Ended
