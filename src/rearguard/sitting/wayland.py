"""The Wayland probe: the compositor reports when input stops for some seconds, and when it resumes.

It uses ext-idle-notify-v1 (https://wayland.app/protocols/ext-idle-notify-v1). Its second version counts input only; in
the first a film that keeps the screen awake counts as input, as it does for sitting anyway. Older compositors
(Sway 1.7, Plasma 5.26) offer org_kde_kwin_idle instead.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from typing import Final

from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.wayland_protocol import WaylandConnection, encode_uints, socket_path

IDLE_AFTER_S: Final = 5.0
"""Seconds without input that count as idle: below the shortest pause that matters (`TYPING_PAUSE_S`), since shorter
pauses are not reported, and not much below, since each report wakes the watcher."""

SEAT_INTERFACE: Final = "wl_seat"
NOTIFIER_INTERFACE: Final = "ext_idle_notifier_v1"
OLD_NOTIFIER_INTERFACE: Final = "org_kde_kwin_idle"

GET_IDLE_NOTIFICATION, GET_INPUT_IDLE_NOTIFICATION = 1, 2
GET_IDLE_TIMEOUT = 0
"""Opcodes of requests: of the notifier, and of the old notifier."""

IDLED_EVENT, RESUMED_EVENT = 0, 1
"""Opcodes of events, the same in both."""


class WaylandProbe:
    """A connection to the compositor.

    Args:
        clock: seconds since some moment.
        idle_after_s: seconds without input until the compositor reports idle.

    Raises:
        OSError: there is no compositor, or it doesn't report idle times.
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
        """Latest certain time of input; at first the start of the connection."""
        self._is_idle = False
        self._is_first_look = True

    def look(self) -> DesktopState:
        """Return the idle time: at most `idle_after_s` until the compositor reports idle.

        The first look waits up to `idle_after_s` for that report.
        """
        if self._connection.fileno() < 0:
            return DesktopState()
        if self._is_first_look:
            select.select([self._connection], [], [], self._idle_after_s)  # nothing is known yet
            self._is_first_look = False
        try:
            events = self._connection.read_events()
        except OSError:
            self.close()
            return DesktopState()
        now = self._clock()
        for event in events:
            if event.object_id == self._notification_id and event.opcode in {IDLED_EVENT, RESUMED_EVENT}:
                self._is_idle = event.opcode == IDLED_EVENT
                self._last_input = now - self._idle_after_s if self._is_idle else now
        idle = now - self._last_input
        return DesktopState(idle=idle if self._is_idle else min(idle, self._idle_after_s))

    def fileno(self) -> int:
        """Return the file descriptor that becomes readable when input stops or resumes; below 0: connection lost."""
        return self._connection.fileno()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _request_notification(connection: WaylandConnection, idle_after_s: float) -> int:
    """Request idle notifications, and return the id of the object that sends them."""
    interfaces = connection.globals
    if SEAT_INTERFACE not in interfaces or not (
        NOTIFIER_INTERFACE in interfaces or OLD_NOTIFIER_INTERFACE in interfaces
    ):
        raise OSError("this compositor tells nothing of idle times")
    seat = connection.bind(SEAT_INTERFACE, 1)
    milliseconds = round(idle_after_s * 1000)
    if NOTIFIER_INTERFACE in interfaces:
        version = min(interfaces[NOTIFIER_INTERFACE].version, GET_INPUT_IDLE_NOTIFICATION)
        notifier, notification_id = connection.bind(NOTIFIER_INTERFACE, version), connection.allocate_id()
        # The opcode of each version's request equals the version.
        connection.send(notifier, version, encode_uints(notification_id, milliseconds, seat))
    else:
        notifier, notification_id = connection.bind(OLD_NOTIFIER_INTERFACE, 1), connection.allocate_id()
        connection.send(notifier, GET_IDLE_TIMEOUT, encode_uints(notification_id, seat, milliseconds))
    return notification_id
