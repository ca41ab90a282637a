"""This machine's desktop, asked by this machine's clock."""

from __future__ import annotations

from rearguard.app.person.clock import read_clocks
from rearguard.sitting import probes
from rearguard.sitting.probes import CombinedProbe


def open_desktop() -> CombinedProbe:
    """Return everything here that can be asked who sits; close it."""
    return probes.open_probes(lambda: read_clocks().since_boot_s, lambda: read_clocks().at)
