"""A running ActivityWatch, where no desktop tells more: its watcher knows when the last key or mouse was.

Over HTTP to this machine alone (https://docs.activitywatch.net/en/latest/api/rest.html). By a socket, since Python's
own client takes 7 MB, of the 40 that a program may have that looks all day.
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
"""Bytes of an answer; a list of buckets has a few thousand."""

AFK_BUCKET_KIND: Final = "afkstatus"

FUTURE_TOLERANCE_S: Final = 60.0
"""Seconds that an event may lie ahead: one of next year would have somebody sit until then."""


class ActivityWatchProbe:
    """The one that runs for whoever runs this.

    Args:
        now: seconds since 1970.
        port: where it listens.

    Raises:
        OSError: there is none, or it does not watch this machine.
    """

    name = "ActivityWatch"

    def __init__(self, now: Callable[[], float], port: int = ACTIVITYWATCH_PORT) -> None:
        self._now = now
        self._port = port
        if self.look().idle is None:
            raise OSError("no ActivityWatch tells when a key was last touched")

    def look(self) -> DesktopState:
        """Return idle time. Where its watcher has stopped it grows: nobody is taken to sit there."""
        try:
            sign = self._last_input_at()
        except (OSError, ValueError, LookupError, TypeError, AttributeError, StopIteration):
            return DesktopState()  # gone, or no ActivityWatch
        idle = self._now() - sign
        return DesktopState(idle=max(idle, 0.0)) if idle > -FUTURE_TOLERANCE_S else DesktopState()

    def close(self) -> None:
        """Let go of nothing: each look asks anew."""

    def _last_input_at(self) -> float:
        """Return when somebody last touched something."""
        host = socket.gethostname()
        buckets = self._get_json("/api/0/buckets/")
        name = next(
            one for one, bucket in buckets.items() if bucket["type"] == AFK_BUCKET_KIND and bucket["hostname"] == host
        )
        event = self._get_json(f"/api/0/buckets/{quote(name, safe='')}/events?limit=1")[0]
        start = datetime.fromisoformat(event["timestamp"]).timestamp()
        # Who is away has been since the event's start; who is there was until its end.
        return start if event["data"]["status"] == "afk" else start + float(event["duration"])

    def _get_json(self, path: str) -> Any:  # noqa: ANN401 - JSON
        with socket.create_connection((ACTIVITYWATCH_HOST, self._port), timeout=ACTIVITYWATCH_TIMEOUT_S) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost:{self._port}\r\n\r\n".encode())
            with connection.makefile("rb") as answer:
                head, _, body = answer.read(MAX_RESPONSE_BYTES).partition(b"\r\n\r\n")
        if head.split(maxsplit=2)[1:2] != [b"200"]:
            raise OSError("no such answer")
        return json.loads(body)
