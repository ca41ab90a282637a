"""How long the answers of a safety check stay valid."""

from __future__ import annotations

from datetime import datetime, timedelta

from rearguard.core.message import Message

VALID_FOR = timedelta(days=90)
"""Health changes unnoticed, so the safety check is repeated every season."""
MAX_TRAINING_GAP = timedelta(days=28)
"""The longest time without a session: after a longer gap, possibly an illness, the safety check is due again."""
CLOCK_TOLERANCE = timedelta(days=1)
"""Answers further in the future than this come from a wrong clock, so their age is unknown."""
ALARM_PAIN_ABOVE = 5
"""On a scale of 0 to 10. Pain above it is more than a reaction to exercise (Thomeé 1997; Silbernagel et al. 2007)."""


def is_alarm(*, pain: float | None = None, new_numbness: bool = False) -> bool:
    """Return whether symptoms make earlier answers invalid."""
    return new_numbness or (pain is not None and pain > ALARM_PAIN_ABOVE)


def rescreening_due_at(screened_at: datetime, *, last_session_at: datetime | None) -> datetime:
    """Return when the safety check is due again, unless an alarm or another session comes before.

    A gap counts from the last session or from the safety check, whichever is later: answers given during a gap are
    newer than its beginning. Without any session there is no gap.
    """
    if last_session_at is None:
        return screened_at + VALID_FOR
    training_span = max(last_session_at - screened_at, timedelta(0))
    return screened_at + min(VALID_FOR, training_span + MAX_TRAINING_GAP)


def rescreening_reason(
    screened_at: datetime,
    now: datetime,
    *,
    last_session_at: datetime | None,
    alarm_at: datetime | None,
) -> Message | None:
    """Return why the safety check is due again, or None while it is valid. All times are aware.

    Args:
        screened_at: when the questions were last answered.
        now: the present.
        last_session_at: when the last session was; None: never.
        alarm_at: when the last symptoms that count as an alarm were reported.
    """
    if screened_at - now > CLOCK_TOLERANCE:
        return Message("Your safety check is dated in the future. Please do it again.")
    if alarm_at is not None and alarm_at > screened_at:
        return Message(
            "You reported strong pain or new numbness. Please redo the safety check before your next session."
        )
    if now - screened_at > VALID_FOR:
        return Message(
            "Your safety check is more than {days} days old. Please do it again.",
            {"days": VALID_FOR.days},
        )
    if now > rescreening_due_at(screened_at, last_session_at=last_session_at):
        return Message(
            "Your last session was more than {days} days ago. Please redo the safety check.",
            {"days": MAX_TRAINING_GAP.days},
        )
    return None
