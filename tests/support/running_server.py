"""The real server in this process, on a manual clock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Page

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.training.live_session import LiveSession
from rearguard.web.server import open_listener, page_address, read_or_make_token
from rearguard.web.site import make_site
from support.browser import TIMEOUT_MS
from support.home_fixture import ManualClock, answer_screening


@dataclass(frozen=True)
class RunningServer:
    """A running server."""

    address: str
    application: Application
    clock: ManualClock

    @property
    def training(self) -> LiveSession:
        """The session under way."""
        training = self.application.live_session
        assert training is not None
        return training

    def advance_seconds(self, page: Page, seconds: int) -> None:
        """Let time pass in the server and in the page, second by second, each time until the page has ticked."""
        for _ in range(seconds):
            self.clock.advance(1.0)
            page.clock.run_for(1000)
            self.wait_until(
                page, lambda: self.training.is_over or self.training.state.last_tick >= self.clock.elapsed_seconds
            )

    def wait_until(self, page: Page, settled: Callable[[], bool]) -> None:
        """Wait until a condition holds, while the page goes on."""
        for _ in range(TIMEOUT_MS // 5):
            if settled():
                return
            page.wait_for_timeout(5)
        pytest.fail(f"it never came: {self.training.state.status} at {self.training.state.position}")


@contextmanager
def run_server(
    home: Paths, clock: ManualClock, preferred_port: int = 0, *, has_voice: bool = False
) -> Iterator[RunningServer]:
    """Serve a home until the block ends, on a given port or any, with or without a voice."""
    secret = read_or_make_token(home)
    listener = open_listener(preferred_port)
    port = listener.getsockname()[1]
    application = Application(home, clock)
    if not has_voice:
        application.speech = None
    config = uvicorn.Config(
        make_site(application, token=secret, port=port), log_level="warning", ws="websockets-sansio"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield RunningServer(page_address(port, secret), application, clock)
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def server(
    home: Paths, clock: ManualClock, built_page: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningServer]:
    """The real server with the page built from its current sources."""
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    answer_screening(home, clock)
    with run_server(home, clock) as server:
        yield server
