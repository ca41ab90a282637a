"""The stage with a camera: the picture has its place and moves nothing, and the coach's message is large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browser import Chromium
from support.fake_camera import CAMERA_ALLOWED_FLAG, TWO_CAMERAS_FLAG, launch_with_cameras
from support.fake_server import FRONTEND_FOLDER, FakeServer, load_snapshot
from support.stage_layout import LEAST, LETTERS, OUT_OF_SIGHT, PLACES, SIZES, resize

AXE = FRONTEND_FOLDER / "node_modules/axe-core/axe.min.js"

QUICK = """onmessage = ({ data }) => {
    data.picture?.close();
    if ("model" in data) postMessage({ ready: true });
    else if ("picture" in data) postMessage({ people: [], took: 5 });
};"""
"""A stand-in for the pose model, as quick on any machine as a good one: it is not what is tested here."""

SESSION = load_snapshot("session")
STEPS = SESSION["plan"]["steps"]
BRIDGE = next(i for i, step in enumerate(STEPS) if step["exercise"] == "glute-bridge" and step["kind"] == "work")
WALK = next(i for i, step in enumerate(STEPS) if step["exercise"] == "monster-walk" and step["kind"] == "work")
REST = next(i for i, step in enumerate(STEPS) if i > BRIDGE and step["kind"] != "work")

Show = Callable[[FakeServer], None]

PARTS = [".what", ".ring", ".caption", ".next", ".controls", ".tools"]

ADVICE, QUESTION = "I can't see you. Come into the picture.", "Did your back come off the wall?"
CAMERA = max((message["camera"] for message in load_snapshot("coach")), key=len)

SMALL = """() => [...document.querySelectorAll("button, select")]
    .filter((it) => it.checkVisibility())
    .map((it) => [it.getBoundingClientRect(), it.textContent])
    .filter(([{ width, height }]) => width < 43.9 || height < 43.9).map(([, text]) => text)"""

FINDINGS = """async () => (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }))
    .violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)"""


@pytest.fixture(scope="module")
def browser(chromium: Chromium) -> Iterator[Browser]:
    """A browser with two cameras."""
    with launch_with_cameras(chromium, CAMERA_ALLOWED_FLAG, TWO_CAMERAS_FLAG) as browser:
        yield browser


@pytest.fixture(autouse=True)
def _quick(fake_server: FakeServer) -> None:
    fake_server.page.emulate_media(reduced_motion="reduce")
    fake_server.page.route(
        "**/pose_worker-*.js", lambda route: route.fulfill(body=QUICK, content_type="text/javascript")
    )


def at(step: int, after: float = 2.0) -> dict[str, Any]:
    """Return a state within a step in which the session waits for the person."""
    position = STEPS[step]["at"] + after
    return {"position": position, "until": position, "step": step, "status": "running"}


def watch(fake_server: FakeServer, **changes: object) -> None:
    """Open a session at its first bridges and turn its form check on."""
    fake_server.open_session(**{**at(BRIDGE), **changes})
    fake_server.page.keyboard.press("c")
    fake_server.page.locator(".camera:not(.starting)").wait_for()


def say(
    fake_server: FakeServer, *, step: int = BRIDGE, ask: object = None, say: object = None, **showing: object
) -> None:
    """Send the coach's state."""
    advice = showing.pop("advice", None)
    coach_state = {**load_snapshot("coach")[1]["showing"], "bout": step, **showing}
    coach = {"showing": coach_state, "advice": advice, "camera": CAMERA, "say": say, "ask": ask, "take": False}
    fake_server.send({"type": "coach", "coach": coach})


def lost(fake_server: FakeServer) -> None:
    say(fake_server, seen=False, ready=False, person=None, advice=ADVICE)
    expect(fake_server.page.locator(".advice")).to_have_text(ADVICE)


def misplaced(fake_server: FakeServer) -> None:
    say(fake_server, ready=False)
    expect(fake_server.page.locator(".advice")).to_have_text(CAMERA)


def show_question(fake_server: FakeServer) -> None:
    fake_server.send_state(**at(REST))
    say(fake_server, step=REST + 1, ask={"id": "rolled", "text": QUESTION, "exercise": "clamshell"})
    expect(fake_server.page.locator("#asked")).to_have_text(QUESTION)


def show_reps(fake_server: FakeServer) -> None:
    say(fake_server, reps=3)
    expect(fake_server.page.locator(".unit")).to_have_text("of 10")


def places(fake_server: FakeServer) -> list[Any]:
    boxes = []
    for size in SIZES:
        resize(fake_server, *size)
        boxes.append(fake_server.page.evaluate(PLACES, PARTS))
    return boxes


@pytest.mark.parametrize("show", [show_reps, lost, misplaced])
def test_the_picture_and_what_is_said_of_it_move_nothing_and_all_stays_in_sight(
    fake_server: FakeServer, show: Show
) -> None:
    fake_server.open_session(**at(BRIDGE))
    fake_server.page.locator(".figure-shown").wait_for()
    before = places(fake_server)
    fake_server.page.keyboard.press("c")
    fake_server.page.locator(".camera:not(.starting)").wait_for()
    show(fake_server)
    assert places(fake_server) == before
    for width, height in SIZES:
        resize(fake_server, width, height)
        assert fake_server.page.evaluate(OUT_OF_SIGHT) == [], (width, height)
        assert fake_server.page.evaluate(SMALL) == [], (width, height)


@pytest.mark.parametrize(("show", "selector"), [(lost, ".advice p"), (show_question, "#asked")])
def test_the_coachs_message_is_readable_from_the_floor_on_every_screen(
    fake_server: FakeServer, show: Show, selector: str
) -> None:
    watch(fake_server)
    show(fake_server)
    for width, height in SIZES:
        resize(fake_server, width, height)
        assert fake_server.page.evaluate(LETTERS, selector) >= LEAST * min(width, height), (width, height)
        assert fake_server.page.evaluate(OUT_OF_SIGHT) == [], (width, height)
        assert fake_server.page.evaluate(SMALL) == [], (width, height)


@pytest.mark.parametrize("show", [show_reps, lost, misplaced, show_question])
def test_axe_finds_nothing_whatever_the_coach_shows(fake_server: FakeServer, show: Show) -> None:
    watch(fake_server)
    show(fake_server)
    fake_server.page.evaluate(AXE.read_text("utf-8"))
    for theme in ("light", "dark"):
        fake_server.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert fake_server.page.evaluate(FINDINGS) == []


def test_the_coachs_number_counts_while_it_sees_and_the_clocks_while_it_does_not(fake_server: FakeServer) -> None:
    watch(fake_server)
    number, standing = fake_server.page.locator(".count .figure"), fake_server.page.locator(".standing")
    expect(number).to_have_text("10")
    say(fake_server, reps=0)
    expect(number).to_have_text("0")
    expect(standing).to_have_text("Go")
    say(fake_server, reps=4)
    expect(number).to_have_text("4")
    lost(fake_server)
    expect(number).to_have_text("10")
    expect(standing).to_have_text("Can't see you")


def test_what_goes_by_the_clock_shows_its_seconds_and_the_steps_that_were_counted(fake_server: FakeServer) -> None:
    watch(fake_server, **at(WALK))
    say(fake_server, step=WALK, reps=7)
    expect(fake_server.page.locator(".standing")).to_have_text("7 counted")
    expect(fake_server.page.locator(".unit")).to_have_text("seconds")
    say(fake_server, step=WALK, reps=0, held=3.2, holding=True)
    expect(fake_server.page.locator(".standing")).to_have_text("Holding")
    say(fake_server, step=WALK, reps=0, held=3.2, holding=False)
    expect(fake_server.page.locator(".standing")).to_have_text("Hold it")


@pytest.mark.parametrize(("press", "yes"), [("y", True), ("n", False), ("Yes", True), ("No", False)])
def test_a_question_is_answered_by_a_tap_or_a_key(fake_server: FakeServer, press: str, *, yes: bool) -> None:
    watch(fake_server)
    show_question(fake_server)
    if len(press) == 1:
        fake_server.page.keyboard.press(press)
    else:
        fake_server.page.get_by_role("button", name=press, exact=True).click()
    fake_server.wait_for_command({"do": "answer", "yes": yes})
    say(fake_server)
    expect(fake_server.page.locator(".asked")).to_have_count(0)


def test_no_question_appears_during_exercise(fake_server: FakeServer) -> None:
    watch(fake_server)
    show_question(fake_server)
    fake_server.send_state(**at(BRIDGE))
    expect(fake_server.page.locator(".asked")).to_have_count(0)
    fake_server.page.keyboard.press("y")
    fake_server.send_state(**at(REST))
    expect(fake_server.page.locator(".asked")).to_be_visible()
    assert {"do": "answer", "yes": True} not in fake_server.commands


def test_the_coachs_word_is_the_caption_and_its_advice_is_not_written_twice(fake_server: FakeServer) -> None:
    watch(fake_server)
    lost(fake_server)
    word = {"at": at(BRIDGE)["position"], "moment": "coach", "text": ADVICE}
    say(fake_server, seen=False, ready=False, person=None, advice=ADVICE, say=word)
    expect(fake_server.page.locator(".caption")).to_have_text(ADVICE)
    expect(fake_server.page.locator(".advice")).to_have_text("")


def test_a_letter_that_is_switched_off_turns_no_camera_on(fake_server: FakeServer) -> None:
    fake_server.responses["GET settings"] = {**load_snapshot("settings"), "letters": False}
    fake_server.open_session(**at(BRIDGE))
    switch = fake_server.page.get_by_role("button", name="Check my form")
    expect(switch.locator("kbd")).to_have_count(0)
    fake_server.page.keyboard.press("c")
    fake_server.page.keyboard.press("ArrowRight")
    fake_server.wait_for_command({"do": "skip"})
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
