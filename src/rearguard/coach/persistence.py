"""Faults that last: nobody is told of what a camera took for one in a few pictures."""

from __future__ import annotations

from rearguard.coach.hysteresis import FAULT_RELEASE_SHARE, severity
from rearguard.core.observation import Fault
from rearguard.library.watch import FaultRule

FAULT_OVER_AFTER_S = 0.3
"""Seconds that all is well before a fault is over."""


class FaultTracker:
    """Watches one flaw that is looked at all the time."""

    def __init__(self, rule: FaultRule) -> None:
        """Begin with all well."""
        self.rule = rule
        self._since: float | None = None
        self._last_seen_at = 0.0
        self._reported = False

    def update(self, t: float, number: float) -> Fault | None:
        """Take in a moment; return the fault when it has lasted long enough, and again when it is over."""
        bad = severity(self.rule, number) >= (1.0 if self._since is None else FAULT_RELEASE_SHARE)
        if bad:
            self._since, self._last_seen_at = t if self._since is None else self._since, t
            if not self._reported and t - self._since >= self.rule.seconds:
                self._reported = True
                return self._fault()
            return None
        if self._reported and t - self._last_seen_at < FAULT_OVER_AFTER_S:
            return None
        return self.finish()

    @property
    def current_fault(self) -> Fault | None:
        """The fault that lasts now."""
        return self._fault() if self._reported else None

    def finish(self) -> Fault | None:
        """Forget what is under way, and return the fault if there is one."""
        fault = self.current_fault
        self._since, self._reported = None, False
        return fault

    def _fault(self) -> Fault:
        return Fault(id=self.rule.id, start=self._since or 0.0, end=self._last_seen_at)
