"""The pace that somebody who watches sets: where the playhead waits, and for how long at most.

The timeline stays as it is. By the clock the playhead runs along it; at a coach's pace it does not pass the end of a
repetition before that was done, goes there at once when it was, and stands still while a position is not held. So
whatever the timeline says at a place (a word of the tempo, "halfway", "last one") is said when the person is there.
"""

from __future__ import annotations

import math
from dataclasses import replace

from rearguard.core.value import value

MAX_WAIT_SHARE = 0.5
"""The part of a bout's own time for which it may wait: repetitions half as slow again as the tempo are still followed,
and a coach who does not see what is done makes nobody wait longer."""

POSITION_TIMEOUT_S = 20.0
"""Seconds that a bout may wait for someone to be in position: to lie down and to move a camera."""

EPSILON_S = 0.001
"""Seconds by which one waits before a moment, so that what is due then is not yet told. The wire rounds to it."""


@value(kw_only=True)
class Pace:
    """How far the playhead may go by itself."""

    step: int | None
    """The step that it was set in; None in the lead-in. It is meant for no other."""
    waits_at: float
    """The last position before it waits; infinite where it does not."""
    remaining_wait_s: float
    """Seconds that it may still wait in this step. When they are used up it goes by the clock."""
    unwatched_reps: int | None = None
    """Repetitions that went by the clock while nobody watched; None: not reckoned yet."""


def apply_pace(pace: Pace, position: float) -> tuple[Pace, float, float]:
    """Return where the playhead is that would be at `position` if it never waited, and the seconds it waited."""
    over = position - pace.waits_at
    if over <= 0:
        return pace, position, 0.0
    if over <= pace.remaining_wait_s:
        return replace(pace, remaining_wait_s=pace.remaining_wait_s - over), pace.waits_at, over
    return (
        replace(pace, remaining_wait_s=0.0, waits_at=math.inf),
        position - pace.remaining_wait_s,
        pace.remaining_wait_s,
    )
