"""Keys do something where they should, and nowhere else; those that write a character can be switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from support.fake_server import QUESTION, StandIn, wire

FULL = "() => document.fullscreenElement !== null"
NOT_FULL = "() => document.fullscreenElement === null"


def without_letters(standin: StandIn) -> None:
    standin.answers["GET settings"] = {**wire("settings"), "letters": False}


def test_switched_off_letters_do_nothing_in_a_session_and_are_not_shown(standin: StandIn) -> None:
    without_letters(standin)
    standin.open_session(position=80.0)
    page = standin.page
    expect(page.get_by_role("button", name="Easier").locator("kbd")).to_have_count(0)
    expect(page.get_by_role("button", name="Rotate").locator("kbd")).to_have_count(0)
    for key in ("h", "e", "f", "?", "H", "E"):
        page.keyboard.press(key)
    page.keyboard.press("t")
    expect(page.get_by_role("button", name="Rotate")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press(" ")
    standin.wait_for_command({"do": "pause"})
    page.keyboard.press("ArrowRight")
    standin.wait_for_command({"do": "skip"})
    assert standin.commands == [{"do": "pause"}, {"do": "skip"}]
    assert page.evaluate(NOT_FULL)
    page.get_by_role("button", name="Help").click()
    keys = page.get_by_role("dialog").locator("dt")
    assert keys.all_inner_texts() == ["Space", "→", "←", "Esc"]


def test_switched_off_letters_and_digits_answer_no_safety_question(standin: StandIn) -> None:
    without_letters(standin)
    standin.answers["GET screen"] = {**standin.answers["GET screen"], "status": "due"}
    standin.answers["POST screen/next"] = QUESTION
    standin.open("screen")
    standin.page.get_by_role("heading", name="A?").wait_for()
    for key in ("n", "1", "y", "2", "u", "3"):
        standin.page.keyboard.press(key)
    standin.page.get_by_role("button", name="No", exact=True).click()
    answers = [body["answers"] for key, body in standin.asked if key == "POST screen/next"]
    assert answers[:2] == [{}, {"A": "no"}]


def test_the_setting_is_stored_and_holds_at_once(standin: StandIn) -> None:
    standin.answers["PUT settings"] = {**wire("settings"), "letters": False}
    standin.open("settings")
    standin.page.get_by_label("Use single-key shortcuts").click()
    expect(standin.page.get_by_text("Saved.")).to_be_visible()
    assert [body["letters"] for key, body in standin.asked if key == "PUT settings"] == [False]
    standin.page.get_by_role("link", name="Exercises").click()
    standin.page.get_by_role("link", name="Clamshell").click()
    standin.page.keyboard.press("t")
    expect(standin.page.get_by_role("button", name="Rotate")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_a_key_with_a_modifier_belongs_to_the_browser(standin: StandIn, modifier: str) -> None:
    standin.open_session(position=80.0)
    standin.page.keyboard.press(f"{modifier}+h")
    standin.page.keyboard.press("e")
    standin.wait_for_command({"do": "easier"})
    assert standin.commands == [{"do": "easier"}]


def test_a_letter_in_a_dialog_does_nothing_behind_it(standin: StandIn) -> None:
    standin.open_session(position=80.0, status="paused", cause="you")
    standin.page.keyboard.press("?")
    standin.page.get_by_role("dialog").wait_for()
    for key in ("h", "e", "f"):
        standin.page.keyboard.press(key)
    standin.page.keyboard.press("Escape")
    expect(standin.page.locator("dialog")).to_have_count(0)
    assert standin.commands == []


def test_a_letter_works_while_a_choice_has_the_focus_and_the_arrows_choose(standin: StandIn) -> None:
    standin.open("library/clamshell")
    standin.page.get_by_role("button", name="Rotate").wait_for()
    standin.page.get_by_role("radio").first.focus()
    standin.page.keyboard.press("t")
    expect(standin.page.get_by_role("button", name="Rotate")).to_have_attribute("aria-pressed", "true")
    standin.page.keyboard.press("ArrowDown")
    expect(standin.page.get_by_role("radio").nth(1)).to_be_checked()


def test_f_and_its_button_take_the_whole_screen_and_give_it_back(standin: StandIn) -> None:
    standin.open_session(position=80.0)
    button = standin.page.get_by_role("button", name="Full screen")
    standin.page.keyboard.press("f")
    standin.page.wait_for_function(FULL)
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    standin.page.wait_for_function(NOT_FULL)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_esc_leaves_the_full_screen_first_and_asks_only_when_pressed_again(standin: StandIn) -> None:
    standin.page.clock.install()
    standin.open_session(position=80.0)
    standin.page.keyboard.press("f")
    standin.page.wait_for_function(FULL)
    standin.page.keyboard.press("Escape")
    standin.page.wait_for_function(NOT_FULL)
    # As in a browser that leaves by itself and hands the press on to the page after that.
    standin.page.keyboard.press("Escape")
    assert standin.commands == []
    standin.page.clock.run_for(1000)
    standin.page.keyboard.press("Escape")
    expect(standin.page.get_by_role("dialog")).to_contain_text("Stop the session?")


def test_the_full_screen_lasts_to_the_end_and_not_beyond_it(standin: StandIn) -> None:
    standin.open_session(position=410.0)
    standin.page.keyboard.press("f")
    standin.page.wait_for_function(FULL)
    standin.say_state(status="done", position=415.0)
    standin.page.get_by_role("heading", name="Done").wait_for()
    assert standin.page.evaluate(FULL)
    standin.page.get_by_role("button", name="Back to today").click()
    standin.say({"type": "session", "session": None})
    standin.page.wait_for_function(NOT_FULL)


def test_where_the_browser_has_no_full_screen_it_is_not_offered(standin: StandIn) -> None:
    standin.page.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', { value: false })")
    standin.open_session(position=80.0, status="paused", cause="you")
    expect(standin.page.get_by_role("button", name="Rotate")).to_be_visible()
    expect(standin.page.get_by_role("button", name="Full screen")).to_have_count(0)
    standin.page.keyboard.press("f")
    standin.page.keyboard.press("?")
    assert "F" not in standin.page.get_by_role("dialog").locator("dt").all_inner_texts()
