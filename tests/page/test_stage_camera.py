"""The stage while a camera watches: the picture has its place and moves nothing, and what the coach says is large."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browser import Chromium
from support.fake_camera import ALLOWED, TWO_CAMERAS, before
from support.fake_server import FRONTEND, StandIn, wire
from support.stage_layout import LEAST, LETTERS, OUT_OF_SIGHT, PLACES, SIZES, resize

AXE = FRONTEND / "node_modules/axe-core/axe.min.js"

QUICK = """onmessage = ({ data }) => {
    data.picture?.close();
    if ("model" in data) postMessage({ ready: true });
    else if ("picture" in data) postMessage({ people: [], took: 5 });
};"""
"""A stand-in for the pose model, as quick on any machine as a good one: it is not what is tested here."""

SESSION = wire("session")
STEPS = SESSION["plan"]["steps"]
BRIDGE = next(i for i, step in enumerate(STEPS) if step["exercise"] == "glute-bridge" and step["kind"] == "work")
WALK = next(i for i, step in enumerate(STEPS) if step["exercise"] == "monster-walk" and step["kind"] == "work")
REST = next(i for i, step in enumerate(STEPS) if i > BRIDGE and step["kind"] != "work")

Show = Callable[[StandIn], None]

PARTS = [".what", ".ring", ".caption", ".next", ".controls", ".tools"]

ADVICE, QUESTION = "I can't see you. Come into the picture.", "Did your back leave the wall?"
CAMERA = max((said["camera"] for said in wire("coach")), key=len)

SMALL = """() => [...document.querySelectorAll("button, select")]
    .filter((it) => it.checkVisibility())
    .map((it) => [it.getBoundingClientRect(), it.textContent])
    .filter(([{ width, height }]) => width < 43.9 || height < 43.9).map(([, text]) => text)"""

FINDINGS = """async () => (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }))
    .violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)"""


@pytest.fixture(scope="module")
def browser(chromium: Chromium) -> Iterator[Browser]:
    """A browser with two cameras."""
    with before(chromium, ALLOWED, TWO_CAMERAS) as browser:
        yield browser


@pytest.fixture(autouse=True)
def _quick(standin: StandIn) -> None:
    standin.page.emulate_media(reduced_motion="reduce")
    standin.page.route("**/pose_worker-*.js", lambda route: route.fulfill(body=QUICK, content_type="text/javascript"))


def at(step: int, after: float = 2.0) -> dict[str, Any]:
    """Return a state within a step, in which the session waits for who is watched."""
    position = STEPS[step]["at"] + after
    return {"position": position, "until": position, "step": step, "status": "running"}


def watch(standin: StandIn, **changes: object) -> None:
    """Open a session at its first bridges and have it watched."""
    standin.open_session(**{**at(BRIDGE), **changes})
    standin.page.keyboard.press("c")
    standin.page.locator(".camera:not(.starting)").wait_for()


def say(standin: StandIn, *, step: int = BRIDGE, ask: object = None, say: object = None, **showing: object) -> None:
    """Say what the coach shows."""
    advice = showing.pop("advice", None)
    shown = {**wire("coach")[1]["showing"], "bout": step, **showing}
    coach = {"showing": shown, "advice": advice, "camera": CAMERA, "say": say, "ask": ask, "take": False}
    standin.say({"type": "coach", "coach": coach})


def lost(standin: StandIn) -> None:
    say(standin, seen=False, ready=False, person=None, advice=ADVICE)
    expect(standin.page.locator(".advice")).to_have_text(ADVICE)


def misplaced(standin: StandIn) -> None:
    say(standin, ready=False)
    expect(standin.page.locator(".advice")).to_have_text(CAMERA)


def asked(standin: StandIn) -> None:
    standin.say_state(**at(REST))
    say(standin, step=REST + 1, ask={"id": "rolled", "text": QUESTION, "exercise": "clamshell"})
    expect(standin.page.locator("#asked")).to_have_text(QUESTION)


def seen(standin: StandIn) -> None:
    say(standin, reps=3)
    expect(standin.page.locator(".unit")).to_have_text("of 10")


def places(standin: StandIn) -> list[Any]:
    found = []
    for size in SIZES:
        resize(standin, *size)
        found.append(standin.page.evaluate(PLACES, PARTS))
    return found


@pytest.mark.parametrize("show", [seen, lost, misplaced])
def test_the_picture_and_what_is_said_of_it_move_nothing_and_all_stays_in_sight(standin: StandIn, show: Show) -> None:
    standin.open_session(**at(BRIDGE))
    standin.page.locator(".figure-shown").wait_for()
    before = places(standin)
    standin.page.keyboard.press("c")
    standin.page.locator(".camera:not(.starting)").wait_for()
    show(standin)
    assert places(standin) == before
    for width, height in SIZES:
        resize(standin, width, height)
        assert standin.page.evaluate(OUT_OF_SIGHT) == [], (width, height)
        assert standin.page.evaluate(SMALL) == [], (width, height)


@pytest.mark.parametrize(("show", "what"), [(lost, ".advice p"), (asked, "#asked")])
def test_what_the_coach_wants_is_read_from_where_one_lies_on_every_screen(
    standin: StandIn, show: Show, what: str
) -> None:
    watch(standin)
    show(standin)
    for width, height in SIZES:
        resize(standin, width, height)
        assert standin.page.evaluate(LETTERS, what) >= LEAST * min(width, height), (width, height)
        assert standin.page.evaluate(OUT_OF_SIGHT) == [], (width, height)
        assert standin.page.evaluate(SMALL) == [], (width, height)


@pytest.mark.parametrize("show", [seen, lost, misplaced, asked])
def test_axe_finds_nothing_whatever_the_coach_shows(standin: StandIn, show: Show) -> None:
    watch(standin)
    show(standin)
    standin.page.evaluate(AXE.read_text("utf-8"))
    for theme in ("light", "dark"):
        standin.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert standin.page.evaluate(FINDINGS) == []


def test_the_coachs_number_counts_while_it_sees_and_the_clocks_while_it_does_not(standin: StandIn) -> None:
    watch(standin)
    number, standing = standin.page.locator(".count .figure"), standin.page.locator(".standing")
    expect(number).to_have_text("10")
    say(standin, reps=0)
    expect(number).to_have_text("0")
    expect(standing).to_have_text("Go")
    say(standin, reps=4)
    expect(number).to_have_text("4")
    lost(standin)
    expect(number).to_have_text("10")
    expect(standing).to_have_text("Can't see you")


def test_what_goes_by_the_clock_shows_its_seconds_and_the_steps_that_were_counted(standin: StandIn) -> None:
    watch(standin, **at(WALK))
    say(standin, step=WALK, reps=7)
    expect(standin.page.locator(".standing")).to_have_text("7 counted")
    expect(standin.page.locator(".unit")).to_have_text("seconds")
    say(standin, step=WALK, reps=0, held=3.2, holding=True)
    expect(standin.page.locator(".standing")).to_have_text("Holding")
    say(standin, step=WALK, reps=0, held=3.2, holding=False)
    expect(standin.page.locator(".standing")).to_have_text("Hold it")


@pytest.mark.parametrize(("press", "yes"), [("y", True), ("n", False), ("Yes", True), ("No", False)])
def test_a_question_is_answered_by_a_tap_or_a_key(standin: StandIn, press: str, *, yes: bool) -> None:
    watch(standin)
    asked(standin)
    if len(press) == 1:
        standin.page.keyboard.press(press)
    else:
        standin.page.get_by_role("button", name=press, exact=True).click()
    standin.wait_for_command({"do": "answer", "yes": yes})
    say(standin)
    expect(standin.page.locator(".asked")).to_have_count(0)


def test_nobody_is_asked_while_they_exercise(standin: StandIn) -> None:
    watch(standin)
    asked(standin)
    standin.say_state(**at(BRIDGE))
    expect(standin.page.locator(".asked")).to_have_count(0)
    standin.page.keyboard.press("y")
    standin.say_state(**at(REST))
    expect(standin.page.locator(".asked")).to_be_visible()
    assert {"do": "answer", "yes": True} not in standin.commands


def test_the_coachs_word_is_the_caption_and_its_advice_is_not_written_twice(standin: StandIn) -> None:
    watch(standin)
    lost(standin)
    word = {"at": at(BRIDGE)["position"], "moment": "coach", "text": ADVICE}
    say(standin, seen=False, ready=False, person=None, advice=ADVICE, say=word)
    expect(standin.page.locator(".caption")).to_have_text(ADVICE)
    expect(standin.page.locator(".advice")).to_have_text("")


def test_a_letter_that_is_switched_off_turns_no_camera_on(standin: StandIn) -> None:
    standin.answers["GET settings"] = {**wire("settings"), "letters": False}
    standin.open_session(**at(BRIDGE))
    switch = standin.page.get_by_role("button", name="Check my form")
    expect(switch.locator("kbd")).to_have_count(0)
    standin.page.keyboard.press("c")
    standin.page.keyboard.press("ArrowRight")
    standin.wait_for_command({"do": "skip"})
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
