"""The input of a reminder decision: the context and the policy."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum

from rearguard.charge.battery import Battery
from rearguard.core.value import value


class Reply(StrEnum):
    """A reply to a reminder. The strings are stored, so they never change."""

    STARTED = "started"
    LATER = "later"
    NOT_TODAY = "not-today"
    NONE = "none"


@value
class PastReminder:
    """An earlier reminder and its reply."""

    at: datetime
    """Aware."""
    reply: Reply


@value(kw_only=True)
class ReminderPolicy:
    """A person's choices about reminders."""

    is_enabled: bool = True
    """Whether reminders are on."""
    after_minutes: int = 30
    """Minutes of sitting until a reminder. Breaks every half hour are the best studied ones (Duran et al.
    2023, doi:10.1249/MSS.0000000000003109); they were studied for blood sugar, not for glutes."""
    max_per_day: int = 6
    """Most reminders in a day."""
    quiet_from: time = time(20)
    """Start of the quiet hours."""
    quiet_to: time = time(8)
    """End of the quiet hours; equal to `quiet_from`: no quiet hours."""
    work_ends: time = time(17)
    """From this time on a reminder offers the full session, before it a short one at the desk."""
    asks_on_return: bool = True
    """Whether to ask about an absence on return."""


@value(kw_only=True)
class ReminderContext:
    """Everything that a reminder decision depends on."""

    now: datetime
    """Aware, with the local UTC offset."""
    charge: Battery
    sitting_s: float
    """Seconds of the current bout of sitting; 0: no known sitting."""
    idle_s: float = 0.0
    """Seconds since the last key or movement of the mouse."""
    is_cleared: bool = True
    """Whether the safety check allows a session."""
    in_session: bool = False
    """Whether a session is in progress."""
    at_standing_desk: bool = False
    """Whether the person set that they are at a standing desk."""
    in_call: bool = False
    """Whether a camera or a microphone is in use."""
    is_full_screen: bool = False
    """Whether a window fills the screen, such as a film or a talk."""
    do_not_disturb: bool = False
    """Whether the desktop is set to "do not disturb"."""
    is_saving_power: bool = False
    """Whether the machine is saving battery."""
    is_locked: bool = False
    """Whether the screen is locked."""
    past_reminders: tuple[PastReminder, ...] = ()
    """Earlier reminders, in order of time."""
