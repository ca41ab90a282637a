"""The server in this process, asked without a socket, as a browser or a program would ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.web.site import make_site
from support.home_fixture import ManualClock

PORT = 7007
BASE_URL = f"http://127.0.0.1:{PORT}"
TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing else
COOKIE = f"rearguard-{PORT}={TOKEN}"
LIVE_URL = f"ws://127.0.0.1:{PORT}/api/session/live"

Json = Any
"""Whatever the server may say."""


@pytest.fixture
def application(home: Paths, clock: ManualClock) -> Application:
    """The application behind the server."""
    return Application(home, clock)


@pytest.fixture
def unauthenticated_client(application: Application) -> Iterator[TestClient]:
    """A client with neither token nor cookie; a server error comes back as a response."""
    app = make_site(application, token=TOKEN, port=PORT)
    with TestClient(app, BASE_URL, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def api_client(application: Application) -> Iterator[TestClient]:
    """A program that knows the token; a server error fails the test."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with TestClient(make_site(application, token=TOKEN, port=PORT), BASE_URL, headers=headers) as client:
        yield client


class LiveConnection:
    """The live connection of one page."""

    def __init__(self, socket: WebSocketTestSession) -> None:
        self.socket = socket

    def receive(self) -> Json:
        """Return the next message; there must be one."""
        return self.socket.receive_json()

    def send(self, do: str, **more: object) -> Json:
        """Send a message and return the answer."""
        self.socket.send_json({"do": do, **more})
        return self.receive()


@contextmanager
def connect_live(client: TestClient) -> Iterator[tuple[LiveConnection, Json]]:
    """Open a connection; yield it and the first session state that it sends."""
    with client.websocket_connect(LIVE_URL) as socket:
        page = LiveConnection(socket)
        state = page.receive()
        assert state["type"] == "session"
        yield page, state["session"]


def tick_seconds(page: LiveConnection, clock: ManualClock, seconds: int) -> Json:
    """Tick once a second, as the page does, and return the last state."""
    last_state: Json = {}
    for _ in range(seconds):
        clock.advance(1)
        last_state = page.send("tick")
        assert last_state["type"] == "state"
    state: Json = last_state["state"]
    return state
