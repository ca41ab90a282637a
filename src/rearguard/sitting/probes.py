"""All that can be asked of this machine's desktop, as one."""

from __future__ import annotations

import functools
import select
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, runtime_checkable

from rearguard.sitting.activitywatch import ActivityWatch
from rearguard.sitting.debounce import Lasting
from rearguard.sitting.desktop import Desktop, Look

Clock = Callable[[], float]
"""Seconds since some moment; they only grow."""


Source = Callable[[], Desktop]
"""What makes a desktop, or raises OSError where it isn't."""


@runtime_checkable
class Telling(Protocol):
    """A desktop that says by itself when something changed."""

    def look(self) -> Look:
        """As `Desktop.look`."""
        ...

    def fileno(self) -> int:
        """Return the file that is readable then; less than 0: there is none any more."""
        ...


class Several:
    """Several ways to ask: what one can't tell another may.

    Args:
        desktops: the ways; for the idle time the first are believed before the others.
        clock: what films and calls are measured with.
    """

    def __init__(self, desktops: Sequence[Desktop], clock: Clock) -> None:
        self._desktops = desktops
        self._clock = clock
        self._film, self._call = Lasting(), Lasting()
        self.name = ", ".join(one.name for one in desktops)

    def look(self) -> Look:
        """Ask all. The first idle time counts, and whatever anybody says is so."""
        looks = [one.look() for one in self._desktops]
        now = self._clock()
        return Look(
            idle=next((one.idle for one in looks if one.idle is not None), None),
            film=self._film.see(_any(one.film for one in looks), now),
            call=self._call.see(_any(one.call for one in looks), now),
            locked=_any(one.locked for one in looks),
            full_screen=_any(one.full_screen for one in looks),
            do_not_disturb=_any(one.do_not_disturb for one in looks),
            saving=_any(one.saving for one in looks),
        )

    def wait(self, seconds: float) -> None:
        """Wait that long, or until the screen is locked or the machine goes to sleep: then look at once."""
        until = self._clock() + seconds
        while (left := until - self._clock()) > 0:
            telling = [one for one in self._desktops if isinstance(one, Telling) and one.fileno() >= 0]
            if not telling:
                time.sleep(left)  # noqa: TID251 - Windows can't wait for no files
                return
            ready, _, _ = select.select(telling, [], [], left)
            looks = [one.look() for one in ready]  # all of them, so that each knows when it was
            if not ready or any(look.locked for look in looks):
                return

    def close(self) -> None:
        """Let go of all."""
        for one in self._desktops:
            one.close()


def desktop(clock: Clock, now: Clock) -> Several:
    """Return what there is to ask here; there may be nothing.

    Args:
        clock: seconds since some moment; they only grow.
        now: seconds since 1970.
    """
    desktops, others = _sources(clock)
    found = _opened(desktops) or _opened([functools.partial(ActivityWatch, now)])
    return Several(found + _opened(others), clock)


def _opened(sources: list[Source]) -> list[Desktop]:
    found = []
    for source in sources:
        try:
            found.append(source())
        except OSError:
            continue
    return found


def _sources(clock: Clock) -> tuple[list[Source], list[Source]]:
    """Return who tells idle times on this platform, and who tells the rest. What another one has is not even loaded."""
    if sys.platform == "win32":
        from rearguard.sitting.windows import Windows  # noqa: PLC0415

        return [Windows], []
    if sys.platform == "darwin":
        from rearguard.sitting.macos import MacOS  # noqa: PLC0415

        return [MacOS], []
    from rearguard.sitting.gnome import Gnome  # noqa: PLC0415
    from rearguard.sitting.logind import Logind  # noqa: PLC0415
    from rearguard.sitting.microphone import Microphone  # noqa: PLC0415
    from rearguard.sitting.power import Power  # noqa: PLC0415
    from rearguard.sitting.session_bus import SessionBus  # noqa: PLC0415
    from rearguard.sitting.wayland import Wayland  # noqa: PLC0415
    from rearguard.sitting.x11 import X11  # noqa: PLC0415

    return [Gnome, functools.partial(Wayland, clock), X11], [Logind, SessionBus, Power, Microphone]


def _any(said: Iterable[bool | None]) -> bool | None:
    known = [one for one in said if one is not None]
    return any(known) if known else None
