"""All probes of this machine's desktop, combined."""

from __future__ import annotations

import functools
import select
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, runtime_checkable

from rearguard.sitting.activitywatch import ActivityWatchProbe
from rearguard.sitting.debounce import StuckSignalFilter
from rearguard.sitting.desktop import DesktopProbe, DesktopState

SecondsClock = Callable[[], float]
"""Seconds since some moment; they only grow."""

ProbeFactory = Callable[[], DesktopProbe]
"""A function that opens a probe, or raises OSError if the probe can't work here."""


@runtime_checkable
class Selectable(Protocol):
    """A probe that signals changes by itself."""

    def look(self) -> DesktopState:
        """Return the state, as `DesktopProbe.look`."""
        ...

    def fileno(self) -> int:
        """Return the file descriptor that becomes readable on a change; below 0: the connection is lost."""
        ...


class CombinedProbe:
    """Several probes as a single one: each adds what others lack.

    Args:
        desktops: the probes; the first idle time is used.
        clock: measures the length of films and calls.
    """

    def __init__(self, desktops: Sequence[DesktopProbe], clock: SecondsClock) -> None:
        self._probes = desktops
        self._clock = clock
        self._film_filter, self._call_filter = StuckSignalFilter(), StuckSignalFilter()
        self.name = ", ".join(probe.name for probe in desktops)

    def look(self) -> DesktopState:
        """Combine all probes: the first idle time; any other value is true if any probe says so."""
        states = [probe.look() for probe in self._probes]
        now = self._clock()
        return DesktopState(
            idle=next((state.idle for state in states if state.idle is not None), None),
            film=self._film_filter.update(_any_true(state.film for state in states), now),
            call=self._call_filter.update(_any_true(state.call for state in states), now),
            locked=_any_true(state.locked for state in states),
            full_screen=_any_true(state.full_screen for state in states),
            do_not_disturb=_any_true(state.do_not_disturb for state in states),
            saving=_any_true(state.saving for state in states),
        )

    def wait(self, seconds: float) -> None:
        """Wait that long, or until the screen is locked or the machine goes to sleep."""
        until = self._clock() + seconds
        while (remaining_s := until - self._clock()) > 0:
            selectable = [probe for probe in self._probes if isinstance(probe, Selectable) and probe.fileno() >= 0]
            if not selectable:
                time.sleep(remaining_s)  # noqa: TID251 - Windows can't select on no files
                return
            ready, _, _ = select.select(selectable, [], [], remaining_s)
            states = [probe.look() for probe in ready]  # all of them, so that each notes the time
            if not ready or any(state.locked for state in states):
                return

    def close(self) -> None:
        """Close all probes."""
        for probe in self._probes:
            probe.close()


def open_probes(clock: SecondsClock, now: SecondsClock) -> CombinedProbe:
    """Open all probes that work on this machine; there may be none.

    Args:
        clock: seconds since some moment; they only grow.
        now: seconds since 1970.
    """
    idle_factories, other_factories = _probe_factories(clock)
    probes = _open_available(idle_factories) or _open_available([functools.partial(ActivityWatchProbe, now)])
    return CombinedProbe(probes + _open_available(other_factories), clock)


def _open_available(factories: list[ProbeFactory]) -> list[DesktopProbe]:
    probes = []
    for factory in factories:
        try:
            probes.append(factory())
        except OSError:
            continue
    return probes


def _probe_factories(clock: SecondsClock) -> tuple[list[ProbeFactory], list[ProbeFactory]]:
    """Return the factories of idle probes and of other probes here; those of other platforms are not imported."""
    if sys.platform == "win32":
        from rearguard.sitting.windows import WindowsProbe  # noqa: PLC0415

        return [WindowsProbe], []
    if sys.platform == "darwin":
        from rearguard.sitting.macos import MacOSProbe  # noqa: PLC0415

        return [MacOSProbe], []
    from rearguard.sitting.gnome import GnomeProbe  # noqa: PLC0415
    from rearguard.sitting.logind import LogindProbe  # noqa: PLC0415
    from rearguard.sitting.microphone import MicrophoneProbe  # noqa: PLC0415
    from rearguard.sitting.power import PowerProbe  # noqa: PLC0415
    from rearguard.sitting.session_bus import SessionBusProbe  # noqa: PLC0415
    from rearguard.sitting.wayland import WaylandProbe  # noqa: PLC0415
    from rearguard.sitting.x11 import X11Probe  # noqa: PLC0415

    return [GnomeProbe, functools.partial(WaylandProbe, clock), X11Probe], [
        LogindProbe,
        SessionBusProbe,
        PowerProbe,
        MicrophoneProbe,
    ]


def _any_true(answers: Iterable[bool | None]) -> bool | None:
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None
