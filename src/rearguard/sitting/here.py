"""All that can be asked of this machine's desktop, as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rearguard.sitting.desktop import Desktop, Look
from rearguard.sitting.logind import Logind
from rearguard.sitting.microphone import Microphone
from rearguard.sitting.x11 import X11

SOURCES: Final[tuple[Callable[[], Desktop], ...]] = (X11, Logind, Microphone)


class Several:
    """Several ways to ask: what one can't tell another may."""

    def __init__(self, desktops: Sequence[Desktop]) -> None:
        self._desktops = desktops
        self.name = ", ".join(one.name for one in desktops)

    def look(self) -> Look:
        """Ask all. The shortest idle time counts, and whatever anybody says is so."""
        looks = [one.look() for one in self._desktops]
        return Look(
            idle=min((one.idle for one in looks if one.idle is not None), default=None),
            film=_any(one.film for one in looks),
            call=_any(one.call for one in looks),
            locked=_any(one.locked for one in looks),
            full_screen=_any(one.full_screen for one in looks),
            do_not_disturb=_any(one.do_not_disturb for one in looks),
        )

    def close(self) -> None:
        """Let go of all."""
        for one in self._desktops:
            one.close()


def desktop() -> Several:
    """Return what there is to ask here; there may be nothing, and what is missing today is tried again tomorrow."""
    return Several(list(_found()))


def _found() -> Iterator[Desktop]:
    for source in SOURCES:
        try:
            yield source()
        except OSError:
            continue


def _any(said: Iterator[bool | None]) -> bool | None:
    known = [one for one in said if one is not None]
    return any(known) if known else None
