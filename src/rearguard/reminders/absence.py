"""On coming back: whether to ask what one did, once, and never when it disturbs."""

from __future__ import annotations

from datetime import datetime, timedelta

from rearguard.charge.activity import Activity
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.reminders.decision import in_the_way, is_quiet
from rearguard.reminders.reminder_context import Known, Manners

SHORTEST = timedelta(minutes=10)
"""Less is not worth a question: ten minutes of walking or of sitting are what a charge can tell apart."""

LONGEST = timedelta(hours=4)
"""More is a night or an afternoon off, in which nobody did one thing only."""

ANSWERS = (Activity.WALKING, Activity.SITTING, Activity.STANDING, Activity.EXERCISING)
"""What can be answered. The likeliest first: GNOME shows three buttons at most."""


@value
class Absence:
    """Time of which nobody knows. Both ends are aware."""

    start: datetime
    end: datetime


@value
class Question:
    """Ask, in these words."""

    absence: Absence
    text: Message


def question(absence: Absence, known: Known, manners: Manners) -> Question | None:
    """Return what to ask about an absence that has just ended; None: nothing."""
    if not manners.ask or known.training or is_quiet(known.now, manners) or any(in_the_way(known)):
        return None
    if not SHORTEST <= absence.end - absence.start <= LONGEST:
        return None
    start, end = (at.astimezone(known.now.tzinfo).strftime("%H:%M") for at in (absence.start, absence.end))
    return Question(
        absence,
        Message("From {start} to {end} nobody was here. What did you do?", {"start": start, "end": end}),
    )
