"""All that can be asked of this machine's desktop, as one."""

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
"""What makes a desktop, or raises OSError where it isn't."""


@runtime_checkable
class Selectable(Protocol):
    """A desktop that says by itself when something changed."""

    def look(self) -> DesktopState:
        """As `Desktop.look`."""
        ...

    def fileno(self) -> int:
        """Return the file that is readable then; less than 0: there is none any more."""
        ...


class CombinedProbe:
    """Several ways to ask: what one can't tell another may.

    Args:
        desktops: the ways; for the idle time the first are believed before the others.
        clock: what films and calls are measured with.
    """

    def __init__(self, desktops: Sequence[DesktopProbe], clock: SecondsClock) -> None:
        self._probes = desktops
        self._clock = clock
        self._film_filter, self._call_filter = StuckSignalFilter(), StuckSignalFilter()
        self.name = ", ".join(one.name for one in desktops)

    def look(self) -> DesktopState:
        """Ask all. The first idle time counts, and whatever anybody says is so."""
        looks = [one.look() for one in self._probes]
        now = self._clock()
        return DesktopState(
            idle=next((one.idle for one in looks if one.idle is not None), None),
            film=self._film_filter.update(_any_true(one.film for one in looks), now),
            call=self._call_filter.update(_any_true(one.call for one in looks), now),
            locked=_any_true(one.locked for one in looks),
            full_screen=_any_true(one.full_screen for one in looks),
            do_not_disturb=_any_true(one.do_not_disturb for one in looks),
            saving=_any_true(one.saving for one in looks),
        )

    def wait(self, seconds: float) -> None:
        """Wait that long, or until the screen is locked or the machine goes to sleep: then look at once."""
        until = self._clock() + seconds
        while (left := until - self._clock()) > 0:
            telling = [one for one in self._probes if isinstance(one, Selectable) and one.fileno() >= 0]
            if not telling:
                time.sleep(left)  # noqa: TID251 - Windows can't wait for no files
                return
            ready, _, _ = select.select(telling, [], [], left)
            looks = [one.look() for one in ready]  # all of them, so that each knows when it was
            if not ready or any(look.locked for look in looks):
                return

    def close(self) -> None:
        """Let go of all."""
        for one in self._probes:
            one.close()


def open_probes(clock: SecondsClock, now: SecondsClock) -> CombinedProbe:
    """Return what there is to ask here; there may be nothing.

    Args:
        clock: seconds since some moment; they only grow.
        now: seconds since 1970.
    """
    desktops, others = _probe_factories(clock)
    found = _open_available(desktops) or _open_available([functools.partial(ActivityWatchProbe, now)])
    return CombinedProbe(found + _open_available(others), clock)


def _open_available(sources: list[ProbeFactory]) -> list[DesktopProbe]:
    found = []
    for source in sources:
        try:
            found.append(source())
        except OSError:
            continue
    return found


def _probe_factories(clock: SecondsClock) -> tuple[list[ProbeFactory], list[ProbeFactory]]:
    """Return who tells idle times on this platform, and who tells the rest. What another one has is not even loaded."""
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


def _any_true(said: Iterable[bool | None]) -> bool | None:
    known = [one for one in said if one is not None]
    return any(known) if known else None
