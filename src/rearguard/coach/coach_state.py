"""What a page draws of a coach at this moment."""

from __future__ import annotations

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.core.value import value


@value(kw_only=True)
class Showing:
    """How things stand."""

    seen: bool = False
    """Whether the followed person is seen well enough to judge."""
    ready: bool = False
    """Whether they are in the exercise's posture: only then anything counts."""
    advice: Message | None = None
    """What to do so that one is seen; None while one is."""
    person: int | None = None
    """Which of the last sight's people is followed."""
    reps: int = 0
    """Repetitions so far."""
    held: float = 0.0
    """Seconds held so far."""
    moving: bool = False
    """Whether one is far enough in a repetition that is not over yet."""
    holding: bool = False
    """Whether a hold is under way."""
    value: float | None = None
    """The measure that counts, in its own unit; None while it can't be seen."""
    up: float | None = None
    """Where that has come far enough; None for what is held."""
    down: float | None = None
    """Where it is back; None for what is held."""
    side: Side | None = None
    """The side that works; None until it is known."""
