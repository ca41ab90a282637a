"""The real server in this process, on a clock that the test turns."""

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
from rearguard.app.person.paths import Home
from rearguard.app.training.live_session import Training
from rearguard.web.server import address, listening, token
from rearguard.web.site import site
from support.browser import PATIENCE_MS
from support.home_fixture import TurnedClock, answer


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    address: str
    application: Application
    clock: TurnedClock

    @property
    def training(self) -> Training:
        """The session under way."""
        training = self.application.training
        assert training is not None
        return training

    def pass_seconds(self, page: Page, seconds: int) -> None:
        """Let time pass in the server and in the page, second by second, each time until the page has ticked."""
        for _ in range(seconds):
            self.clock.turn(1.0)
            page.clock.run_for(1000)
            self.wait(page, lambda: self.training.over or self.training.state.looked >= self.clock.passed)

    def wait(self, page: Page, settled: Callable[[], bool]) -> None:
        """Wait until something is so, while the page goes on."""
        for _ in range(PATIENCE_MS // 5):
            if settled():
                return
            page.wait_for_timeout(5)
        pytest.fail(f"it never came: {self.training.state.status} at {self.training.state.position}")


@contextmanager
def served(home: Home, clock: TurnedClock, wanted: int = 0, *, speaks: bool = False) -> Iterator[Served]:
    """Serve a home until the block is left, on the port that is wanted or on any, with a voice or without."""
    secret = token(home)
    listener = listening(wanted)
    port = listener.getsockname()[1]
    application = Application(home, clock)
    if not speaks:
        application.voice = None
    config = uvicorn.Config(site(application, token=secret, port=port), log_level="warning", ws="websockets-sansio")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield Served(address(port, secret), application, clock)
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def server(home: Home, clock: TurnedClock, built_page: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The real server with the page as its sources are now."""
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    answer(home, clock)
    with served(home, clock) as server:
        yield server
