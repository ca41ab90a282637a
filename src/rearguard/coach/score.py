"""The form score: how well a set was done, as one number."""

from __future__ import annotations

from collections.abc import Sequence

from rearguard.core.observation import Fault, Hold, Rep
from rearguard.library.watch import FaultRule, WatchSpec


def form_score(watch: WatchSpec, reps: Sequence[Rep], holds: Sequence[Hold], faults: Sequence[Fault]) -> float | None:
    """Return the form score in [0, 1]: 1 minus each fault's weight times the share of repetitions that had it.

    For a hold it is the share of the seconds held. None without a repetition or a held second.
    """
    if watch.hold is not None:
        seconds = sum(hold.seconds for hold in holds)
        if not seconds:
            return None
        deduction = sum(rule.weight * min(_fault_seconds(rule, holds, faults) / seconds, 1.0) for rule in watch.flaws)
    else:
        if not reps:
            return None
        deduction = sum(rule.weight * sum(rule.id in rep.faults for rep in reps) / len(reps) for rule in watch.flaws)
    return min(max(1.0 - deduction, 0.0), 1.0)


def _fault_seconds(rule: FaultRule, holds: Sequence[Hold], faults: Sequence[Fault]) -> float:
    """Return the seconds of the holds in which a fault was seen."""
    return sum(
        max(min(fault.end, hold.end) - max(fault.start, hold.start), 0.0)
        for fault in faults
        if fault.id == rule.id
        for hold in holds
    )
