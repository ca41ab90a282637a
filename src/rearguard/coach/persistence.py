"""Persistence of faults: a fault is reported only when it lasts longer than a few wrong frames."""

from __future__ import annotations

from rearguard.coach.hysteresis import FAULT_RELEASE_SHARE, severity
from rearguard.core.observation import Fault
from rearguard.library.watch import FaultRule

FAULT_OVER_AFTER_S = 0.3
"""Seconds without the fault before it is over."""


class FaultTracker:
    """A tracker of one fault that is checked at every frame."""

    def __init__(self, rule: FaultRule) -> None:
        """Begin without the fault."""
        self.rule = rule
        self._since: float | None = None
        self._last_seen_at = 0.0
        self._reported = False

    def update(self, t: float, number: float) -> Fault | None:
        """Process a frame; return the fault when it has lasted long enough, and again when it is over."""
        is_faulty = severity(self.rule, number) >= (1.0 if self._since is None else FAULT_RELEASE_SHARE)
        if is_faulty:
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
        """The reported fault, while it lasts."""
        return self._fault() if self._reported else None

    def finish(self) -> Fault | None:
        """End the current fault, and return it if it was reported."""
        fault = self.current_fault
        self._since, self._reported = None, False
        return fault

    def _fault(self) -> Fault:
        return Fault(id=self.rule.id, start=self._since or 0.0, end=self._last_seen_at)
