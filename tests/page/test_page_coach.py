"""The coach in the page, whole: a real browser, its camera, the pose model, the line, the server's coach and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Chromium
from support.camera_session import only, someone
from support.fake_camera import ALLOWED, LOADING_MS, before, playing
from support.running_server import Served
from support.simulation.clip import write_clip

from rearguard.journal.entry import Kind


@pytest.fixture(scope="module")
def browser(chromium: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees somebody do bridges, over and over."""
    path = tmp_path_factory.mktemp("film") / "bridge.y4m"
    write_clip(path, someone("glute-bridge"), someone("glute-bridge").truth.reps[1].end, 15, (320, 240))
    with before(chromium, ALLOWED, *playing(path)) as browser:
        yield browser


def test_who_does_bridges_before_the_camera_is_counted_and_moves_the_session(page: Page, server: Served) -> None:
    page.emulate_media(reduced_motion="reduce")
    server.application.begin(only("glute-bridge"), lead=0.0)
    page.goto(server.address)
    page.evaluate("location.hash = '#/session'")
    page.get_by_role("button", name="Check my form").click()

    # The server's clock stands: nothing but what is seen moves the session.
    expect(page.locator(".count")).to_have_text(re.compile("[2-9] *of 10$"), timeout=2 * LOADING_MS)

    tempo = server.training.state.timeline.steps[0].tempo
    assert tempo is not None
    position = server.training.state.position
    assert position >= 2 * tempo.seconds
    assert position % tempo.seconds == 0
    page.keyboard.press("ArrowRight")
    server.wait(page, lambda: any(True for _ in server.application.diary.read(Kind.SET_JUDGED)))
    (judged,) = server.application.diary.read(Kind.SET_JUDGED)
    assert len(judged.data["reps"]) >= 2
    with page.expect_download() as saved:
        page.keyboard.press("Escape")
        page.get_by_role("dialog").get_by_role("button", name="Stop").click()
        expect(page.get_by_text(re.compile(rf"\b{len(judged.data['reps'])} reps? counted \(camera\)\."))).to_be_visible()
        page.get_by_role("link", name="Save the last set").click()
    assert saved.value.suggested_filename == "rearguard-set.npz"
