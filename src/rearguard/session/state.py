"""The states of a session and what leads from one to another.

The table is the machine: what is not in it is illegal, raises, and changes nothing. The diagram in the docs is
drawn from it.
"""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How a session stands."""

    RUNNING = "running"
    PAUSED = "paused"
    HURT = "hurt"  # asked how much it hurts, waiting for the answer
    DONE = "done"
    STOPPED = "stopped"


class Trigger(StrEnum):
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


TRANSITIONS: dict[Status, dict[Trigger, Status]] = {
    Status.RUNNING: {
        Trigger.PAUSE: Status.PAUSED,
        Trigger.GAP: Status.PAUSED,
        Trigger.SKIP: Status.RUNNING,
        Trigger.BACK: Status.RUNNING,
        Trigger.EASIER: Status.RUNNING,
        Trigger.HURTS: Status.HURT,
        Trigger.FINISH: Status.DONE,
        Trigger.STOP: Status.STOPPED,
    },
    Status.PAUSED: {
        Trigger.RESUME: Status.RUNNING,
        Trigger.SKIP: Status.PAUSED,
        Trigger.BACK: Status.PAUSED,
        Trigger.EASIER: Status.PAUSED,
        Trigger.HURTS: Status.HURT,
        Trigger.FINISH: Status.DONE,
        Trigger.STOP: Status.STOPPED,
    },
    Status.HURT: {
        Trigger.MILD: Status.RUNNING,
        Trigger.MODERATE: Status.RUNNING,
        Trigger.SEVERE: Status.STOPPED,
        Trigger.STOP: Status.STOPPED,
    },
    Status.DONE: {},
    Status.STOPPED: {},
}

MODERATE_PAIN, SEVERE_PAIN = 4, 6
"""0 to 3 go on, 4 and 5 easier, 6 and more stop: stricter than the models for supervised patients
(Thomeé 1997, Silbernagel 2007), because nobody supervises."""


def pain_trigger(score: int) -> Trigger:
    """Return what a pain of 0 to 10 leads to.

    Raises:
        ValueError: the score is outside 0 to 10.
    """
    if not 0 <= score <= 10:  # noqa: PLR2004 - the scale itself
        raise ValueError("pain is 0 to 10")
    if score >= SEVERE_PAIN:
        return Trigger.SEVERE
    return Trigger.MODERATE if score >= MODERATE_PAIN else Trigger.MILD
