"""Wayland: the compositor says when nobody has touched anything for some seconds, and when somebody does again.

By ext-idle-notify-v1 (https://wayland.app/protocols/ext-idle-notify-v1). Its second version counts input alone; in
the first a film that keeps the screen awake counts as input, which is what we take it for anyway. Older compositors
(Sway 1.7, Plasma 5.26) say the same by org_kde_kwin_idle.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from typing import Final

from rearguard.sitting.desktop import Look
from rearguard.sitting.wayland_protocol import Wire, number, socket_path

QUIET: Final = 5.0
"""Fewer seconds than the shortest pause that anybody waits for, since less than these can't be told apart; not much
fewer, since each time we are woken."""

SEAT: Final = "wl_seat"
NOTIFIER: Final = "ext_idle_notifier_v1"
OLD_NOTIFIER: Final = "org_kde_kwin_idle"

GET_IDLE_NOTIFICATION, GET_INPUT_IDLE_NOTIFICATION = 1, 2
GET_IDLE_TIMEOUT = 0
"""Opcodes of requests: of the notifier, of the old one."""

IDLED, RESUMED = 0, 1
"""Opcodes of events, the same in both."""


class Wayland:
    """A connection to the compositor.

    Args:
        clock: seconds since some moment.
        quiet: seconds without input after which it is told.

    Raises:
        OSError: there is no compositor, or it tells nothing of idle times.
    """

    name = "Wayland"

    def __init__(self, clock: Callable[[], float], quiet: float = QUIET) -> None:
        if not os.environ.get("WAYLAND_DISPLAY"):
            raise OSError("this is no Wayland session")
        self._clock = clock
        self._quiet = quiet
        self._wire = Wire(socket_path())
        try:
            self._notification = _notification(self._wire, quiet)
            self._wire.settle()
        except OSError:
            self.close()
            raise
        self._sign = clock()
        """When somebody certainly touched something; at the start, when we began to count."""
        self._away = False
        self._new = True

    def look(self) -> Look:
        """Return idle time: `quiet` at most while somebody is there, since no more is told.

        The first look takes as long, unless it is told earlier that nobody is.
        """
        if self._wire.fileno() < 0:
            return Look()
        if self._new:
            select.select([self._wire], [], [], self._quiet)  # nothing is known before
            self._new = False
        try:
            told = self._wire.told()
        except OSError:
            self.close()
            return Look()
        now = self._clock()
        for event in told:
            if event.object == self._notification and event.opcode in {IDLED, RESUMED}:
                self._away = event.opcode == IDLED
                self._sign = now - self._quiet if self._away else now
        idle = now - self._sign
        return Look(idle=idle if self._away else min(idle, self._quiet))

    def fileno(self) -> int:
        """Return the file that is readable when somebody leaves or comes; less than 0: the compositor is gone."""
        return self._wire.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._wire.close()


def _notification(wire: Wire, quiet: float) -> int:
    """Ask to be told, and return the number of the object that tells."""
    offered = wire.globals
    if SEAT not in offered or not (NOTIFIER in offered or OLD_NOTIFIER in offered):
        raise OSError("this compositor tells nothing of idle times")
    seat = wire.bind(SEAT, 1)
    milliseconds = round(quiet * 1000)
    if NOTIFIER in offered:
        version = min(offered[NOTIFIER].version, GET_INPUT_IDLE_NOTIFICATION)
        notifier, new = wire.bind(NOTIFIER, version), wire.new()
        # By a happy choice of the protocol's authors the request of each version has its number.
        wire.send(notifier, version, number(new, milliseconds, seat))
    else:
        notifier, new = wire.bind(OLD_NOTIFIER, 1), wire.new()
        wire.send(notifier, GET_IDLE_TIMEOUT, number(new, seat, milliseconds))
    return new
