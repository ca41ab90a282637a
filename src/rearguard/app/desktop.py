"""This machine's desktop, asked by this machine's clock."""

from __future__ import annotations

from rearguard.app.clock import readings
from rearguard.sitting import here
from rearguard.sitting.here import Several


def desktop() -> Several:
    """Return everything here that can be asked who sits; close it."""
    return here.desktop(lambda: readings().passed, lambda: readings().at)
