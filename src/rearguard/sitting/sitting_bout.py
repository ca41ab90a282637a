"""Bouts of sitting from idle samples.

A bout is a series of signs at most five minutes apart. A sign is a key, a movement of the mouse, or a look during a
film or a call. The time between two bouts is unknown: no sensor detects standing.

A lock, a sleep, a restart of the machine or a set clock ends the bout; signs count again from the first look after it.
So no bout is longer than the observed time, whatever the clocks do.
"""

from __future__ import annotations

import math

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.core.value import value
from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.idle_sample import IdleSample

MAX_SIGN_GAP_S = 300.0
"""Seconds without a sign after which the person may have left: reading a page takes less."""

CLOCK_DRIFT_S = 2.0
"""Seconds that two clocks may drift apart between two looks: more means a set clock or a sleep."""

MIN_BOUT_S = 1.0
"""Shortest bout in seconds that counts: idle times are exact to a fraction of a second."""


@value(kw_only=True)
class SittingState:
    """The state from look to look. Start with `SittingState()`."""

    bout: ActivitySpan | None = None
    """The current bout, up to its last sign."""
    last_sample: IdleSample | None = None
    count_from: float = math.inf
    """Earliest time of a sign that counts."""


def add_sample(state: SittingState, sample: IdleSample) -> tuple[SittingState, ActivitySpan | None]:
    """Return the state after a sample, and the bout that it ended, if any."""
    bout = state.bout
    if sample.is_locked or _is_discontinuous(state.last_sample, sample):
        return SittingState(last_sample=sample, count_from=sample.at), _if_long_enough(bout)
    sign = sample.at if sample.is_busy else sample.at - max(sample.idle_s, 0.0)
    if sign < state.count_from:
        if bout is None:
            return SittingState(last_sample=sample, count_from=state.count_from), None
        sign = bout.end  # a call or a film has ended, without input since: no new sign
    if bout is not None and sign - bout.end <= MAX_SIGN_GAP_S:
        bout, ended = _sitting_span(bout.start, max(bout.end, sign)), None
    else:
        bout, ended = _sitting_span(sign, sign), _if_long_enough(bout)
    if sample.at - bout.end > MAX_SIGN_GAP_S:  # no sign for too long: the bout is over
        # Only a later sign starts the next bout.
        return SittingState(
            last_sample=sample, count_from=math.nextafter(bout.end, math.inf)
        ), ended or _if_long_enough(bout)
    return SittingState(bout=bout, last_sample=sample, count_from=state.count_from), ended


def open_bout(state: SittingState) -> ActivitySpan | None:
    """Return the current bout, as it stands without further samples."""
    return _if_long_enough(state.bout)


def current_sitting_s(
    sitting_since: float | None, last_sign_at: float | None, desktop: DesktopState, now: float
) -> float:
    """Return the seconds of the current sitting, from a watcher's last record and the desktop; 0: no known sitting.

    Args:
        sitting_since: start of the sitting in the record, in seconds since 1970.
        last_sign_at: last sign of it in the record, in seconds since 1970.
        desktop: its state now, which may show a later sign.
        now: seconds since 1970.
    """
    if sitting_since is None or last_sign_at is None or desktop.locked or desktop.idle is None:
        return 0.0
    sign = max(last_sign_at, now - desktop.idle)
    is_sitting = sign - last_sign_at <= MAX_SIGN_GAP_S and now - sign <= MAX_SIGN_GAP_S
    return max(now - sitting_since, 0.0) if is_sitting else 0.0


def _is_discontinuous(last: IdleSample | None, sample: IdleSample) -> bool:
    """Whether a lock, a sleep, a restart or a set clock lies between two samples."""
    if last is None or last.is_locked:
        return True
    elapsed = sample.since_boot_s - last.since_boot_s
    awake = sample.awake_s - last.awake_s
    is_set_or_restarted = elapsed < 0 or abs((sample.at - last.at) - elapsed) > CLOCK_DRIFT_S
    return is_set_or_restarted or elapsed - awake > CLOCK_DRIFT_S


def _sitting_span(start: float, end: float) -> ActivitySpan:
    return ActivitySpan(start, end, Activity.SITTING)


def _if_long_enough(bout: ActivitySpan | None) -> ActivitySpan | None:
    return bout if bout is not None and bout.end - bout.start >= MIN_BOUT_S else None
