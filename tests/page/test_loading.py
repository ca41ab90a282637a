"""Before the server answers, space is reserved for the content, and nothing visible moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect
from support.fake_server import FakeServer, load_snapshot

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


def hold_back(fake_server: FakeServer, *paths: str) -> list[Route]:
    """Hold the server's answers back; return them, to be released."""
    waiting: list[Route] = []
    for path in paths:
        fake_server.page.route(f"**/api/{path}", lambda route: waiting.append(route))  # noqa: PLW0108 - playwright marks it
    return waiting


@pytest.mark.parametrize(
    ("view", "paths", "content"),
    [
        ("today", ["screen", "settings"], "Start · 6:55"),
        ("today", ["plan*"], "Start · 6:55"),
        ("history", ["history"], "finished"),
        ("library", ["library"], "Clamshell"),
        ("settings", ["settings"], "A loop band"),
    ],
)
def test_what_is_waited_for_has_its_place_and_moves_nothing_when_it_comes(
    fake_server: FakeServer, view: str, paths: list[str], content: str
) -> None:
    waiting = hold_back(fake_server, *paths)
    fake_server.page.add_init_script(SHIFTS)
    fake_server.open_page(view)
    expect(fake_server.page.get_by_role("status", name="Loading…")).to_be_visible()
    for route in waiting:
        route.fallback()
    fake_server.page.get_by_text(content).first.wait_for()
    expect(fake_server.page.get_by_role("status", name="Loading…")).to_have_count(0)
    fake_server.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    shifted = fake_server.page.evaluate("shifted")
    assert sum(value for value, *_ in shifted) < JUMP, shifted


def test_start_waits_for_the_plan(fake_server: FakeServer) -> None:
    waiting = hold_back(fake_server, "plan*")
    fake_server.open_page()
    expect(fake_server.page.get_by_role("button", name="Start")).to_be_disabled()
    waiting[0].fallback()
    expect(fake_server.page.get_by_role("button", name="Start · 6:55")).to_be_enabled()


def test_an_empty_history_says_what_to_do(fake_server: FakeServer) -> None:
    fake_server.responses["GET history"] = []
    fake_server.open_page("history")
    expect(fake_server.page.get_by_text("No sessions yet.")).to_be_visible()
    fake_server.page.get_by_role("button", name="See today's session").click()
    expect(fake_server.page.get_by_role("heading", name="Today")).to_be_focused()


def test_when_nothing_suitable_is_left_it_says_why_and_what_to_do(fake_server: FakeServer) -> None:
    fake_server.responses["GET plan"] = (409, {"error": {"code": "refused", "message": "No exercise fits."}})
    fake_server.open_page()
    expect(fake_server.page.get_by_text("No exercise fits.")).to_be_visible()
    expect(fake_server.page.get_by_role("button", name="Start")).to_have_count(0)
    fake_server.responses["GET plan"] = load_snapshot("plan")
    fake_server.page.get_by_role("button", name="12 min").click()
    expect(fake_server.page.get_by_role("button", name="Start")).to_be_visible()
    expect(fake_server.page.get_by_text("No exercise fits.")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "title", "link", "leads_to"),
    [
        ("nonsense", "Page not found", "See today's session", "Today"),
        ("library/handstand", "Exercise not found", "All exercises", "Exercises"),
    ],
)
def test_an_address_that_leads_to_nothing_says_so_and_leads_on(
    fake_server: FakeServer, address: str, title: str, link: str, leads_to: str
) -> None:
    fake_server.open_page(address)
    expect(fake_server.page.get_by_role("heading", name=title)).to_be_visible()
    fake_server.page.get_by_role("link", name=link).click()
    expect(fake_server.page.get_by_role("heading", name=leads_to)).to_be_focused()


def test_a_setting_can_be_undone(fake_server: FakeServer) -> None:
    first, changed = load_snapshot("settings"), {**load_snapshot("settings"), "place": "desk"}
    fake_server.responses["PUT settings"] = changed
    fake_server.open_page("settings")
    fake_server.page.get_by_label("At my desk").check()
    fake_server.responses["PUT settings"] = first
    undo = fake_server.page.get_by_role("button", name="Undo")
    undo.press("Enter")
    expect(fake_server.page.get_by_label("Where I can lie down")).to_be_checked()
    expect(undo).to_be_focused()
    assert [body["place"] for key, body in fake_server.requests if key == "PUT settings"] == ["desk", "floor"]
