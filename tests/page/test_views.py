"""Every view, in both themes and from a phone to a wall screen: readable, reachable, and nothing for axe to find."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from support.fake_server import CLEAR, FRONTEND, QUESTION, StandIn, wire

AXE = FRONTEND / "node_modules/axe-core/axe.min.js"

Show = Callable[[StandIn], None]


def screened(view: str, **changes: object) -> Show:
    def show(standin: StandIn) -> None:
        standin.answers["GET screen"] = {**CLEAR, **changes}
        standin.answers["POST screen/next"] = QUESTION
        standin.open(view)
        standin.page.locator(".outcome, .question").wait_for()

    return show


def session(key: str = "", **changes: object) -> Show:
    def show(standin: StandIn) -> None:
        standin.open_session(**changes)
        if key:
            standin.page.keyboard.press(key)
            standin.page.get_by_role("dialog").wait_for()

    return show


def over(standin: StandIn) -> None:
    standin.session = {**wire("session"), "status": "done", "position": 415.0}
    standin.open("done")
    standin.page.get_by_text("What you did").wait_for()


def listed(view: str, text: str) -> Show:
    def show(standin: StandIn) -> None:
        standin.open(view)
        standin.page.get_by_text(text).first.wait_for()

    return show


def empty(standin: StandIn) -> None:
    standin.answers["GET days"] = {**wire("days"), "first": None}
    standin.open("history")
    standin.page.get_by_text("No sessions yet.").wait_for()


def refused(standin: StandIn) -> None:
    standin.answers["GET plan"] = (409, {"error": {"code": "refused", "message": "Nothing suitable is left to do."}})
    standin.open()
    standin.page.get_by_text("Nothing suitable is left to do.").wait_for()


def left_out(standin: StandIn) -> None:
    reason = {"exercise": "clamshell", "reason": "hip replacement"}
    standin.answers["GET plan"] = {**wire("plan"), "left_out": [reason], "why": ["All that fits."]}
    standin.open()
    standin.page.get_by_text("Clamshell: hip replacement").wait_for()


def locked_out(standin: StandIn) -> None:
    standin.answers["GET screen"] = (401, {"error": {"code": "locked-out", "message": "No."}})
    standin.open()
    standin.page.get_by_text("Open the link that “rearguard” printed in the terminal").wait_for()


def trying(standin: StandIn) -> None:
    standin.open_test(position=12.0)
    standin.page.get_by_role("button", name="Stop the clock").wait_for()


def tried(standin: StandIn) -> None:
    standin.open_test(over=True)
    standin.page.get_by_text("This compares you with yourself.").wait_for()


def how_many(standin: StandIn) -> None:
    standin.open_test(over=True, test=wire("under-test"))
    standin.page.get_by_text("How many times").wait_for()


def self_tests(standin: StandIn) -> None:
    standin.open("test")
    standin.page.get_by_text("All results").click()
    standin.page.get_by_text("How to do it: One-leg").click()


def away(standin: StandIn) -> None:
    standin.page.route("**/api/**", lambda route: route.abort())
    standin.page.route_web_socket("**/api/session/live", lambda line: line.close())
    standin.open()
    standin.page.get_by_role("heading", name="Rearguard isn't running").wait_for()


EMERGENCY = {"status": "emergency", "verdict": "EMERGENCY", "text": "Stop here. Hours matter."}
BLOCKED = {"status": "blocked", "verdict": "BLOCK", "text": "Please see a health professional."}

SHOWN: dict[str, Show] = {
    "today": listed("today", "Start · 6:55"),
    "today, something left out": left_out,
    "today, not screened": screened("today", status="missing", verdict=None),
    "today, blocked": screened("today", **BLOCKED),
    "today, emergency": screened("today", **EMERGENCY),
    "today, nothing suitable": refused,
    "a question": screened("screen", status="due"),
    "screened: clear": screened("screen"),
    "screened: blocked": screened("screen", **BLOCKED),
    "screened: emergency": screened("screen", **EMERGENCY),
    "settings": listed("settings", "A loop band"),
    "history": listed("history", "Session by session"),
    "library": listed("library", "Clamshell"),
    "an exercise": listed("library/clamshell", "What the evidence says"),
    "lead-in": session(position=-6.0),
    "work, timed": session(position=80.0),
    "work, counted": session(position=280.0),
    "paused by a gap": session(position=112.0, status="paused", cause="gap"),
    "how much it hurts": session(position=112.0, status="hurt"),
    "stop?": session("Escape", position=112.0),
    "help": session("?", position=112.0),
    "done": over,
    "self-tests": self_tests,
    "a try": trying,
    "tries that are over": tried,
    "stands to be counted": how_many,
    "locked out": locked_out,
    "without its server": away,
    "history, empty": empty,
    "nowhere": listed("nonsense", "Page not found"),
}

FINDINGS = """async () => (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }))
    .violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)"""

SMALL = """() => [...document.querySelectorAll("button, nav a, label.choice, summary")]
    .filter((it) => it.checkVisibility() && !it.closest(".skip"))
    .map((it) => [it.getBoundingClientRect(), it.textContent])
    .filter(([{ width, height }]) => width < 44 || height < 44).map(([, text]) => text)"""

WIDER = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("show", SHOWN.values(), ids=SHOWN)
def test_axe_finds_nothing_and_it_fits_and_can_be_pressed_with_a_finger_at_every_width(
    standin: StandIn, show: Show
) -> None:
    show(standin)
    standin.page.evaluate(AXE.read_text("utf-8"))
    for theme in ("light", "dark"):
        standin.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert standin.page.evaluate(FINDINGS) == []
    for width, height in ((320, 568), (568, 320), (768, 1024), (1280, 720), (3840, 2160)):
        standin.page.set_viewport_size({"width": width, "height": height})
        assert standin.page.evaluate(WIDER) <= 0, width
        assert standin.page.evaluate(SMALL) == [], width


@pytest.mark.parametrize(("width", "height"), [(320, 568), (568, 320), (1280, 720)])
def test_what_one_came_for_is_in_sight_without_scrolling(standin: StandIn, width: int, height: int) -> None:
    standin.page.set_viewport_size({"width": width, "height": height})
    standin.open()
    expect(standin.page.get_by_role("button", name="Start · 6:55")).to_be_in_viewport(ratio=1)
    standin.answers["GET screen"] = {**CLEAR, "status": "missing", "verdict": None}
    standin.answers["POST screen/next"] = QUESTION
    standin.open("screen")
    standin.page.reload()
    for answer in ("No", "Yes", "Not sure"):
        expect(standin.page.get_by_role("button", name=answer, exact=True)).to_be_in_viewport(ratio=1)


def test_a_new_view_takes_the_focus_and_names_the_page_but_the_first_does_not(standin: StandIn) -> None:
    standin.open()
    expect(standin.page).to_have_title("Today · Rearguard")
    assert standin.page.evaluate("document.activeElement === document.body")
    standin.page.get_by_role("link", name="History").click()
    expect(standin.page.get_by_role("heading", name="History", level=1)).to_be_focused()
    expect(standin.page).to_have_title("History · Rearguard")


def test_the_keyboard_skips_the_links_to_the_content(standin: StandIn) -> None:
    standin.open("library")
    standin.page.keyboard.press("Tab")
    expect(standin.page.get_by_role("link", name="Skip to content")).to_be_focused()
    standin.page.keyboard.press("Enter")
    expect(standin.page.get_by_role("main")).to_be_focused()
    expect(standin.page.get_by_role("heading", name="Exercises", level=1)).to_be_visible()


def test_the_page_speaks_the_language_of_the_catalogue(standin: StandIn) -> None:
    standin.answers["GET texts"] = {
        **wire("texts"),
        "language": "de",
        "messages": {"Today": "Heute", "Start · {time}": "{time}!"},
    }
    standin.open()
    expect(standin.page.get_by_role("heading", name="Heute")).to_be_visible()
    expect(standin.page.get_by_role("button", name="6:55!")).to_be_visible()
    expect(standin.page.locator("html")).to_have_attribute("lang", "de")
    expect(standin.page.get_by_role("link", name="History")).to_be_visible()


def test_an_answer_of_another_shape_is_said_and_the_rest_still_stands(standin: StandIn) -> None:
    standin.answers["GET history"] = [{"session": 7}]
    standin.open("history")
    expect(standin.page.get_by_role("alert")).to_contain_text("history[0].session: expected string")
    standin.page.get_by_role("button", name="Dismiss").click()
    expect(standin.page.get_by_role("alert")).to_be_empty()
    expect(standin.page.get_by_role("heading", name="History")).to_be_visible()


def test_the_settings_are_stored_at_every_change(standin: StandIn) -> None:
    standin.answers["PUT settings"] = {**standin.answers["GET settings"], "have": ["chair", "floor", "wall"]}
    standin.open("settings")
    standin.page.get_by_label("A loop band").click()
    expect(standin.page.get_by_text("Saved.")).to_be_visible()
    stored = [body for key, body in standin.asked if key == "PUT settings"]
    assert [sorted(body["have"]) for body in stored] == [["chair", "floor", "wall"]]
    expect(standin.page.get_by_label("A loop band")).not_to_be_checked()


def test_what_the_server_does_not_store_is_taken_back(standin: StandIn) -> None:
    standin.answers["PUT settings"] = (500, {"error": {"code": "disk", "message": "The disk is full."}})
    standin.open("settings")
    standin.page.get_by_label("A loop band").click()
    expect(standin.page.get_by_role("alert")).to_contain_text("The disk is full.")
    expect(standin.page.get_by_label("A loop band")).to_be_checked()
