"""The states of a session and their transitions.

The table is the state machine: a transition that is not in it is illegal, raises, and changes nothing. The diagram in
the docs is generated from it.
"""

from __future__ import annotations

from enum import StrEnum


class SessionStatus(StrEnum):
    """The state of a session."""

    RUNNING = "running"
    PAUSED = "paused"
    HURT = "hurt"  # waits for the pain score
    DONE = "done"
    STOPPED = "stopped"


class SessionTrigger(StrEnum):
    """The cause of a transition."""

    PAUSE = "pause"
    GAP = "gap"  # no tick for too long: a suspend, a closed lid, a frozen tab
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
"""Pain of 0 to 3 continues, 4 and 5 continue easier, 6 and more stop: stricter than the models for supervised patients
(Thomeé 1997, Silbernagel 2007), because this is unsupervised."""


def classify_pain(score: int) -> SessionTrigger:
    """Return the trigger of a pain score from 0 to 10.

    Raises:
        ValueError: the score is outside 0 to 10.
    """
    if not 0 <= score <= 10:  # noqa: PLR2004 - the scale itself
        raise ValueError("pain is 0 to 10")
    if score >= SEVERE_PAIN_FROM:
        return SessionTrigger.SEVERE
    return SessionTrigger.MODERATE if score >= MODERATE_PAIN_FROM else SessionTrigger.MILD
