"""What a coach has seen: the words in which it speaks to a session, a page or a file."""

from __future__ import annotations

from typing import TypeAlias

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.core.value import value


@value(kw_only=True)
class Rep:
    """One repetition, or one side step of a walk. Times are seconds of the camera's own clock."""

    start: float
    """When it left the position in which it begins."""
    peak: float
    """When it was farthest."""
    end: float
    """When it was back."""
    range: float
    """How far it went, in the unit of the measure that counts it."""
    side: Side = Side.BOTH
    """The side that worked."""
    faults: tuple[str, ...] = ()
    """The ids of the faults that were seen in it."""


@value(kw_only=True)
class Hold:
    """A position held: told when it ends."""

    start: float
    """When it was reached."""
    end: float
    """When it was left, or last seen."""
    seconds: float
    """How long it was held in between: what was out of range or unseen does not count."""
    side: Side = Side.BOTH
    """The side that is stretched."""


@value(kw_only=True)
class Fault:
    """Something to do better, seen long enough and clearly enough to say so."""

    id: str
    """As in the exercise's file."""
    start: float
    """Since when it has been so."""
    end: float
    """Until when; while it lasts, the time of the last look."""


@value(kw_only=True)
class TrackingLost:
    """The body, or a part of it that matters, can't be seen well enough: nothing is counted."""

    at: float
    """Since when."""
    advice: Message
    """What is wrong and what to do."""


@value(kw_only=True)
class TrackingRegained:
    """The body is seen again, or for the first time."""

    at: float
    """Since when."""
    in_posture: bool
    """Whether it is in the exercise's posture."""


Observation: TypeAlias = Rep | Hold | Fault | TrackingLost | TrackingRegained
