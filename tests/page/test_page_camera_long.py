"""Nothing turns elsewhere while somebody exercises before the camera, however long that is."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route
from support.browser import Chromium
from support.fake_camera import (
    CAMERA_ALLOWED_FLAG,
    build_clip_flags,
    launch_with_cameras,
    start_watched_session,
    write_exercise_clip,
)
from support.running_server import RunningServer

LONGEST = 2 * 33 * (4 + 3) * len("-99.9999,") + 200
"""Characters of what two people's landmarks can be, and what stands round them."""

RATHER_LONG_MS = 75_000
"""What reports home by itself does so within the first minute."""

HASTE = 25

HASTY = """{
  const [begun, now, date] = [performance.now(), performance.now.bind(performance), Date.now];
  const started = date();
  for (const name of ["setTimeout", "setInterval"]) {
    const real = self[name];
    self[name] = (what, after = 0, ...more) => real(what, after / HASTE, ...more);
  }
  performance.now = () => begun + (now() - begun) * HASTE;
  Date.now = () => started + (date() - started) * HASTE;
  self.Date = new Proxy(Date, {
    construct: (real, given) => given.length ? new real(...given) : new real(Date.now()),
  });
}"""
"""Makes the clock of the pose model's worker go so many times as fast."""


@pytest.fixture(scope="module")
def browser(chromium: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees somebody do bridges."""
    path = write_exercise_clip(tmp_path_factory.mktemp("film") / "bridge.y4m", seconds=2.0, fps=15)
    with launch_with_cameras(chromium, CAMERA_ALLOWED_FLAG, *build_clip_flags(path)) as browser:
        yield browser


def test_for_as_long_as_one_exercises_nothing_but_landmarks_leaves_the_page(page: Page, server: RunningServer) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("worker", lambda worker: asked.append(worker.url))

    def hasten(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=HASTY.replace("HASTE", str(HASTE)) + answer.text())

    page.route("**/pose_worker-*.js", hasten)
    said = start_watched_session(page, server)
    said.wait_for("see", 4)
    (worker,) = [one for one in page.workers if "pose_worker" in one.url]
    while worker.evaluate("performance.now()") < RATHER_LONG_MS:
        page.clock.run_for(1000)  # the page's own clock goes as far, and further
    here = server.address.split("?")[0]
    assert [url for url in asked if not url.startswith(here)] == []
    assert any(url.endswith(".wasm") for url in asked)
    assert any(url.endswith(".task") for url in asked)
    assert {json.loads(frame)["do"] for frame in said.frames} <= {"start", "tick", "see", "unsee"}
    assert max(map(len, said.frames)) <= LONGEST
