"""The page asks for the effort, shows changes and reasons, undoes them, and shows the ladders and the week."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.fake_server import FRONTEND_FOLDER, FakeServer, Json, load_snapshot
from support.home_fixture import ManualClock
from support.running_server import run_server
from support.simulated_beginner import SimulatedBeginner

from rearguard.app.person.paths import Paths

AXE = FRONTEND_FOLDER / "node_modules/axe-core/axe.min.js"

NAME = load_snapshot("session")["id"]

CHANGED = {
    **load_snapshot("closing")["progress"][1],
    "id": "it/glute-bridge/up",
    "action": "up",
    "after": {"level": "With a band above the knees", "reps": 10, "seconds": None},
    "why": "Twice in a row it went well.",
    "undoable": True,
}


def posted(fake_server: FakeServer, key: str) -> list[Json]:
    """Return what the page sent, once it has sent it."""
    for _ in range(100):
        bodies = [body for key_sent, body in fake_server.requests if key_sent == f"POST {key}"]
        if bodies:
            return bodies
        fake_server.page.wait_for_timeout(20)
    return []


def assert_axe_finds_nothing(page: Page) -> None:
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate("async () => (await axe.run()).violations.map((one) => one.id)") == []


def closing(**changes: Json) -> Json:
    """The summary of the finished session."""
    return {**load_snapshot("closing"), "session": NAME, "effort": None, "progress": [], **changes}


def over(fake_server: FakeServer, summary: Json) -> Page:
    """Open the end of a session."""
    fake_server.session = {**load_snapshot("session"), "status": "done", "position": 415.0}
    fake_server.responses |= {
        f"GET history/{NAME}": summary,
        "POST felt": load_snapshot("day"),
        "POST progress/undo": load_snapshot("progress"),
    }
    fake_server.open_page("done")
    return fake_server.page


def test_one_tap_rates_the_effort_and_then_changes_appear_with_reasons(fake_server: FakeServer) -> None:
    page = over(fake_server, closing())
    assert_axe_finds_nothing(page)
    fake_server.responses[f"GET history/{NAME}"] = closing(effort=5, progress=[CHANGED])
    page.get_by_role("group", name="Yes, easily").get_by_role("button", name="5").click()
    assert posted(fake_server, "felt") == [{"effort": 5, "session": NAME}]
    became = page.locator(".became")
    expect(became).to_contain_text("Glute bridge With a band above the knees, 10 reps")
    expect(became).to_contain_text("Twice in a row it went well.")
    expect(page.get_by_text("How hard was it?")).to_have_count(0)


def test_one_press_undoes_a_change_and_says_so(fake_server: FakeServer) -> None:
    page = over(fake_server, closing(effort=5, progress=[CHANGED]))
    undo = page.get_by_role("button", name="Undo: Glute bridge")
    undo.wait_for()
    fake_server.responses[f"GET history/{NAME}"] = closing(effort=5, progress=[{**CHANGED, "undoable": False}])
    undo.click()
    assert posted(fake_server, "progress/undo") == [{"change": CHANGED["id"]}]
    expect(page.locator(".became [role=status]")).to_have_text("Undone: Glute bridge stays as it was.")
    expect(undo).to_have_count(0)
    expect(page.get_by_role("heading", name="Next time")).to_be_focused()


def test_the_morning_after_needs_one_tap(fake_server: FakeServer) -> None:
    fake_server.responses["POST felt"] = {**load_snapshot("day"), "morning_after": None}
    fake_server.open_page()
    page = fake_server.page
    page.get_by_role("group", name="Has anything started to hurt").get_by_role("button", name="7").click()
    assert posted(fake_server, "felt") == [{"pain": 7, "morning_after": load_snapshot("day")["morning_after"]}]
    expect(page.get_by_text("The day after")).to_have_count(0)


def test_strong_pain_on_the_morning_after_leads_to_the_safety_questions(fake_server: FakeServer) -> None:
    fake_server.responses["POST felt"] = {**load_snapshot("day"), "morning_after": None}
    fake_server.open_page()
    due = {**load_snapshot("screen"), "status": "due", "text": "You have felt strong pain."}
    page = fake_server.page
    question = page.get_by_role("group", name="Has anything started to hurt")
    question.wait_for()
    fake_server.responses["GET screen"] = due
    question.get_by_role("button", name="7").click()
    expect(page.get_by_role("button", name="Start safety check")).to_be_visible()
    expect(page.get_by_text("You have felt strong pain.")).to_be_visible()


def test_new_numbness_leads_to_the_safety_questions(fake_server: FakeServer) -> None:
    fake_server.responses |= {"POST felt": load_snapshot("day"), "POST screen/next": load_snapshot("screen-next")}
    fake_server.open_page()
    fake_server.page.get_by_role("button", name="I have new numbness").click()
    assert posted(fake_server, "felt") == [{"new_numbness": True, "session": None}]
    fake_server.page.wait_for_url("**/#/screen")


def test_a_level_is_chosen_by_hand(fake_server: FakeServer) -> None:
    fake_server.responses["POST progress/level"] = load_snapshot("progress")
    fake_server.open_page("history")
    page = fake_server.page
    page.get_by_text("Choose another level").first.click()
    group = page.get_by_role("group", name="Level for Clamshell")
    expect(group.get_by_role("button", pressed=True)).to_have_text("With a band above the knees")
    group.get_by_role("button", name="Feet lifted", exact=True).click()
    assert posted(fake_server, "progress/level") == [{"exercise": "clamshell", "level": "lifted"}]


@pytest.fixture
def trained_beginner(home: Paths, clock: ManualClock) -> SimulatedBeginner:
    """A person who went up, was hurt, was away, and is back."""
    novice = SimulatedBeginner(home, clock)
    for _ in range(6):
        novice.train(minutes=3)
        novice.skip_days(1.5)
    novice.train(minutes=3, pain=4)
    novice.skip_days(16)
    novice.train(minutes=3)
    novice.application.close()
    return novice


def test_a_novices_weeks_are_in_the_page_with_reasons_and_the_way_back(
    page: Page, trained_beginner: SimulatedBeginner, built_page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    page.set_viewport_size({"width": 320, "height": 800})
    with run_server(trained_beginner.home, trained_beginner.clock) as server:
        page.goto(server.address)
        page.goto(f"{server.address.split('?')[0]}#/history")
        block = page.get_by_role("region", name="Progress")
        expect(block).to_contain_text("Next level: With a band above the knees, starting at 10 reps.")
        expect(block.get_by_text("It hurt (4 out of 10): one level down").first).to_be_attached()
        expect(block.get_by_text("days ago: one level down if there is one").first).to_be_attached()
        expect(block.get_by_role("img", name="level 1 of 5")).to_be_visible()
        expect(block).to_contain_text("Big glute (gluteus maximus)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert_axe_finds_nothing(page)
        block.get_by_role("button", name="Undo").first.click()
        expect(block.get_by_text("You undid this change.").first).to_be_visible()
