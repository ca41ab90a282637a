"""This machine's desktop, asked by this machine's clock."""

from __future__ import annotations

from rearguard.app.person.clock import readings
from rearguard.sitting import probes
from rearguard.sitting.probes import Several


def desktop() -> Several:
    """Return everything here that can be asked who sits; close it."""
    return probes.desktop(lambda: readings().passed, lambda: readings().at)
