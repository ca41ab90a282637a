"""A cleared person's server, a program that talks to it, and the shape of a refusal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.training.planning import PlanRequest
from rearguard.web.site import make_site
from support.home_fixture import ManualClock, answer_screening
from support.http_client import PORT, TOKEN

AUTHORIZATION_HEADER = {"Authorization": f"Bearer {TOKEN}"}
"""What a program says to be let in."""


def assert_error_body(answer: Any) -> None:  # noqa: ANN401 - a response of either client
    """Assert that a refusal has the one shape that they all have."""
    error = answer.json()["error"]
    assert answer.json().keys() == {"error"}
    assert error.keys() == {"code", "message"}
    assert error["code"] == error["code"].strip().lower() != ""
    assert error["message"].strip()


def build_cleared_app(folder: Path) -> ASGIApp:
    """Return a server in a cleared person's home, with a finished session and one under way."""
    home, clock = Paths(folder / "config", folder / "data", folder / "cache"), ManualClock()
    answer_screening(home, clock)
    clock.advance(60)
    application = Application(home, clock)
    application.start_session(PlanRequest()).apply("stop")
    clock.advance(60)
    application.start_session(PlanRequest(minutes=3))
    return make_site(application, token=TOKEN, port=PORT)


@pytest.fixture(scope="module")
def cleared(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """A cleared server for many tests, whose requests may have revoked the clearance."""
    return build_cleared_app(tmp_path_factory.mktemp("cleared"))
