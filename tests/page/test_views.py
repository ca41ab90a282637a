"""Every view, in both themes and from a phone to a wall screen: readable, reachable, and without findings of axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from support.fake_server import CLEARED_SCREENING, FRONTEND_FOLDER, SCREENING_QUESTION, FakeServer, load_snapshot

AXE = FRONTEND_FOLDER / "node_modules/axe-core/axe.min.js"

Show = Callable[[FakeServer], None]


def screened(view: str, **changes: object) -> Show:
    def show(fake_server: FakeServer) -> None:
        fake_server.responses["GET screen"] = {**CLEARED_SCREENING, **changes}
        fake_server.responses["POST screen/next"] = SCREENING_QUESTION
        fake_server.open_page(view)
        fake_server.page.locator(".outcome, .question").wait_for()

    return show


def session(key: str = "", **changes: object) -> Show:
    def show(fake_server: FakeServer) -> None:
        fake_server.open_session(**changes)
        if key:
            fake_server.page.keyboard.press(key)
            fake_server.page.get_by_role("dialog").wait_for()

    return show


def over(fake_server: FakeServer) -> None:
    fake_server.session = {**load_snapshot("session"), "status": "done", "position": 415.0}
    fake_server.open_page("done")
    fake_server.page.get_by_text("What you did").wait_for()


def listed(view: str, text: str) -> Show:
    def show(fake_server: FakeServer) -> None:
        fake_server.open_page(view)
        fake_server.page.get_by_text(text).first.wait_for()

    return show


def empty(fake_server: FakeServer) -> None:
    fake_server.responses["GET days"] = {**load_snapshot("days"), "first": None}
    fake_server.open_page("history")
    fake_server.page.get_by_text("No sessions yet.").wait_for()


def refused(fake_server: FakeServer) -> None:
    fake_server.responses["GET plan"] = (409, {"error": {"code": "refused", "message": "No exercise fits."}})
    fake_server.open_page()
    fake_server.page.get_by_text("No exercise fits.").wait_for()


def left_out(fake_server: FakeServer) -> None:
    reason = {"exercise": "clamshell", "reason": "hip replacement"}
    fake_server.responses["GET plan"] = {**load_snapshot("plan"), "left_out": [reason], "why": ["All that fits."]}
    fake_server.open_page()
    fake_server.page.get_by_text("Clamshell: hip replacement").wait_for()


def locked_out(fake_server: FakeServer) -> None:
    fake_server.responses["GET screen"] = (401, {"error": {"code": "locked-out", "message": "No."}})
    fake_server.open_page()
    fake_server.page.get_by_text("Open the link that").wait_for()


def trying(fake_server: FakeServer) -> None:
    fake_server.open_test(position=12.0)
    fake_server.page.get_by_role("button", name="Stop the clock").wait_for()


def tried(fake_server: FakeServer) -> None:
    fake_server.open_test(over=True)
    fake_server.page.get_by_text("This compares you with yourself.").wait_for()


def how_many(fake_server: FakeServer) -> None:
    fake_server.open_test(over=True, test=load_snapshot("under-test"))
    fake_server.page.get_by_text("How many times").wait_for()


def self_tests(fake_server: FakeServer) -> None:
    fake_server.open_page("test")
    fake_server.page.get_by_text("All results").click()
    fake_server.page.get_by_text("How to do it: One-leg").click()


def away(fake_server: FakeServer) -> None:
    fake_server.page.route("**/api/**", lambda route: route.abort())
    fake_server.page.route_web_socket("**/api/session/live", lambda line: line.close())
    fake_server.open_page()
    fake_server.page.get_by_role("heading", name="Rearguard isn't running").wait_for()


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
    fake_server: FakeServer, show: Show
) -> None:
    show(fake_server)
    fake_server.page.evaluate(AXE.read_text("utf-8"))
    for theme in ("light", "dark"):
        fake_server.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert fake_server.page.evaluate(FINDINGS) == []
    for width, height in ((320, 568), (568, 320), (768, 1024), (1280, 720), (3840, 2160)):
        fake_server.page.set_viewport_size({"width": width, "height": height})
        assert fake_server.page.evaluate(WIDER) <= 0, width
        assert fake_server.page.evaluate(SMALL) == [], width


@pytest.mark.parametrize(("width", "height"), [(320, 568), (568, 320), (1280, 720)])
def test_the_main_content_is_visible_without_scrolling(fake_server: FakeServer, width: int, height: int) -> None:
    fake_server.page.set_viewport_size({"width": width, "height": height})
    fake_server.open_page()
    expect(fake_server.page.get_by_role("button", name="Start · 6:55")).to_be_in_viewport(ratio=1)
    fake_server.responses["GET screen"] = {**CLEARED_SCREENING, "status": "missing", "verdict": None}
    fake_server.responses["POST screen/next"] = SCREENING_QUESTION
    fake_server.open_page("screen")
    fake_server.page.reload()
    for answer in ("No", "Yes", "Not sure"):
        expect(fake_server.page.get_by_role("button", name=answer, exact=True)).to_be_in_viewport(ratio=1)


def test_a_new_view_takes_the_focus_and_names_the_page_but_the_first_does_not(fake_server: FakeServer) -> None:
    fake_server.open_page()
    expect(fake_server.page).to_have_title("Today · Rearguard")
    assert fake_server.page.evaluate("document.activeElement === document.body")
    fake_server.page.get_by_role("link", name="History").click()
    expect(fake_server.page.get_by_role("heading", name="History", level=1)).to_be_focused()
    expect(fake_server.page).to_have_title("History · Rearguard")


def test_the_keyboard_skips_the_links_to_the_content(fake_server: FakeServer) -> None:
    fake_server.open_page("library")
    fake_server.page.keyboard.press("Tab")
    expect(fake_server.page.get_by_role("link", name="Skip to content")).to_be_focused()
    fake_server.page.keyboard.press("Enter")
    expect(fake_server.page.get_by_role("main")).to_be_focused()
    expect(fake_server.page.get_by_role("heading", name="Exercises", level=1)).to_be_visible()


def test_the_page_speaks_the_language_of_the_catalogue(fake_server: FakeServer) -> None:
    fake_server.responses["GET texts"] = {
        **load_snapshot("texts"),
        "language": "de",
        "messages": {"Today": "Heute", "Start · {time}": "{time}!"},
    }
    fake_server.open_page()
    expect(fake_server.page.get_by_role("heading", name="Heute")).to_be_visible()
    expect(fake_server.page.get_by_role("button", name="6:55!")).to_be_visible()
    expect(fake_server.page.locator("html")).to_have_attribute("lang", "de")
    expect(fake_server.page.get_by_role("link", name="History")).to_be_visible()


def test_an_answer_of_another_shape_is_said_and_the_rest_still_stands(fake_server: FakeServer) -> None:
    fake_server.responses["GET history"] = [{"session": 7}]
    fake_server.open_page("history")
    expect(fake_server.page.get_by_role("alert")).to_contain_text("history[0].session: expected string")
    fake_server.page.get_by_role("button", name="Dismiss").click()
    expect(fake_server.page.get_by_role("alert")).to_be_empty()
    expect(fake_server.page.get_by_role("heading", name="History")).to_be_visible()


def test_the_settings_are_stored_at_every_change(fake_server: FakeServer) -> None:
    fake_server.responses["PUT settings"] = {
        **fake_server.responses["GET settings"],
        "have": ["chair", "floor", "wall"],
    }
    fake_server.open_page("settings")
    fake_server.page.get_by_label("A loop band").click()
    expect(fake_server.page.get_by_text("Saved.")).to_be_visible()
    stored = [body for key, body in fake_server.requests if key == "PUT settings"]
    assert [sorted(body["have"]) for body in stored] == [["chair", "floor", "wall"]]
    expect(fake_server.page.get_by_label("A loop band")).not_to_be_checked()


def test_what_the_server_does_not_store_is_taken_back(fake_server: FakeServer) -> None:
    fake_server.responses["PUT settings"] = (500, {"error": {"code": "disk", "message": "The disk is full."}})
    fake_server.open_page("settings")
    fake_server.page.get_by_label("A loop band").click()
    expect(fake_server.page.get_by_role("alert")).to_contain_text("The disk is full.")
    expect(fake_server.page.get_by_label("A loop band")).to_be_checked()
