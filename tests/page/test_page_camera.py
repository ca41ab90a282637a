"""The camera in the page: a drawn person exercises before it, and landmarks are all that leaves the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import Chromium
from support.fake_camera import (
    CAMERA_ALLOWED_FLAG,
    build_clip_flags,
    launch_with_cameras,
    start_watched_session,
    write_exercise_clip,
)
from support.fake_server import FRONTEND_FOLDER, FakeServer
from support.running_server import RunningServer
from support.scripted_camera import script_model

AXE = FRONTEND_FOLDER / "node_modules/axe-core/axe.min.js"

TRACK = "() => { window.track = document.querySelector('video').srcObject.getVideoTracks()[0]; }"


@pytest.fixture(scope="module")
def browser(chromium: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees somebody do bridges."""
    path = write_exercise_clip(tmp_path_factory.mktemp("film") / "bridge.y4m", seconds=2.0, fps=15)
    with launch_with_cameras(chromium, CAMERA_ALLOWED_FLAG, *build_clip_flags(path)) as browser:
        yield browser


def test_it_sends_landmarks_of_who_exercises_each_with_its_time(page: Page, server: RunningServer) -> None:
    said = start_watched_session(page, server)
    seen = [sight for sight in said.wait_for("see", 8) if sight["people"]]
    assert len(seen) >= 6
    times = [sight["t"] for sight in seen]
    assert times == sorted(set(times))
    for sight in seen:
        assert sight["size"] == [640, 480]
        (person,) = sight["people"]
        image = [person["image"][i : i + 4] for i in range(0, 33 * 4, 4)]
        assert len(person["world"]) == 33 * 3
        shoulder, hip = image[11], image[23]
        assert all(0 < value < 1 for value in (*shoulder[:2], *hip[:2]))
        assert all(0 <= visibility <= 1 for *_, visibility in image)
        assert abs(shoulder[0] - hip[0]) > abs(shoulder[1] - hip[1])  # lying
    assert server.application.live_coach is not None


@pytest.fixture
def scripted(page: Page) -> Page:
    """A page with a quick stand-in for the pose model: it is not what is tested here."""
    script_model(page)
    return page


def test_turned_off_it_lets_go_of_the_camera_and_the_session_goes_on(scripted: Page, server: RunningServer) -> None:
    said = start_watched_session(scripted, server)
    said.wait_for("see")
    scripted.evaluate(TRACK)
    scripted.keyboard.press("c")
    expect(scripted.get_by_role("button", name="Check my form")).to_have_attribute("aria-pressed", "false")
    assert scripted.evaluate("track.readyState") == "ended"
    assert len(said.select("unsee")) == 1
    expect(scripted.locator("video")).to_have_count(0)
    sent = len(said.select("see"))
    server.clock.advance(1)
    ticks = len(said.select("tick"))
    scripted.clock.run_for(1100)
    said.wait_for("tick", ticks + 1 - len(said.select("tick")))
    assert len(said.select("see")) == sent
    expect(scripted.get_by_role("button", name="Pause")).to_be_visible()


def test_whether_it_watches_is_remembered(scripted: Page, server: RunningServer) -> None:
    said = start_watched_session(scripted, server)
    said.wait_for("see")
    scripted.reload()
    scripted.get_by_role("button", name="Check my form").wait_for()
    sent = len(said.select("see"))
    scripted.clock.run_for(1000)  # what a page begins it does by its clock
    said.wait_for("see", sent + 1 - len(said.select("see")))
    scripted.get_by_role("button", name="Check my form").click()
    scripted.reload()
    expect(scripted.get_by_role("button", name="Check my form")).to_have_attribute("aria-pressed", "false")
    expect(scripted.locator("video")).to_have_count(0)


def test_leaving_the_session_lets_go_of_the_camera(scripted: Page, server: RunningServer) -> None:
    said = start_watched_session(scripted, server)
    said.wait_for("see")
    scripted.evaluate(TRACK)
    scripted.clock.resume()
    scripted.evaluate("location.hash = '#/today'")
    expect(scripted.get_by_role("heading", name="Today")).to_be_visible()
    scripted.wait_for_function("() => track.readyState === 'ended'")
    assert said.select("unsee")


def test_a_page_that_nobody_sees_sees_nobody(scripted: Page, server: RunningServer) -> None:
    said = start_watched_session(scripted, server)
    said.wait_for("see")
    scripted.evaluate(TRACK)
    turn = """hidden => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    scripted.evaluate(turn, arg=True)
    assert scripted.evaluate("track.readyState") == "ended"
    assert len(said.select("unsee")) == 1
    scripted.evaluate(turn, arg=False)
    said.wait_for("see")


def test_an_unplugged_camera_is_told_and_can_be_tried_again(scripted: Page, server: RunningServer) -> None:
    said = start_watched_session(scripted, server)
    said.wait_for("see")
    scripted.evaluate("document.querySelector('video').srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended'))")
    expect(scripted.get_by_text("The camera is off or unplugged.")).to_be_visible()
    assert len(said.select("unsee")) == 1
    scripted.get_by_role("button", name="Try again").click()
    said.wait_for("see")


def test_axe_finds_nothing_while_it_watches(scripted: Page, server: RunningServer) -> None:
    start_watched_session(scripted, server).wait_for("see")
    scripted.clock.resume()  # axe takes its time by it
    scripted.evaluate(AXE.read_text("utf-8"))
    assert scripted.evaluate("async () => (await axe.run()).violations.map((one) => one.id)") == []


def test_while_it_is_off_neither_model_nor_camera_is_asked_for(fake_server: FakeServer) -> None:
    asked: list[str] = []
    fake_server.page.on("request", lambda request: asked.append(request.url))
    fake_server.page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => { throw Error('asked for a camera'); }"
    )
    fake_server.open_session(position=1.0)
    expect(fake_server.page.get_by_role("button", name="Check my form")).to_have_attribute("aria-pressed", "false")
    assert [url for url in asked if "pose" in url or "wasm" in url] == []
