"""The coach in the page, whole: a real browser, its camera, the pose model, the line, the server's coach and back.

The pictures are a film's, each at its moment of the page's clock, and the next one when the model is done with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Chromium
from support.camera_session import plan_request_for, simulate_clean_set
from support.fake_camera import CAMERA_ALLOWED_FLAG, build_clip_flags, launch_with_cameras
from support.running_server import RunningServer
from support.scripted_camera import Camera
from support.simulation.clip import write_clip

from rearguard.journal.entry import EventKind

RATE = 10
"""Pictures a second."""


@pytest.fixture(scope="module")
def bridges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of somebody who does two bridges."""
    path = tmp_path_factory.mktemp("film") / "bridge.y4m"
    write_clip(
        path, simulate_clean_set("glute-bridge"), simulate_clean_set("glute-bridge").truth.reps[1].end, RATE, (320, 240)
    )
    return path


@pytest.fixture(scope="module")
def browser(chromium: Chromium, bridges: Path) -> Iterator[Browser]:
    """A browser with a camera of the film's size."""
    with launch_with_cameras(chromium, CAMERA_ALLOWED_FLAG, *build_clip_flags(bridges)) as browser:
        yield browser


def test_who_does_bridges_before_the_camera_is_counted_and_moves_the_session(
    page: Page, server: RunningServer, bridges: Path
) -> None:
    camera = Camera(page)
    camera.show(bridges)
    server.application.start_session(plan_request_for("glute-bridge"), lead=0.0)
    page.goto(server.address)
    page.evaluate("location.hash = '#/session'")
    camera.turn_on()

    # The server's clock stands: nothing but what is seen moves the session.
    camera.go_on(simulate_clean_set("glute-bridge").truth.reps[1].end + 1, rate=RATE)
    expect(page.locator(".count")).to_have_text(re.compile("2 *of 10$"))

    tempo = server.training.state.timeline.steps[0].tempo
    assert tempo is not None
    position = server.training.state.position
    assert position == 2 * tempo.seconds
    page.keyboard.press("ArrowRight")
    server.wait_until(page, lambda: any(True for _ in server.application.diary.read(EventKind.SET_JUDGED)))
    (judged,) = server.application.diary.read(EventKind.SET_JUDGED)
    assert len(judged.data["reps"]) == 2
    page.clock.resume()
    with page.expect_download() as saved:
        page.keyboard.press("Escape")
        page.get_by_role("dialog").get_by_role("button", name="Stop").click()
        counted = re.compile(rf"\b{len(judged.data['reps'])} reps? counted \(camera\)\.")
        expect(page.get_by_text(counted)).to_be_visible()
        page.get_by_role("link", name="Save the last set").click()
    assert saved.value.suggested_filename == "rearguard-set.npz"
