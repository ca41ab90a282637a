"""The progress of a bout as the camera sees it: made by the coach, followed by the session."""

from __future__ import annotations

from rearguard.core.value import value


@value(kw_only=True)
class BoutProgress:
    """How far a bout has come."""

    bout: int
    """Index of the step."""
    in_posture: bool
    """Whether the person is in position."""
    reps: int
    """Repetitions since the start of the bout."""
    is_holding: bool
    """Whether the position is held."""
    is_moving: bool = False
    """Whether the person is far enough into an unfinished repetition."""
    held_s: float = 0.0
    """Seconds held in the bout."""
    first_hold_s: float | None = None
    """Length of the first hold of the bout; None until it is over."""
    faults: frozenset[str] = frozenset()
    """The faults seen in the bout."""
