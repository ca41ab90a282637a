"""Faults that last: nobody is told of what a camera took for one in a few pictures."""

from __future__ import annotations

from rearguard.coach.hysteresis import RELIEF, badness
from rearguard.core.observation import Fault
from rearguard.library.watch import Flaw

MENDED = 0.3
"""Seconds that all is well before a fault is over."""


class Persistence:
    """Watches one flaw that is looked at all the time."""

    def __init__(self, flaw: Flaw) -> None:
        """Begin with all well."""
        self.flaw = flaw
        self._since: float | None = None
        self._last = 0.0
        self._told = False

    def take(self, t: float, number: float) -> Fault | None:
        """Take in a moment; return the fault when it has lasted long enough, and again when it is over."""
        bad = badness(self.flaw, number) >= (1.0 if self._since is None else RELIEF)
        if bad:
            self._since, self._last = t if self._since is None else self._since, t
            if not self._told and t - self._since >= self.flaw.seconds:
                self._told = True
                return self._fault()
            return None
        if self._told and t - self._last < MENDED:
            return None
        return self.end()

    @property
    def fault(self) -> Fault | None:
        """The fault that lasts now."""
        return self._fault() if self._told else None

    def end(self) -> Fault | None:
        """Forget what is under way, and return the fault if there is one."""
        fault = self.fault
        self._since, self._told = None, False
        return fault

    def _fault(self) -> Fault:
        return Fault(id=self.flaw.id, start=self._since or 0.0, end=self._last)
