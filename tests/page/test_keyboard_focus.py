"""From the first start to the end without a pointer: the focus is always somewhere, and to be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.fake_server import SCREENING_QUESTION, FakeServer
from support.home_fixture import ManualClock
from support.running_server import RunningServer, run_server

from rearguard.app.person.paths import Paths
from rearguard.app.reports.history import history_json
from rearguard.safety.screen import next_question
from rearguard.session.state import SessionStatus

FOCUS = """() => {
    const it = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(it);
    const seen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    return { tag: it.tagName, text: it.textContent, pressable: it.matches("a, button, input, summary"), seen };
}"""


@pytest.fixture(autouse=True)
def _current_page(built_page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the page as its sources are now."""
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)


def press(page: Page, *keys: str) -> str:
    """Press keys; the focus is somewhere after each, and seen where one can press. Return what has it."""
    for key in keys:
        page.keyboard.press(key)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        focus = page.evaluate(FOCUS)
        assert focus["tag"] != "BODY", key
        assert focus["seen"] or not focus["pressable"], (key, focus)
    text: str = page.evaluate(FOCUS)["text"]
    return text


def tab_to(page: Page, name: str) -> None:
    for _ in range(30):
        if name in press(page, "Tab"):
            return
    pytest.fail(f"Tab never came to {name}")


def until(server: RunningServer, page: Page, status: SessionStatus) -> None:
    server.wait_until(page, lambda: server.training.state.status is status)


def answer_all(page: Page) -> None:
    """Answer no to everything: by Tab and Enter at first, then by letter."""
    given: dict[str, object] = {}
    while (question := next_question(given)) is not None:
        expect(page.get_by_text(str(question.text))).to_be_visible()
        if given:
            page.keyboard.press("n")
        else:
            tab_to(page, "No")
            page.keyboard.press("Enter")
        given[question.id] = "no"
    expect(page.locator(".outcome")).to_be_focused()


def steer(page: Page, server: RunningServer) -> None:
    """Use every control once; afterwards a monster walk is under way."""
    walk = page.get_by_role("heading", name="Monster walk")
    press(page, " ")
    until(server, page, SessionStatus.PAUSED)
    press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(walk).to_be_visible()
    press(page, "ArrowLeft")
    expect(walk).to_be_hidden()
    press(page, "ArrowRight", "ArrowRight")
    expect(walk).to_be_focused()
    press(page, "e")
    expect(page.locator(".count")).to_contain_text("20")
    expect(walk).to_be_focused()
    press(page, "h")
    expect(page.get_by_role("heading", name="How bad is the pain?")).to_be_focused()
    assert press(page, "ArrowRight", "ArrowRight", "ArrowRight") == "2"
    press(page, "Enter")
    until(server, page, SessionStatus.RUNNING)
    expect(walk).to_be_focused()


def consult(page: Page, server: RunningServer) -> None:
    """Open and leave both dialogs: help goes on by itself, stop asks."""
    walk = page.get_by_role("heading", name="Monster walk")
    press(page, "?")
    until(server, page, SessionStatus.PAUSED)
    expect(page.get_by_role("dialog").get_by_role("heading", name="Help")).to_be_focused()
    press(page, "Tab")
    expect(page.get_by_role("dialog").get_by_role("button", name="Close")).to_be_focused()
    press(page, "Escape")
    until(server, page, SessionStatus.RUNNING)
    expect(walk).to_be_focused()
    press(page, "Escape")
    expect(page.get_by_role("dialog").get_by_role("button", name="Continue")).to_be_focused()
    press(page, "Enter")
    until(server, page, SessionStatus.RUNNING)
    expect(walk).to_be_focused()


def test_from_the_first_start_to_the_end_by_keyboard_alone(page: Page, home: Paths, clock: ManualClock) -> None:
    with run_server(home, clock) as server:
        page.emulate_media(reduced_motion="reduce")
        page.goto(server.address)
        answer_all(page)
        expect(page.get_by_role("button", name="Start · 6:55")).to_be_enabled()
        tab_to(page, "Start · 6:55")
        page.clock.install(time=clock.now())
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Piriformis stretch")).to_be_focused()
        steer(page, server)
        consult(page, server)
        last = server.training.state.timeline.plan.steps[-1].at
        while (position := server.training.state.position) < last:
            press(page, "ArrowRight")
            server.wait_until(page, lambda before=position: server.training.state.position > before)  # type: ignore[misc]
        server.advance_seconds(page, round(server.training.state.timeline.plan.seconds - last))
        expect(page.get_by_role("heading", name="Done")).to_be_focused()
        tab_to(page, "Back to today")
        press(page, "Enter")
        expect(page.get_by_role("heading", name="Today")).to_be_focused()
        (kept,) = history_json(server.application.diary, server.application.library.exercises, str)
        assert kept["reason"] == "done"


def test_back_to_the_first_question_keeps_the_focus_at_the_question(fake_server: FakeServer) -> None:
    second = {**SCREENING_QUESTION, "asked": 2, "question": {**SCREENING_QUESTION["question"], "id": "B", "text": "B?"}}
    fake_server.responses["GET screen"] = {**fake_server.responses["GET screen"], "status": "due"}
    fake_server.responses["POST screen/next"] = SCREENING_QUESTION
    fake_server.open_page("screen")
    fake_server.page.get_by_role("heading", name="A?").wait_for()
    fake_server.responses["POST screen/next"] = second
    fake_server.page.keyboard.press("n")
    expect(fake_server.page.get_by_role("heading", name="B?")).to_be_focused()
    fake_server.responses["POST screen/next"] = SCREENING_QUESTION
    fake_server.page.get_by_role("button", name="Back").press("Enter")
    expect(fake_server.page.get_by_role("heading", name="A?")).to_be_focused()


def test_when_what_had_the_focus_is_gone_the_heading_has_it(fake_server: FakeServer) -> None:
    fake_server.responses["GET history"] = [{"session": 7}]
    fake_server.open_page("history")
    fake_server.page.get_by_role("button", name="Dismiss").press("Enter")
    expect(fake_server.page.get_by_role("heading", name="History")).to_be_focused()
