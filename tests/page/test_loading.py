"""While the server has not answered yet: a place is kept for what comes, and nothing that stands there moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect
from support.fake_server import StandIn, wire

SHIFTS = """
window.shifted = [];
new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
        shifted.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))]);
    }
}).observe({ type: "layout-shift", buffered: true });
"""

JUMP = 0.02
"""Of the window's area times the way it moves: a line of text that moves by its height is more."""


def held(standin: StandIn, *paths: str) -> list[Route]:
    """Let the server's answers wait; return them, to be let go."""
    waiting: list[Route] = []
    for path in paths:
        standin.page.route(f"**/api/{path}", lambda route: waiting.append(route))  # noqa: PLW0108 - playwright marks it
    return waiting


@pytest.mark.parametrize(
    ("view", "paths", "shown"),
    [
        ("today", ["screen", "settings"], "Start · 6:55"),
        ("today", ["plan*"], "Start · 6:55"),
        ("history", ["history"], "finished"),
        ("library", ["library"], "Clamshell"),
        ("settings", ["settings"], "A loop band"),
    ],
)
def test_what_is_waited_for_has_its_place_and_moves_nothing_when_it_comes(
    standin: StandIn, view: str, paths: list[str], shown: str
) -> None:
    waiting = held(standin, *paths)
    standin.page.add_init_script(SHIFTS)
    standin.open(view)
    expect(standin.page.get_by_role("status", name="Loading…")).to_be_visible()
    for route in waiting:
        route.fallback()
    standin.page.get_by_text(shown).first.wait_for()
    expect(standin.page.get_by_role("status", name="Loading…")).to_have_count(0)
    standin.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    shifted = standin.page.evaluate("shifted")
    assert sum(value for value, *_ in shifted) < JUMP, shifted


def test_start_waits_for_the_plan(standin: StandIn) -> None:
    waiting = held(standin, "plan*")
    standin.open()
    expect(standin.page.get_by_role("button", name="Start")).to_be_disabled()
    waiting[0].fallback()
    expect(standin.page.get_by_role("button", name="Start · 6:55")).to_be_enabled()


def test_an_empty_history_says_what_to_do(standin: StandIn) -> None:
    standin.answers["GET history"] = []
    standin.open("history")
    expect(standin.page.get_by_text("No sessions yet.")).to_be_visible()
    standin.page.get_by_role("button", name="See today's session").click()
    expect(standin.page.get_by_role("heading", name="Today")).to_be_focused()


def test_when_nothing_suitable_is_left_it_says_why_and_what_to_do(standin: StandIn) -> None:
    standin.answers["GET plan"] = (409, {"error": {"code": "refused", "message": "Nothing suitable is left to do."}})
    standin.open()
    expect(standin.page.get_by_text("Nothing suitable is left to do.")).to_be_visible()
    expect(standin.page.get_by_role("button", name="Start")).to_have_count(0)
    standin.answers["GET plan"] = wire("plan")
    standin.page.get_by_role("button", name="12 min").click()
    expect(standin.page.get_by_role("button", name="Start")).to_be_visible()
    expect(standin.page.get_by_text("Nothing suitable is left to do.")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "title", "link", "leads_to"),
    [
        ("nonsense", "Page not found", "See today's session", "Today"),
        ("library/handstand", "Exercise not found", "All exercises", "Exercises"),
    ],
)
def test_an_address_that_leads_to_nothing_says_so_and_leads_on(
    standin: StandIn, address: str, title: str, link: str, leads_to: str
) -> None:
    standin.open(address)
    expect(standin.page.get_by_role("heading", name=title)).to_be_visible()
    standin.page.get_by_role("link", name=link).click()
    expect(standin.page.get_by_role("heading", name=leads_to)).to_be_focused()


def test_a_setting_can_be_undone(standin: StandIn) -> None:
    first, changed = wire("settings"), {**wire("settings"), "place": "desk"}
    standin.answers["PUT settings"] = changed
    standin.open("settings")
    standin.page.get_by_label("No floor: beside my desk").check()
    standin.answers["PUT settings"] = first
    undo = standin.page.get_by_role("button", name="Undo")
    undo.press("Enter")
    expect(standin.page.get_by_label("Where I can lie down")).to_be_checked()
    expect(undo).to_be_focused()
    assert [body["place"] for key, body in standin.asked if key == "PUT settings"] == ["desk", "floor"]
