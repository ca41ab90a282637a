"""What a simulated person really did."""

from __future__ import annotations

from rearguard.core.side import Side
from rearguard.core.value import value


@value(kw_only=True)
class Deed:
    """A repetition or a hold, in seconds."""

    start: float
    end: float


@value(kw_only=True)
class Truth:
    """All of one set."""

    side: Side
    reps: tuple[Deed, ...] = ()
    """Whole repetitions, or side steps; half ones are none."""
    holds: tuple[Deed, ...] = ()
    """Times in the position, from half-way in to half-way out."""
    flaw: str | None = None
    """The id of the fault that was dialled in."""
    strength: float = 0.0
    """How far past its bound, in margins."""

    @property
    def held(self) -> float:
        """Seconds in the position."""
        return sum(hold.end - hold.start for hold in self.holds)
