"""Whether to ask, on a person's return, what they did; once, and never when it disturbs."""

from __future__ import annotations

from datetime import datetime, timedelta

from rearguard.charge.activity import Activity
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.reminders.decision import blockers, is_quiet_time
from rearguard.reminders.reminder_context import ReminderContext, ReminderPolicy

MIN_ABSENCE = timedelta(minutes=10)
"""Shortest absence worth a question: ten minutes of walking or of sitting make a visible difference in charge."""

MAX_ABSENCE = timedelta(hours=4)
"""Longest absence worth a question: a night or an afternoon off has more than a single activity."""

ABSENCE_ANSWERS = (Activity.WALKING, Activity.SITTING, Activity.STANDING, Activity.EXERCISING)
"""Possible answers, the likeliest first: GNOME shows three buttons at most."""


@value
class Absence:
    """A period without sign of the person. Both ends are aware."""

    start: datetime
    end: datetime


@value
class AbsenceQuestion:
    """A question about an absence."""

    absence: Absence
    text: Message


def ask_about_absence(absence: Absence, context: ReminderContext, policy: ReminderPolicy) -> AbsenceQuestion | None:
    """Return the question about an absence that has just ended; None: don't ask."""
    if not policy.asks_on_return or context.in_session or is_quiet_time(context.now, policy) or any(blockers(context)):
        return None
    if not MIN_ABSENCE <= absence.end - absence.start <= MAX_ABSENCE:
        return None
    start, end = (at.astimezone(context.now.tzinfo).strftime("%H:%M") for at in (absence.start, absence.end))
    return AbsenceQuestion(
        absence,
        Message("You were away from {start} to {end}. What were you doing?", {"start": start, "end": end}),
    )
