"""The coach's current state, for display."""

from __future__ import annotations

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.core.value import value


@value(kw_only=True)
class CoachState:
    """What the coach sees at this moment."""

    is_visible: bool = False
    """Whether the followed person is seen well enough to judge."""
    in_posture: bool = False
    """Whether that person is in the exercise's posture; only then movement counts."""
    advice: Message | None = None
    """What to do to become visible; None while visible."""
    person_index: int | None = None
    """The index of the followed person in the last frame."""
    reps: int = 0
    """Repetitions so far."""
    held_s: float = 0.0
    """Seconds held so far."""
    is_moving: bool = False
    """Whether a repetition is under way."""
    is_holding: bool = False
    """Whether a hold is under way."""
    current_value: float | None = None
    """The counting measure, in its own unit; None while it is unknown."""
    up_threshold: float | None = None
    """The value above which a repetition is far enough; None for a hold."""
    down_threshold: float | None = None
    """The value below which a repetition is back; None for a hold."""
    side: Side | None = None
    """The working side; None until it is known."""
