"""What keeps a camera from being watched, and what the page says then."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser import Chromium
from filmed import ALLOWED, NO_CAMERA, REFUSED, TWO_CAMERAS, Said, before, begin
from playwright.sync_api import Browser, Page, expect
from scripted_camera import Camera, script_model
from server import Served
from standin import StandIn


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest, chromium: Chromium) -> Iterator[Browser]:
    """A browser with these flags."""
    with before(chromium, *request.param) as browser:
        yield browser


def want_to_be_watched(standin: StandIn) -> None:
    standin.page.clock.install(time=0)
    standin.open_session(position=1.0)
    standin.page.get_by_role("button", name="Watch my form").click()


def expect_the_session_to_go_on(standin: StandIn) -> None:
    expect(standin.page.get_by_role("button", name="Pause")).to_be_visible()
    assert [said for said in standin.commands if said["do"] in {"see", "unsee"}] == []
    ticks = standin.ticks
    standin.page.clock.run_for(1500)
    standin.wait_for_ticks(ticks + 1)


@pytest.mark.parametrize("browser", [(REFUSED, TWO_CAMERAS)], indirect=True, ids=["refused"])
def test_a_camera_that_is_refused(standin: StandIn) -> None:
    want_to_be_watched(standin)
    expect(standin.page.get_by_text("The camera was not allowed.")).to_be_visible()
    expect(standin.page.get_by_role("button", name="Try again")).to_be_visible()
    expect_the_session_to_go_on(standin)


@pytest.mark.parametrize("browser", [(ALLOWED, NO_CAMERA)], indirect=True, ids=["none"])
def test_no_camera(standin: StandIn) -> None:
    want_to_be_watched(standin)
    expect(standin.page.get_by_text("No camera was found.")).to_be_visible()
    expect(standin.page.get_by_role("button", name="Try again")).to_be_visible()
    expect_the_session_to_go_on(standin)


@pytest.mark.parametrize("browser", [(ALLOWED, TWO_CAMERAS)], indirect=True, ids=["two"])
def test_a_camera_that_another_program_has(standin: StandIn) -> None:
    # No two programs can be made to want Chromium's fake camera: this is how it says that one cannot have a real one.
    standin.page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotReadableError'))"
    )
    want_to_be_watched(standin)
    expect(standin.page.get_by_text("Another program has the camera.")).to_be_visible()
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
    page.get_by_role("button", name="Watch my form").click()
    expect(choice).to_have_count(0)
    page.get_by_role("button", name="Watch my form").click()
    page.wait_for_function(f"other => {used} === other", arg=other)
    expect(choice.locator("option:checked")).to_have_text(other)


@pytest.mark.parametrize("browser", [(ALLOWED, TWO_CAMERAS)], indirect=True, ids=["two"])
def test_too_few_pictures_to_judge_by(page: Page, server: Served) -> None:
    said = Said(page)
    camera = Camera(page)
    script_model(page)
    page.goto(server.address)
    page.get_by_role("button", name="Start").click()
    camera.turn_on()
    slow = page.get_by_text("This machine looks at too few pictures a second to judge by.")
    camera.go_on(8, rate=10)
    expect(slow).to_be_hidden()
    expect(page.locator(".pace")).to_have_text(re.compile(r"^(9|10) a second"))
    assert not said.all("unsee")
    camera.go_on(8, rate=4)
    expect(slow).to_be_visible()
    expect(page.locator(".pace")).to_have_text(re.compile(r"^4 a second"))
    assert said.all("unsee")
    sent = len(said.all("see"))
    camera.go_on(2, rate=4)
    assert len(said.all("see")) == sent
    camera.go_on(5, rate=12)
    expect(slow).to_be_hidden()
    assert len(said.all("see")) > sent


@pytest.mark.parametrize("browser", [(ALLOWED, TWO_CAMERAS)], indirect=True, ids=["two"])
def test_a_model_that_does_not_load(standin: StandIn) -> None:
    standin.page.route("**/*.task", lambda route: route.fulfill(status=404))
    want_to_be_watched(standin)
    expect(standin.page.get_by_text("What finds you in the picture does not run in this browser.")).to_be_visible()
    expect(standin.page.get_by_role("button", name="Try again")).to_be_visible()
