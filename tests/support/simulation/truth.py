"""The true movement of a simulated person."""

from __future__ import annotations

from rearguard.core.side import Side
from rearguard.core.value import value


@value(kw_only=True)
class TrueInterval:
    """A repetition or a hold, in seconds."""

    start: float
    end: float


@value(kw_only=True)
class Truth:
    """The truth about one set."""

    side: Side
    reps: tuple[TrueInterval, ...] = ()
    """Whole repetitions, or side steps; half ones are none."""
    holds: tuple[TrueInterval, ...] = ()
    """Times in the position, from half-way in to half-way out."""
    fault: str | None = None
    """The id of the fault that was dialled in."""
    strength_margins: float = 0.0
    """How far past its bound, in margins."""

    @property
    def held_seconds(self) -> float:
        """Seconds in the position."""
        return sum(hold.end - hold.start for hold in self.holds)
