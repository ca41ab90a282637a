"""What is known when it is decided whether to speak up."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from rearguard.charge.battery import Battery
from rearguard.core.value import value


class Reply(StrEnum):
    """What was answered to a nudge. The strings are stored: they never change."""

    STARTED = "started"
    LATER = "later"
    NOT_TODAY = "not-today"
    NONE = "none"


@value
class Nudged:
    """An earlier nudge, and what came of it."""

    at: datetime
    """Aware."""
    reply: Reply


@value(kw_only=True)
class Manners:
    """How somebody wants to be reminded."""

    on: bool = True
    """Whether at all."""
    after: int = 30
    """Minutes of sitting after which it speaks up. Breaks every half hour are the best studied ones (Duran et al.
    2023, doi:10.1249/MSS.0000000000003109); they were studied for blood sugar, not for glutes."""
    a_day: int = 6
    """The most in a day."""
    quiet_from: time = time(20)
    """From here on it keeps silent, until `quiet_to`."""
    quiet_to: time = time(8)
    """Equal to `quiet_from`: there are no quiet hours."""
    work_ends: time = time(17)
    """From here on the whole routine is offered, before it what fits beside the desk."""
    ask: bool = True
    """Whether to ask what one did, on coming back."""


@value(kw_only=True)
class Known:
    """Everything that the decision rests on."""

    now: datetime
    """Aware, with the offset of this place."""
    battery: Battery
    """The charge."""
    sat: float
    """Seconds of the spell of sitting under way; 0 where nobody is known to sit."""
    idle: float = 0.0
    """Seconds since the last key or movement of the mouse."""
    cleared: bool = True
    """Whether the safety questions allow a routine."""
    training: bool = False
    """Whether a session is under way."""
    standing: bool = False
    """Whether somebody said that they are at their standing desk."""
    call: bool = False
    """Whether a camera or a microphone is in use."""
    full_screen: bool = False
    """Whether a film or a talk has the whole screen."""
    do_not_disturb: bool = False
    """Whether the desktop was told to be quiet."""
    saving: bool = False
    """Whether the machine saves what is left of its battery."""
    locked: bool = False
    """Whether the screen is locked."""
    nudges: tuple[Nudged, ...] = ()
    """Earlier ones, in the order of time."""
