"""The page asks how hard it was, says what changes and why, takes it back, and shows the ladders and the week."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.fake_server import FRONTEND, Json, StandIn, wire
from support.home_fixture import TurnedClock
from support.running_server import served
from support.simulated_beginner import Novice

from rearguard.app.person.paths import Home

AXE = FRONTEND / "node_modules/axe-core/axe.min.js"

NAME = wire("session")["id"]

CHANGED = {
    **wire("closing")["progress"][1],
    "id": "it/glute-bridge/up",
    "action": "up",
    "after": {"level": "With a band above the knees", "reps": 10, "seconds": None},
    "why": "Twice in a row it went well.",
    "undoable": True,
}


def posted(standin: StandIn, key: str) -> list[Json]:
    """What the page sent, once it has sent it."""
    for _ in range(100):
        found = [body for asked, body in standin.asked if asked == f"POST {key}"]
        if found:
            return found
        standin.page.wait_for_timeout(20)
    return []


def assert_axe_finds_nothing(page: Page) -> None:
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate("async () => (await axe.run()).violations.map((one) => one.id)") == []


def closing(**changes: Json) -> Json:
    """What is said of the session that is over."""
    return {**wire("closing"), "session": NAME, "effort": None, "progress": [], **changes}


def over(standin: StandIn, told: Json) -> Page:
    """Open the end of a session."""
    standin.session = {**wire("session"), "status": "done", "position": 415.0}
    standin.answers |= {f"GET history/{NAME}": told, "POST felt": wire("day"), "POST progress/undo": wire("progress")}
    standin.open("done")
    return standin.page


def test_one_tap_tells_how_hard_it_was_and_then_what_changes_is_said_with_its_reason(standin: StandIn) -> None:
    page = over(standin, closing())
    assert_axe_finds_nothing(page)
    standin.answers[f"GET history/{NAME}"] = closing(effort=5, progress=[CHANGED])
    page.get_by_role("group", name="Yes, easily").get_by_role("button", name="5").click()
    assert posted(standin, "felt") == [{"effort": 5, "session": NAME}]
    became = page.locator(".became")
    expect(became).to_contain_text("Glute bridge With a band above the knees, 10 reps")
    expect(became).to_contain_text("Twice in a row it went well.")
    expect(page.get_by_text("How hard was it?")).to_have_count(0)


def test_a_change_is_taken_back_by_one_press_that_says_so(standin: StandIn) -> None:
    page = over(standin, closing(effort=5, progress=[CHANGED]))
    undo = page.get_by_role("button", name="Undo: Glute bridge")
    undo.wait_for()
    standin.answers[f"GET history/{NAME}"] = closing(effort=5, progress=[{**CHANGED, "undoable": False}])
    undo.click()
    assert posted(standin, "progress/undo") == [{"change": CHANGED["id"]}]
    expect(page.locator(".became [role=status]")).to_have_text("Undone: Glute bridge stays as it was.")
    expect(undo).to_have_count(0)
    expect(page.get_by_role("heading", name="Next time")).to_be_focused()


def test_the_morning_after_is_asked_for_by_one_tap(standin: StandIn) -> None:
    standin.answers["POST felt"] = {**wire("day"), "morning_after": None}
    standin.open()
    page = standin.page
    page.get_by_role("group", name="Has anything started to hurt").get_by_role("button", name="7").click()
    assert posted(standin, "felt") == [{"pain": 7, "morning_after": wire("day")["morning_after"]}]
    expect(page.get_by_text("The day after")).to_have_count(0)


def test_strong_pain_on_the_morning_after_leads_to_the_safety_questions(standin: StandIn) -> None:
    standin.answers["POST felt"] = {**wire("day"), "morning_after": None}
    standin.open()
    due = {**wire("screen"), "status": "due", "text": "You have felt strong pain."}
    page = standin.page
    question = page.get_by_role("group", name="Has anything started to hurt")
    question.wait_for()
    standin.answers["GET screen"] = due
    question.get_by_role("button", name="7").click()
    expect(page.get_by_role("button", name="Start safety check")).to_be_visible()
    expect(page.get_by_text("You have felt strong pain.")).to_be_visible()


def test_new_numbness_leads_to_the_safety_questions(standin: StandIn) -> None:
    standin.answers |= {"POST felt": wire("day"), "POST screen/next": wire("screen-next")}
    standin.open()
    standin.page.get_by_role("button", name="I have new numbness").click()
    assert posted(standin, "felt") == [{"new_numbness": True, "session": None}]
    standin.page.wait_for_url("**/#/screen")


def test_a_level_is_chosen_by_hand(standin: StandIn) -> None:
    standin.answers["POST progress/level"] = wire("progress")
    standin.open("history")
    page = standin.page
    page.get_by_text("Choose another level").first.click()
    group = page.get_by_role("group", name="Level for Clamshell")
    expect(group.get_by_role("button", pressed=True)).to_have_text("With a band above the knees")
    group.get_by_role("button", name="Feet lifted", exact=True).click()
    assert posted(standin, "progress/level") == [{"exercise": "clamshell", "level": "lifted"}]


@pytest.fixture
def weeks(home: Home, clock: TurnedClock) -> Novice:
    """Somebody who went up, was hurt, was away, and is back."""
    novice = Novice(home, clock)
    for _ in range(6):
        novice.train(minutes=3)
        novice.rest(1.5)
    novice.train(minutes=3, pain=4)
    novice.rest(16)
    novice.train(minutes=3)
    novice.application.close()
    return novice


def test_a_novices_weeks_are_in_the_page_with_reasons_and_the_way_back(
    page: Page, weeks: Novice, built_page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    page.set_viewport_size({"width": 320, "height": 800})
    with served(weeks.home, weeks.clock) as server:
        page.goto(server.address)
        page.goto(f"{server.address.split('?')[0]}#/history")
        block = page.get_by_role("region", name="Progress")
        expect(block).to_contain_text("Next level: With a band above the knees, with 10 repetitions again.")
        expect(block.get_by_text("It hurt (4 of 10): a level down").first).to_be_attached()
        expect(block.get_by_text("days since you did it, so it goes a level down").first).to_be_attached()
        expect(block.get_by_role("img", name="level 1 of 5")).to_be_visible()
        expect(block).to_contain_text("Large glute muscle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert_axe_finds_nothing(page)
        block.get_by_role("button", name="Undo").first.click()
        expect(block.get_by_text("You undid the change.").first).to_be_visible()
