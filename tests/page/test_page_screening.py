"""The safety view: the server asks, the page passes on what was answered, and only that."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from support.fake_server import CLEAR, QUESTION, StandIn


def question(name: str, asked: int = 1) -> dict[str, Any]:
    """A question named `name`."""
    return {**QUESTION, "asked": asked, "question": {**QUESTION["question"], "id": name, "text": f"{name}?"}}


def outcome(**changes: object) -> dict[str, Any]:
    return {"question": None, "asked": 2, "about": 2, "clinician": "Cleared?", "outcome": {**CLEAR, **changes}}


def start(standin: StandIn) -> None:
    standin.answers["GET screen"] = {**CLEAR, "status": "missing", "verdict": None, "at": None, "due_at": None}
    standin.answers["POST screen/next"] = question("A")
    standin.open("screen")
    standin.page.get_by_role("heading", name="A?").wait_for()


def answers(standin: StandIn) -> list[Any]:
    return [body["answers"] for key, body in standin.asked if key == "POST screen/next"]


@pytest.mark.parametrize(
    ("key", "answer"), [("1", "no"), ("2", "yes"), ("3", "unsure"), ("n", "no"), ("Y", "yes"), ("u", "unsure")]
)
def test_a_key_answers_and_the_next_question_takes_the_focus(standin: StandIn, key: str, answer: str) -> None:
    start(standin)
    standin.answers["POST screen/next"] = question("B", 2)
    standin.page.keyboard.press(key)
    expect(standin.page.get_by_role("heading", name="B?")).to_be_focused()
    assert answers(standin) == [{}, {"A": answer}]


def test_back_takes_the_last_answer_back_and_asks_again(standin: StandIn) -> None:
    start(standin)
    standin.answers["POST screen/next"] = question("B", 2)
    standin.page.get_by_role("button", name="No", exact=True).click()
    standin.page.get_by_role("heading", name="B?").wait_for()
    standin.answers["POST screen/next"] = question("A")
    standin.page.get_by_role("button", name="Back").click()
    standin.page.get_by_role("heading", name="A?").wait_for()
    assert answers(standin) == [{}, {"A": "no"}, {}]
    expect(standin.page.get_by_role("button", name="Back")).to_be_hidden()


def test_the_outcome_is_stored_and_shown_with_what_it_removes(standin: StandIn) -> None:
    start(standin)
    standin.answers["POST screen/next"] = outcome()
    standin.answers["POST screen"] = {**CLEAR, "removed": ["Nothing on your back."], "advice": ["Go slowly."]}
    standin.page.keyboard.press("2")
    expect(standin.page.get_by_text("Nothing on your back.")).to_be_visible()
    expect(standin.page.get_by_text("Go slowly.")).to_be_visible()
    stored = [body for key, body in standin.asked if key == "POST screen"]
    assert stored == [{"answers": {"A": "yes"}, "cleared_by_clinician": False}]
    standin.answers["GET screen"] = CLEAR
    standin.page.get_by_role("button", name="See today's session").click()
    expect(standin.page.get_by_role("button", name="Start")).to_be_visible()


def test_after_an_emergency_answer_there_is_the_text_and_nothing_to_press(standin: StandIn) -> None:
    start(standin)
    stop = {**CLEAR, "status": "emergency", "verdict": "EMERGENCY", "text": "Stop here. Hours matter."}
    standin.answers["POST screen/next"] = outcome(**stop)
    standin.answers["POST screen"] = standin.answers["GET screen"] = stop
    standin.page.keyboard.press("y")
    expect(standin.page.get_by_role("alert").filter(has_text="Hours matter.")).to_be_visible()
    expect(standin.page.get_by_role("main").get_by_role("button")).to_have_count(0)
    standin.page.get_by_role("link", name="Today").click()
    expect(standin.page.get_by_text("Hours matter.")).to_be_visible()
    expect(standin.page.get_by_role("main").get_by_role("button")).to_have_count(0)
    assert not any(key == "GET plan" for key, _ in standin.asked)


def test_a_block_is_lifted_only_by_the_statement_that_a_professional_did(standin: StandIn) -> None:
    start(standin)
    block = {**CLEAR, "status": "blocked", "verdict": "BLOCK", "text": "See someone first."}
    standin.answers["POST screen/next"] = outcome(**block)
    standin.answers["POST screen"] = block
    standin.page.keyboard.press("y")
    standin.page.get_by_text("See someone first.").wait_for()
    standin.answers["POST screen"] = CLEAR
    standin.page.get_by_role("region", name="Cleared?").get_by_role("button").click()
    expect(standin.page.get_by_role("button", name="See today's session")).to_be_visible()
    stored = [body["cleared_by_clinician"] for key, body in standin.asked if key == "POST screen"]
    assert stored == [False, True]


def test_without_clearance_today_shows_no_plan_and_leads_to_the_questions(standin: StandIn) -> None:
    standin.answers["GET screen"] = {**CLEAR, "status": "due"}
    standin.answers["POST screen/next"] = question("A")
    standin.open()
    standin.page.get_by_role("button", name="Start safety check").click()
    expect(standin.page.get_by_role("heading", name="A?")).to_be_visible()
    assert not any(key == "GET plan" for key, _ in standin.asked)
