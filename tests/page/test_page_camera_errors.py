"""What keeps a camera from being watched, and what the page says then."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Chromium
from support.fake_camera import (
    CAMERA_ALLOWED_FLAG,
    CAMERA_DENIED_FLAG,
    NO_CAMERA_FLAG,
    TWO_CAMERAS_FLAG,
    SentMessages,
    launch_with_cameras,
    start_watched_session,
)
from support.fake_server import FakeServer
from support.running_server import RunningServer
from support.scripted_camera import Camera, script_model


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest, chromium: Chromium) -> Iterator[Browser]:
    """A browser with these flags."""
    with launch_with_cameras(chromium, *request.param) as browser:
        yield browser


def want_to_be_watched(fake_server: FakeServer) -> None:
    fake_server.page.clock.install(time=0)
    fake_server.open_session(position=1.0)
    fake_server.page.get_by_role("button", name="Check my form").click()


def expect_the_session_to_go_on(fake_server: FakeServer) -> None:
    expect(fake_server.page.get_by_role("button", name="Pause")).to_be_visible()
    assert [said for said in fake_server.commands if said["do"] in {"see", "unsee"}] == []
    ticks = fake_server.tick_count
    fake_server.page.clock.run_for(1500)
    fake_server.wait_for_ticks(ticks + 1)


@pytest.mark.parametrize("browser", [(CAMERA_DENIED_FLAG, TWO_CAMERAS_FLAG)], indirect=True, ids=["refused"])
def test_a_camera_that_is_refused(fake_server: FakeServer) -> None:
    want_to_be_watched(fake_server)
    expect(fake_server.page.get_by_text("Camera access is blocked.")).to_be_visible()
    expect(fake_server.page.get_by_role("button", name="Try again")).to_be_visible()
    expect_the_session_to_go_on(fake_server)


@pytest.mark.parametrize("browser", [(CAMERA_ALLOWED_FLAG, NO_CAMERA_FLAG)], indirect=True, ids=["none"])
def test_no_camera(fake_server: FakeServer) -> None:
    want_to_be_watched(fake_server)
    expect(fake_server.page.get_by_text("No camera found.")).to_be_visible()
    expect(fake_server.page.get_by_role("button", name="Try again")).to_be_visible()
    expect_the_session_to_go_on(fake_server)


@pytest.mark.parametrize("browser", [(CAMERA_ALLOWED_FLAG, TWO_CAMERAS_FLAG)], indirect=True, ids=["two"])
def test_a_camera_that_another_program_has(fake_server: FakeServer) -> None:
    # No two programs can be made to want Chromium's fake camera: this is how it says that one cannot have a real one.
    fake_server.page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'))"
    )
    want_to_be_watched(fake_server)
    expect(fake_server.page.get_by_text("Another app is using the camera.")).to_be_visible()
    expect(fake_server.page.get_by_role("button", name="Try again")).to_be_visible()
    expect_the_session_to_go_on(fake_server)


@pytest.mark.parametrize("browser", [(CAMERA_ALLOWED_FLAG, TWO_CAMERAS_FLAG)], indirect=True, ids=["two"])
def test_of_several_cameras_one_is_chosen_and_stays_so(page: Page, server: RunningServer) -> None:
    used = "document.querySelector('video')?.srcObject?.getVideoTracks()[0].label"
    start_watched_session(page, server)
    choice = page.get_by_role("combobox", name="Which camera")
    expect(choice.locator("option")).to_have_count(2)
    other = choice.locator("option:not(:checked)").inner_text()
    choice.select_option(label=other)
    page.wait_for_function(f"other => {used} === other", arg=other)
    page.get_by_role("button", name="Check my form").click()
    expect(choice).to_have_count(0)
    page.get_by_role("button", name="Check my form").click()
    page.wait_for_function(f"other => {used} === other", arg=other)
    expect(choice.locator("option:checked")).to_have_text(other)


@pytest.mark.parametrize("browser", [(CAMERA_ALLOWED_FLAG, TWO_CAMERAS_FLAG)], indirect=True, ids=["two"])
def test_too_few_pictures_to_judge_by(page: Page, server: RunningServer) -> None:
    said = SentMessages(page)
    camera = Camera(page)
    script_model(page)
    page.goto(server.address)
    page.get_by_role("button", name="Start").click()
    camera.turn_on()
    slow = page.get_by_text("Your computer is too busy to check your form right now.")
    camera.go_on(8, rate=10)
    expect(slow).to_be_hidden()
    expect(page.locator(".pace")).to_have_text(re.compile(r"^(9|10) frames/s"))
    assert not said.select("unsee")
    camera.go_on(8, rate=4)
    expect(slow).to_be_visible()
    expect(page.locator(".pace")).to_have_text(re.compile(r"^4 frames/s"))
    assert said.select("unsee")
    sent = len(said.select("see"))
    camera.go_on(2, rate=4)
    assert len(said.select("see")) == sent
    camera.go_on(5, rate=12)
    expect(slow).to_be_hidden()
    assert len(said.select("see")) > sent


@pytest.mark.parametrize("browser", [(CAMERA_ALLOWED_FLAG, TWO_CAMERAS_FLAG)], indirect=True, ids=["two"])
def test_a_model_that_does_not_load(fake_server: FakeServer) -> None:
    fake_server.page.route("**/*.task", lambda route: route.fulfill(status=404))
    want_to_be_watched(fake_server)
    expect(fake_server.page.get_by_text("Form check doesn't work in this browser.")).to_be_visible()
    expect(fake_server.page.get_by_role("button", name="Try again")).to_be_visible()
