"""The safety view: the server asks, and the page passes on the answers and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from support.fake_server import CLEARED_SCREENING, SCREENING_QUESTION, FakeServer


def question(name: str, number: int = 1) -> dict[str, Any]:
    """A question named `name`."""
    return {
        **SCREENING_QUESTION,
        "asked": number,
        "question": {**SCREENING_QUESTION["question"], "id": name, "text": f"{name}?"},
    }


def outcome(**changes: object) -> dict[str, Any]:
    return {
        "question": None,
        "asked": 2,
        "about": 2,
        "clinician": "Cleared?",
        "outcome": {**CLEARED_SCREENING, **changes},
    }


def start(fake_server: FakeServer) -> None:
    fake_server.responses["GET screen"] = {
        **CLEARED_SCREENING,
        "status": "missing",
        "verdict": None,
        "at": None,
        "due_at": None,
    }
    fake_server.responses["POST screen/next"] = question("A")
    fake_server.open_page("screen")
    fake_server.page.get_by_role("heading", name="A?").wait_for()


def answers(fake_server: FakeServer) -> list[Any]:
    return [body["answers"] for key, body in fake_server.requests if key == "POST screen/next"]


@pytest.mark.parametrize(
    ("key", "answer"), [("1", "no"), ("2", "yes"), ("3", "unsure"), ("n", "no"), ("Y", "yes"), ("u", "unsure")]
)
def test_a_key_answers_and_the_next_question_takes_the_focus(fake_server: FakeServer, key: str, answer: str) -> None:
    start(fake_server)
    fake_server.responses["POST screen/next"] = question("B", 2)
    fake_server.page.keyboard.press(key)
    expect(fake_server.page.get_by_role("heading", name="B?")).to_be_focused()
    assert answers(fake_server) == [{}, {"A": answer}]


def test_back_takes_the_last_answer_back_and_asks_again(fake_server: FakeServer) -> None:
    start(fake_server)
    fake_server.responses["POST screen/next"] = question("B", 2)
    fake_server.page.get_by_role("button", name="No", exact=True).click()
    fake_server.page.get_by_role("heading", name="B?").wait_for()
    fake_server.responses["POST screen/next"] = question("A")
    fake_server.page.get_by_role("button", name="Back").click()
    fake_server.page.get_by_role("heading", name="A?").wait_for()
    assert answers(fake_server) == [{}, {"A": "no"}, {}]
    expect(fake_server.page.get_by_role("button", name="Back")).to_be_hidden()


def test_the_outcome_is_stored_and_shown_with_what_it_removes(fake_server: FakeServer) -> None:
    start(fake_server)
    fake_server.responses["POST screen/next"] = outcome()
    fake_server.responses["POST screen"] = {
        **CLEARED_SCREENING,
        "removed": ["Nothing on your back."],
        "advice": ["Go slowly."],
    }
    fake_server.page.keyboard.press("2")
    expect(fake_server.page.get_by_text("Nothing on your back.")).to_be_visible()
    expect(fake_server.page.get_by_text("Go slowly.")).to_be_visible()
    stored = [body for key, body in fake_server.requests if key == "POST screen"]
    assert stored == [{"answers": {"A": "yes"}, "cleared_by_clinician": False}]
    fake_server.responses["GET screen"] = CLEARED_SCREENING
    fake_server.page.get_by_role("button", name="See today's session").click()
    expect(fake_server.page.get_by_role("button", name="Start")).to_be_visible()


def test_after_an_emergency_answer_there_is_the_text_and_nothing_to_press(fake_server: FakeServer) -> None:
    start(fake_server)
    stop = {**CLEARED_SCREENING, "status": "emergency", "verdict": "EMERGENCY", "text": "Stop here. Hours matter."}
    fake_server.responses["POST screen/next"] = outcome(**stop)
    fake_server.responses["POST screen"] = fake_server.responses["GET screen"] = stop
    fake_server.page.keyboard.press("y")
    expect(fake_server.page.get_by_role("alert").filter(has_text="Hours matter.")).to_be_visible()
    expect(fake_server.page.get_by_role("main").get_by_role("button")).to_have_count(0)
    fake_server.page.get_by_role("link", name="Today").click()
    expect(fake_server.page.get_by_text("Hours matter.")).to_be_visible()
    expect(fake_server.page.get_by_role("main").get_by_role("button")).to_have_count(0)
    assert not any(key == "GET plan" for key, _ in fake_server.requests)


def test_a_block_is_lifted_only_by_the_statement_that_a_professional_did(fake_server: FakeServer) -> None:
    start(fake_server)
    block = {**CLEARED_SCREENING, "status": "blocked", "verdict": "BLOCK", "text": "See someone first."}
    fake_server.responses["POST screen/next"] = outcome(**block)
    fake_server.responses["POST screen"] = block
    fake_server.page.keyboard.press("y")
    fake_server.page.get_by_text("See someone first.").wait_for()
    fake_server.responses["POST screen"] = CLEARED_SCREENING
    fake_server.page.get_by_role("region", name="Cleared?").get_by_role("button").click()
    expect(fake_server.page.get_by_role("button", name="See today's session")).to_be_visible()
    stored = [body["cleared_by_clinician"] for key, body in fake_server.requests if key == "POST screen"]
    assert stored == [False, True]


def test_without_clearance_today_shows_no_plan_and_leads_to_the_questions(fake_server: FakeServer) -> None:
    fake_server.responses["GET screen"] = {**CLEARED_SCREENING, "status": "due"}
    fake_server.responses["POST screen/next"] = question("A")
    fake_server.open_page()
    fake_server.page.get_by_role("button", name="Start safety check").click()
    expect(fake_server.page.get_by_role("heading", name="A?")).to_be_visible()
    assert not any(key == "GET plan" for key, _ in fake_server.requests)
