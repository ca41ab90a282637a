"""Observations of the form coach: reps, holds, faults, and whether the body is visible."""

from __future__ import annotations

from typing import TypeAlias

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.core.value import value


@value(kw_only=True)
class Rep:
    """A repetition, or one side step of a walk. Times are seconds of the camera's clock."""

    start: float
    """When the starting position was left."""
    peak: float
    """When the movement was farthest."""
    end: float
    """When the starting position was reached again."""
    range: float
    """How far the movement went, in the unit of the measure that counts it."""
    side: Side = Side.BOTH
    """The working side."""
    faults: tuple[str, ...] = ()
    """The ids of the faults in this rep."""


@value(kw_only=True)
class Hold:
    """A held position, emitted when it ends."""

    start: float
    """When the position was reached."""
    end: float
    """When the position was left, or last visible."""
    seconds: float
    """Seconds held in between; time out of range or not visible does not count."""
    side: Side = Side.BOTH
    """The stretched side."""


@value(kw_only=True)
class Fault:
    """A form fault that was visible long and clearly enough to be reported."""

    id: str
    """The fault's id in the exercise's file."""
    start: float
    """When it began."""
    end: float
    """When it ended; while it lasts, the time of the latest frame."""


@value(kw_only=True)
class TrackingLost:
    """A body, or a needed part of it, that is not visible well enough; nothing is counted meanwhile."""

    at: float
    """When it was lost."""
    advice: Message
    """What is wrong, and what to do."""


@value(kw_only=True)
class TrackingRegained:
    """A body that is visible again, or for the first time."""

    at: float
    """When it became visible."""
    in_posture: bool
    """Whether the body is in the exercise's posture."""


Observation: TypeAlias = Rep | Hold | Fault | TrackingLost | TrackingRegained
