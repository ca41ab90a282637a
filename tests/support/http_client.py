"""The server in this process, asked without a socket, as a browser or a program would ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from rearguard.app.application import Application
from rearguard.app.person.paths import Home
from rearguard.web.site import site
from support.home_fixture import TurnedClock

PORT = 7007
HERE = f"http://127.0.0.1:{PORT}"
TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing else
COOKIE = f"rearguard-{PORT}={TOKEN}"
LIVE = f"ws://127.0.0.1:{PORT}/api/session/live"

Json = Any
"""Whatever the server may say."""


@pytest.fixture
def application(home: Home, clock: TurnedClock) -> Application:
    """The use cases that the visited server serves."""
    return Application(home, clock)


@pytest.fixture
def stranger(application: Application) -> Iterator[TestClient]:
    """One who knows neither token nor cookie; what breaks is answered as it would be."""
    app = site(application, token=TOKEN, port=PORT)
    with TestClient(app, HERE, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture
def visitor(application: Application) -> Iterator[TestClient]:
    """A program that knows the token; what breaks in the server breaks the test."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with TestClient(site(application, token=TOKEN, port=PORT), HERE, headers=headers) as client:
        yield client


class Line:
    """The open line of one page."""

    def __init__(self, socket: WebSocketTestSession) -> None:
        self.socket = socket

    def hear(self) -> Json:
        """Return the next message; there must be one."""
        return self.socket.receive_json()

    def say(self, do: str, **more: object) -> Json:
        """Say something and return the answer."""
        self.socket.send_json({"do": do, **more})
        return self.hear()


@contextmanager
def line(client: TestClient) -> Iterator[tuple[Line, Json]]:
    """Open a line; yield it, and the session that it tells of at first."""
    with client.websocket_connect(LIVE) as socket:
        page = Line(socket)
        said = page.hear()
        assert said["type"] == "session"
        yield page, said["session"]


def tick(page: Line, clock: TurnedClock, seconds: int) -> Json:
    """Tick once a second, as the page does, and return the last state."""
    said: Json = {}
    for _ in range(seconds):
        clock.turn(1)
        said = page.say("tick")
        assert said["type"] == "state"
    state: Json = said["state"]
    return state
