"""How long a screen's answers can be relied on."""

from __future__ import annotations

from datetime import datetime, timedelta

from rearguard.core.message import Message

VALID_FOR = timedelta(days=90)
"""Health changes without anybody noticing: asked anew every season."""
MAX_TRAINING_GAP = timedelta(days=28)
"""Who has not trained for so long may have been ill, and starts again."""
CLOCK_TOLERANCE = timedelta(days=1)
"""Answers further in the future than this were given under another clock, so their age is not known."""
ALARM_PAIN_ABOVE = 5
"""Of 10. Above it, pain is no longer taken for a reaction to exercise (Thomeé 1997; Silbernagel et al. 2007)."""


def is_alarm(*, pain: float | None = None, new_numbness: bool = False) -> bool:
    """Return whether something that was felt makes the answers of before it void."""
    return new_numbness or (pain is not None and pain > ALARM_PAIN_ABOVE)


def rescreening_due_at(screened_at: datetime, *, last_session_at: datetime | None) -> datetime:
    """Return the moment after which the screen is due again, if there is no alarm and no session before it.

    A gap counts from the last session or from the screen, whichever came later: answers given during a gap are
    newer than its beginning. Who has never trained has no gap.
    """
    if last_session_at is None:
        return screened_at + VALID_FOR
    trained_for = max(last_session_at - screened_at, timedelta(0))
    return screened_at + min(VALID_FOR, trained_for + MAX_TRAINING_GAP)


def rescreening_reason(
    screened_at: datetime,
    now: datetime,
    *,
    last_session_at: datetime | None,
    alarm_at: datetime | None,
) -> Message | None:
    """Return why the screen must be asked again, or None while it holds. All times are aware.

    Args:
        screened_at: when the questions were last answered.
        now: the present.
        last_session_at: when the last session was.
        alarm_at: when something was last felt that `is_alarm`.
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
