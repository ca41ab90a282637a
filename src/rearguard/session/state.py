"""The states of a session and what leads from one to another.

The table is the machine: what is not in it is illegal, raises, and changes nothing. The diagram in the docs is
drawn from it.
"""

from __future__ import annotations

from enum import StrEnum


class SessionStatus(StrEnum):
    """How a session stands."""

    RUNNING = "running"
    PAUSED = "paused"
    HURT = "hurt"  # asked how much it hurts, waiting for the answer
    DONE = "done"
    STOPPED = "stopped"


class SessionTrigger(StrEnum):
    """What leads from one state to another."""

    PAUSE = "pause"
    GAP = "gap"  # nobody looked for too long: a suspend, a closed lid, a frozen tab
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    EASIER = "easier"
    HURTS = "hurts"
    MILD = "mild"  # 0 to 3 of 10
    MODERATE = "moderate"  # 4 or 5
    SEVERE = "severe"  # 6 and more
    FINISH = "finish"  # the end of the timeline
    STOP = "stop"


SESSION_TRANSITIONS: dict[SessionStatus, dict[SessionTrigger, SessionStatus]] = {
    SessionStatus.RUNNING: {
        SessionTrigger.PAUSE: SessionStatus.PAUSED,
        SessionTrigger.GAP: SessionStatus.PAUSED,
        SessionTrigger.SKIP: SessionStatus.RUNNING,
        SessionTrigger.BACK: SessionStatus.RUNNING,
        SessionTrigger.EASIER: SessionStatus.RUNNING,
        SessionTrigger.HURTS: SessionStatus.HURT,
        SessionTrigger.FINISH: SessionStatus.DONE,
        SessionTrigger.STOP: SessionStatus.STOPPED,
    },
    SessionStatus.PAUSED: {
        SessionTrigger.RESUME: SessionStatus.RUNNING,
        SessionTrigger.SKIP: SessionStatus.PAUSED,
        SessionTrigger.BACK: SessionStatus.PAUSED,
        SessionTrigger.EASIER: SessionStatus.PAUSED,
        SessionTrigger.HURTS: SessionStatus.HURT,
        SessionTrigger.FINISH: SessionStatus.DONE,
        SessionTrigger.STOP: SessionStatus.STOPPED,
    },
    SessionStatus.HURT: {
        SessionTrigger.MILD: SessionStatus.RUNNING,
        SessionTrigger.MODERATE: SessionStatus.RUNNING,
        SessionTrigger.SEVERE: SessionStatus.STOPPED,
        SessionTrigger.STOP: SessionStatus.STOPPED,
    },
    SessionStatus.DONE: {},
    SessionStatus.STOPPED: {},
}

MODERATE_PAIN_FROM, SEVERE_PAIN_FROM = 4, 6
"""0 to 3 go on, 4 and 5 easier, 6 and more stop: stricter than the models for supervised patients
(Thomeé 1997, Silbernagel 2007), because nobody supervises."""


def classify_pain(score: int) -> SessionTrigger:
    """Return what a pain of 0 to 10 leads to.

    Raises:
        ValueError: the score is outside 0 to 10.
    """
    if not 0 <= score <= 10:  # noqa: PLR2004 - the scale itself
        raise ValueError("pain is 0 to 10")
    if score >= SEVERE_PAIN_FROM:
        return SessionTrigger.SEVERE
    return SessionTrigger.MODERATE if score >= MODERATE_PAIN_FROM else SessionTrigger.MILD
