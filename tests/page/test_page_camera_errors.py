"""What keeps a camera from being watched, and what the page says then."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Chromium
from support.fake_camera import ALLOWED, NO_CAMERA, REFUSED, TWO_CAMERAS, before, begin, film, playing
from support.fake_server import StandIn
from support.running_server import Served

SLOW_FILM = "a film of 4 pictures a second"

WARMING_MS = 30_000
"""It takes some seconds to be sure that it is slow."""


@pytest.fixture(scope="module")
def browser(
    request: pytest.FixtureRequest, chromium: Chromium, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser with these flags."""
    flags: tuple[str, ...] = request.param
    if SLOW_FILM in flags:
        flags = (ALLOWED, *playing(film(tmp_path_factory.mktemp("film") / "slow.y4m", fps=4, seconds=2.0)))
    with before(chromium, *flags) as browser:
        yield browser


def want_to_be_watched(standin: StandIn) -> None:
    standin.open_session(position=1.0)
    standin.page.get_by_role("button", name="Check my form").click()


def expect_the_session_to_go_on(standin: StandIn) -> None:
    expect(standin.page.get_by_role("button", name="Pause")).to_be_visible()
    assert [said for said in standin.commands if said["do"] in {"see", "unsee"}] == []
    ticks = standin.ticks
    standin.page.wait_for_timeout(1500)
    assert standin.ticks > ticks


@pytest.mark.parametrize("browser", [(REFUSED, TWO_CAMERAS)], indirect=True, ids=["refused"])
def test_a_camera_that_is_refused(standin: StandIn) -> None:
    want_to_be_watched(standin)
    expect(standin.page.get_by_text("Camera access is blocked.")).to_be_visible()
    expect(standin.page.get_by_role("button", name="Try again")).to_be_visible()
    expect_the_session_to_go_on(standin)


@pytest.mark.parametrize("browser", [(ALLOWED, NO_CAMERA)], indirect=True, ids=["none"])
def test_no_camera(standin: StandIn) -> None:
    want_to_be_watched(standin)
    expect(standin.page.get_by_text("No camera found.")).to_be_visible()
    expect(standin.page.get_by_role("button", name="Try again")).to_be_visible()
    expect_the_session_to_go_on(standin)


@pytest.mark.parametrize("browser", [(ALLOWED, TWO_CAMERAS)], indirect=True, ids=["two"])
def test_a_camera_that_another_program_has(standin: StandIn) -> None:
    # No two programs can be made to want Chromium's fake camera: this is how it says that one cannot have a real one.
    standin.page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'))"
    )
    want_to_be_watched(standin)
    expect(standin.page.get_by_text("Another app is using the camera.")).to_be_visible()
    expect(standin.page.get_by_role("button", name="Try again")).to_be_visible()
    expect_the_session_to_go_on(standin)


@pytest.mark.parametrize("browser", [(ALLOWED, TWO_CAMERAS)], indirect=True, ids=["two"])
def test_of_several_cameras_one_is_chosen_and_stays_so(page: Page, server: Served) -> None:
    used = "document.querySelector('video')?.srcObject?.getVideoTracks()[0].label"
    begin(page, server)
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


@pytest.mark.parametrize("browser", [(SLOW_FILM,)], indirect=True, ids=["slow"])
def test_too_few_pictures_to_judge_by(page: Page, server: Served) -> None:
    said = begin(page, server)
    slow = page.get_by_text("Your computer is too busy to check your form right now.")
    expect(slow).to_be_visible(timeout=WARMING_MS)
    expect(page.locator(".pace")).to_have_text(re.compile(r"^[0-7] frames/s"))
    assert said.all("unsee")
    sent = len(said.all("see"))
    page.wait_for_timeout(1500)
    assert len(said.all("see")) == sent


@pytest.mark.parametrize("browser", [(ALLOWED, TWO_CAMERAS)], indirect=True, ids=["two"])
def test_a_model_that_does_not_load(standin: StandIn) -> None:
    standin.page.route("**/*.task", lambda route: route.fulfill(status=404))
    want_to_be_watched(standin)
    expect(standin.page.get_by_text("Form check doesn't work in this browser.")).to_be_visible(
        timeout=WARMING_MS
    )
    expect(standin.page.get_by_role("button", name="Try again")).to_be_visible()
