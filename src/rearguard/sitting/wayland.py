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

from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.wayland_protocol import WaylandConnection, encode_uints, socket_path

IDLE_AFTER_S: Final = 5.0
"""Fewer seconds than the shortest pause that anybody waits for, since less than these can't be told apart; not much
fewer, since each time we are woken."""

SEAT_INTERFACE: Final = "wl_seat"
NOTIFIER_INTERFACE: Final = "ext_idle_notifier_v1"
OLD_NOTIFIER_INTERFACE: Final = "org_kde_kwin_idle"

GET_IDLE_NOTIFICATION, GET_INPUT_IDLE_NOTIFICATION = 1, 2
GET_IDLE_TIMEOUT = 0
"""Opcodes of requests: of the notifier, of the old one."""

IDLED_EVENT, RESUMED_EVENT = 0, 1
"""Opcodes of events, the same in both."""


class WaylandProbe:
    """A connection to the compositor.

    Args:
        clock: seconds since some moment.
        idle_after_s: seconds without input after which it is told.

    Raises:
        OSError: there is no compositor, or it tells nothing of idle times.
    """

    name = "Wayland"

    def __init__(self, clock: Callable[[], float], idle_after_s: float = IDLE_AFTER_S) -> None:
        if not os.environ.get("WAYLAND_DISPLAY"):
            raise OSError("this is no Wayland session")
        self._clock = clock
        self._idle_after_s = idle_after_s
        self._connection = WaylandConnection(socket_path())
        try:
            self._notification_id = _request_notification(self._connection, idle_after_s)
            self._connection.roundtrip()
        except OSError:
            self.close()
            raise
        self._last_input = clock()
        """When somebody certainly touched something; at the start, when we began to count."""
        self._is_idle = False
        self._is_first_look = True

    def look(self) -> DesktopState:
        """Return idle time: `quiet` at most while somebody is there, since no more is told.

        The first look takes as long, unless it is told earlier that nobody is.
        """
        if self._connection.fileno() < 0:
            return DesktopState()
        if self._is_first_look:
            select.select([self._connection], [], [], self._idle_after_s)  # nothing is known before
            self._is_first_look = False
        try:
            told = self._connection.read_events()
        except OSError:
            self.close()
            return DesktopState()
        now = self._clock()
        for event in told:
            if event.object_id == self._notification_id and event.opcode in {IDLED_EVENT, RESUMED_EVENT}:
                self._is_idle = event.opcode == IDLED_EVENT
                self._last_input = now - self._idle_after_s if self._is_idle else now
        idle = now - self._last_input
        return DesktopState(idle=idle if self._is_idle else min(idle, self._idle_after_s))

    def fileno(self) -> int:
        """Return the file that is readable when somebody leaves or comes; less than 0: the compositor is gone."""
        return self._connection.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _request_notification(wire: WaylandConnection, quiet: float) -> int:
    """Ask to be told, and return the number of the object that tells."""
    offered = wire.globals
    if SEAT_INTERFACE not in offered or not (NOTIFIER_INTERFACE in offered or OLD_NOTIFIER_INTERFACE in offered):
        raise OSError("this compositor tells nothing of idle times")
    seat = wire.bind(SEAT_INTERFACE, 1)
    milliseconds = round(quiet * 1000)
    if NOTIFIER_INTERFACE in offered:
        version = min(offered[NOTIFIER_INTERFACE].version, GET_INPUT_IDLE_NOTIFICATION)
        notifier, new = wire.bind(NOTIFIER_INTERFACE, version), wire.allocate_id()
        # By a happy choice of the protocol's authors the request of each version has its number.
        wire.send(notifier, version, encode_uints(new, milliseconds, seat))
    else:
        notifier, new = wire.bind(OLD_NOTIFIER_INTERFACE, 1), wire.allocate_id()
        wire.send(notifier, GET_IDLE_TIMEOUT, encode_uints(new, seat, milliseconds))
    return new
