"""This machine's desktop probes, with this machine's clock."""

from __future__ import annotations

from rearguard.app.person.clock import read_clocks
from rearguard.sitting import probes
from rearguard.sitting.probes import CombinedProbe


def open_desktop() -> CombinedProbe:
    """Open all desktop probes that work on this machine; close the result."""
    return probes.open_probes(lambda: read_clocks().since_boot_s, lambda: read_clocks().at)
