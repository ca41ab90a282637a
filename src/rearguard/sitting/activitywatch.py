"""A probe of a running ActivityWatch, for desktops without an idle time of their own.

It uses HTTP to this machine only (https://docs.activitywatch.net/en/latest/api/rest.html), over a plain socket, since
Python's own client takes 7 MB of the watcher's 40 MB.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from rearguard.sitting.desktop import DesktopState

ACTIVITYWATCH_HOST: Final = "127.0.0.1"
ACTIVITYWATCH_PORT: Final = 5600
ACTIVITYWATCH_TIMEOUT_S: Final = 2.0
MAX_RESPONSE_BYTES: Final = 1_000_000
"""Largest response; a list of buckets has a few thousand bytes."""

AFK_BUCKET_KIND: Final = "afkstatus"

FUTURE_TOLERANCE_S: Final = 60.0
"""Seconds that an event may lie in the future: an event of next year would mean sitting until then."""


class ActivityWatchProbe:
    """A probe of the ActivityWatch server on this machine.

    Args:
        now: seconds since 1970.
        port: of the server.

    Raises:
        OSError: there is no server, or it does not watch this machine.
    """

    name = "ActivityWatch"

    def __init__(self, now: Callable[[], float], port: int = ACTIVITYWATCH_PORT) -> None:
        self._now = now
        self._port = port
        if self.look().idle is None:
            raise OSError("no ActivityWatch tells when a key was last touched")

    def look(self) -> DesktopState:
        """Return the idle time. It grows after ActivityWatch's watcher stops, so that no sitting is assumed."""
        try:
            last_input_at = self._last_input_at()
        except (OSError, ValueError, LookupError, TypeError, AttributeError, StopIteration):
            return DesktopState()  # the server is gone, or is no ActivityWatch
        idle = self._now() - last_input_at
        return DesktopState(idle=max(idle, 0.0)) if idle > -FUTURE_TOLERANCE_S else DesktopState()

    def close(self) -> None:
        """Do nothing: each look uses a connection of its own."""

    def _last_input_at(self) -> float:
        """Return the time of the last input, in seconds since 1970."""
        host = socket.gethostname()
        buckets = self._get_json("/api/0/buckets/")
        name = next(
            name for name, bucket in buckets.items() if bucket["type"] == AFK_BUCKET_KIND and bucket["hostname"] == host
        )
        event = self._get_json(f"/api/0/buckets/{quote(name, safe='')}/events?limit=1")[0]
        start = datetime.fromisoformat(event["timestamp"]).timestamp()
        # An absence lasts since the event's start; a presence lasts until its end.
        return start if event["data"]["status"] == "afk" else start + float(event["duration"])

    def _get_json(self, path: str) -> Any:  # noqa: ANN401 - JSON
        with socket.create_connection((ACTIVITYWATCH_HOST, self._port), timeout=ACTIVITYWATCH_TIMEOUT_S) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost:{self._port}\r\n\r\n".encode())
            with connection.makefile("rb") as response:
                head, _, body = response.read(MAX_RESPONSE_BYTES).partition(b"\r\n\r\n")
        if head.split(maxsplit=2)[1:2] != [b"200"]:
            raise OSError("no such answer")
        return json.loads(body)
