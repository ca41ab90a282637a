"""The pace that a coach sets: where the playhead waits, and for how long at most.

The timeline itself does not change. By the clock the playhead runs along it. At a coach's pace it waits at the end of
a repetition until the repetition is finished, jumps there as soon as it is, and stands still while a position is not
held. So every cue of the timeline (a word of the tempo, "halfway", "last one") comes when the person is there.
"""

from __future__ import annotations

import math
from dataclasses import replace

from rearguard.core.value import value

MAX_WAIT_SHARE = 0.5
"""The longest wait in a bout, as a share of its own time: repetitions half as slow again as the tempo are still
followed, and a coach who doesn't see the repetitions delays a bout no longer than that."""

POSITION_TIMEOUT_S = 20.0
"""Seconds that a bout may wait for the person to be in position: to lie down and to move a camera."""

EPSILON_S = 0.001
"""Seconds before a position at which the playhead waits, so that events due there don't happen yet. The wire format
rounds to it."""


@value(kw_only=True)
class Pace:
    """How far the playhead may go by itself."""

    step: int | None
    """The index of the only step it applies to; None in the lead-in."""
    waits_at: float
    """The position at which it waits; infinite when it doesn't."""
    remaining_wait_s: float
    """Seconds that it may still wait in this step. When they are used up, it continues by the clock."""
    unwatched_reps: int | None = None
    """Repetitions that passed by the clock before the coach watched; None: not calculated yet."""


def apply_pace(pace: Pace, position: float) -> tuple[Pace, float, float]:
    """Return the new pace, the playhead's actual position, and the seconds it waited.

    Args:
        pace: the pace.
        position: where the playhead would be without waiting.
    """
    overrun_s = position - pace.waits_at
    if overrun_s <= 0:
        return pace, position, 0.0
    if overrun_s <= pace.remaining_wait_s:
        return replace(pace, remaining_wait_s=pace.remaining_wait_s - overrun_s), pace.waits_at, overrun_s
    return (
        replace(pace, remaining_wait_s=0.0, waits_at=math.inf),
        position - pace.remaining_wait_s,
        pace.remaining_wait_s,
    )
