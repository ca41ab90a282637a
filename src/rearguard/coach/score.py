"""How well a set was done, as one number."""

from __future__ import annotations

from collections.abc import Sequence

from rearguard.core.observation import Fault, Hold, Rep
from rearguard.library.watch import FaultRule, WatchSpec


def form_score(watch: WatchSpec, reps: Sequence[Rep], holds: Sequence[Hold], faults: Sequence[Fault]) -> float | None:
    """Return the form score in [0, 1]: 1 less each flaw's weight times the share of repetitions that had it.

    What is held is judged by the share of the seconds held. None where nothing was counted or held: then there is
    nothing to score.
    """
    if watch.hold is not None:
        seconds = sum(hold.seconds for hold in holds)
        if not seconds:
            return None
        lost = sum(flaw.weight * min(_fault_seconds(flaw, holds, faults) / seconds, 1.0) for flaw in watch.flaws)
    else:
        if not reps:
            return None
        lost = sum(flaw.weight * sum(flaw.id in rep.faults for rep in reps) / len(reps) for flaw in watch.flaws)
    return min(max(1.0 - lost, 0.0), 1.0)


def _fault_seconds(rule: FaultRule, holds: Sequence[Hold], faults: Sequence[Fault]) -> float:
    """Return for how many seconds of the holds a flaw was seen."""
    return sum(
        max(min(fault.end, hold.end) - max(fault.start, hold.start), 0.0)
        for fault in faults
        if fault.id == rule.id
        for hold in holds
    )
