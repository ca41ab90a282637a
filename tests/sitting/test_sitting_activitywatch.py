"""ActivityWatch as the last probe, over HTTP to this machine."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from rearguard.sitting.activitywatch import ActivityWatchProbe
from rearguard.sitting.desktop import DesktopState

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HERE = {"type": "afkstatus", "hostname": socket.gethostname()}


def event(status: str, duration: float) -> dict[str, Any]:
    return {"timestamp": NOON.isoformat(), "duration": duration, "data": {"status": status}}


@contextmanager
def serving(answers: dict[str, object]) -> Iterator[int]:
    """Serve answers by their paths; yield the port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = answers.get(self.path)
            body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(404 if answer is None else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Log nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def watching(**last: Any) -> dict[str, object]:  # noqa: ANN401 - JSON
    return {
        "/api/0/buckets/": {
            "aw-watcher-window_desk": {"type": "currentwindow", "hostname": HERE["hostname"]},
            "aw-watcher-afk_laptop": {**HERE, "hostname": "laptop"},
            "aw-watcher-afk_desk": HERE,
        },
        "/api/0/buckets/aw-watcher-afk_laptop/events?limit=1": [event("not-afk", 1e6)],
        "/api/0/buckets/aw-watcher-afk_desk/events?limit=1": [last],
    }


@pytest.mark.parametrize(("status", "idle"), [("not-afk", 40.0), ("afk", 100.0)])
def test_presence_lasts_until_the_end_and_absence_since_the_start(status: str, idle: float) -> None:
    with serving(watching(**event(status, 60.0))) as port:
        assert ActivityWatchProbe(lambda: NOON.timestamp() + 100.0, port).look() == DesktopState(idle=idle)


def test_a_clock_behind_its_own_is_no_negative_quiet() -> None:
    with serving(watching(**event("not-afk", 60.0))) as port:
        assert ActivityWatchProbe(lambda: NOON.timestamp() + 50.0, port).look() == DesktopState(idle=0.0)


def test_an_event_of_next_year_is_not_believed() -> None:
    with serving(watching(**event("not-afk", 3e7))) as port, pytest.raises(OSError, match="no ActivityWatch"):
        ActivityWatchProbe(NOON.timestamp, port)


def test_an_activitywatch_that_goes_away_reports_nothing() -> None:
    with serving(watching(**event("not-afk", 60.0))) as port:
        desktop = ActivityWatchProbe(lambda: NOON.timestamp() + 60.0, port)
    assert desktop.look() == DesktopState()
    desktop.close()


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"/api/0/buckets/": b"<html>"},
        {"/api/0/buckets/": [1]},
        {"/api/0/buckets/": {"a": 7}},
        {"/api/0/buckets/": {"a": {**HERE, "hostname": "another"}}},
        {"/api/0/buckets/": {"a": HERE}, "/api/0/buckets/a/events?limit=1": []},
        {"/api/0/buckets/": {"a": HERE}, "/api/0/buckets/a/events?limit=1": [{"timestamp": "noon"}]},
    ],
)
def test_what_is_no_activitywatch_is_not_believed(answers: dict[str, object]) -> None:
    with serving(answers) as port, pytest.raises(OSError, match="no ActivityWatch"):
        ActivityWatchProbe(lambda: 0.0, port)


def test_without_an_activitywatch_there_is_no_report() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(OSError, match="no ActivityWatch"):
        ActivityWatchProbe(lambda: 0.0, port)
