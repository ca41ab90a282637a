"""Who may exercise, as a server and as a program that talks to it, and what a refusal looks like."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp

from rearguard.app.application import Application
from rearguard.app.person.paths import Home
from rearguard.app.training.planning import Wish
from rearguard.web.site import site
from support.home_fixture import TurnedClock, answer
from support.http_client import PORT, TOKEN

PROGRAM = {"Authorization": f"Bearer {TOKEN}"}
"""What a program says to be let in."""


def assert_trouble(answer: Any) -> None:  # noqa: ANN401 - a response of either client
    """Assert that a refusal has the one shape that they all have."""
    error = answer.json()["error"]
    assert answer.json().keys() == {"error"}
    assert error.keys() == {"code", "message"}
    assert error["code"] == error["code"].strip().lower() != ""
    assert error["message"].strip()


def admitted(folder: Path) -> ASGIApp:
    """Return a server in a home of somebody who may exercise, with a session done and one under way."""
    home, clock = Home(folder / "config", folder / "data", folder / "cache"), TurnedClock()
    answer(home, clock)
    clock.turn(60)
    application = Application(home, clock)
    application.begin(Wish()).do("stop")
    clock.turn(60)
    application.begin(Wish(minutes=3))
    return site(application, token=TOKEN, port=PORT)


@pytest.fixture(scope="module")
def cleared(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """Such a server for many tests: what they told may have voided the leave."""
    return admitted(tmp_path_factory.mktemp("cleared"))
