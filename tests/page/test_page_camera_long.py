"""Nothing turns elsewhere while somebody exercises before the camera. In a file of its own, because it takes long."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from support.browser import Chromium
from support.fake_camera import ALLOWED, before, begin, film, playing
from support.running_server import Served

LONGEST = 2 * 33 * (4 + 3) * len("-99.9999,") + 200
"""Characters of what two people's landmarks can be, and what stands round them."""

RATHER_LONG_MS = 75_000
"""What reports home by itself does so within the first minute."""


@pytest.fixture(scope="module")
def browser(chromium: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees somebody do bridges."""
    path = film(tmp_path_factory.mktemp("film") / "bridge.y4m", seconds=2.0, fps=15)
    with before(chromium, ALLOWED, *playing(path)) as browser:
        yield browser


def test_for_as_long_as_one_exercises_nothing_but_landmarks_leaves_the_page(page: Page, server: Served) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("worker", lambda worker: asked.append(worker.url))
    said = begin(page, server)
    said.wait("see")
    page.wait_for_timeout(RATHER_LONG_MS)
    here = server.address.split("?")[0]
    assert [url for url in asked if not url.startswith(here)] == []
    assert any(url.endswith(".wasm") for url in asked)
    assert any(url.endswith(".task") for url in asked)
    assert {json.loads(frame)["do"] for frame in said.frames} <= {"start", "tick", "see", "unsee"}
    assert max(map(len, said.frames)) <= LONGEST
