"""Keys work where they should, and nowhere else; those that write a character can be switched off."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from support.fake_server import SCREENING_QUESTION, FakeServer, load_snapshot

FULL = "() => document.fullscreenElement !== null"
NOT_FULL = "() => document.fullscreenElement === null"


def without_letters(fake_server: FakeServer) -> None:
    fake_server.responses["GET settings"] = {**load_snapshot("settings"), "letters": False}


def test_switched_off_letters_do_nothing_in_a_session_and_are_not_shown(fake_server: FakeServer) -> None:
    without_letters(fake_server)
    fake_server.open_session(position=80.0)
    page = fake_server.page
    expect(page.get_by_role("button", name="Easier").locator("kbd")).to_have_count(0)
    expect(page.get_by_role("button", name="Rotate").locator("kbd")).to_have_count(0)
    for key in ("h", "e", "f", "?", "H", "E"):
        page.keyboard.press(key)
    page.keyboard.press("t")
    expect(page.get_by_role("button", name="Rotate")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press(" ")
    fake_server.wait_for_command({"do": "pause"})
    page.keyboard.press("ArrowRight")
    fake_server.wait_for_command({"do": "skip"})
    assert fake_server.commands == [{"do": "pause"}, {"do": "skip"}]
    assert page.evaluate(NOT_FULL)
    page.get_by_role("button", name="Help").click()
    keys = page.get_by_role("dialog").locator("dt")
    assert keys.all_inner_texts() == ["Space", "→", "←", "Esc"]


def test_switched_off_letters_and_digits_answer_no_safety_question(fake_server: FakeServer) -> None:
    without_letters(fake_server)
    fake_server.responses["GET screen"] = {**fake_server.responses["GET screen"], "status": "due"}
    fake_server.responses["POST screen/next"] = SCREENING_QUESTION
    fake_server.open_page("screen")
    fake_server.page.get_by_role("heading", name="A?").wait_for()
    for key in ("n", "1", "y", "2", "u", "3"):
        fake_server.page.keyboard.press(key)
    with fake_server.page.expect_response("**/api/screen/next"):
        fake_server.page.get_by_role("button", name="No", exact=True).click()
    answers = [body["answers"] for key, body in fake_server.requests if key == "POST screen/next"]
    assert answers[:2] == [{}, {"A": "no"}]


def test_the_setting_is_stored_and_holds_at_once(fake_server: FakeServer) -> None:
    fake_server.responses["PUT settings"] = {**load_snapshot("settings"), "letters": False}
    fake_server.open_page("settings")
    fake_server.page.get_by_label("Use single-key shortcuts").click()
    expect(fake_server.page.get_by_text("Saved.")).to_be_visible()
    assert [body["letters"] for key, body in fake_server.requests if key == "PUT settings"] == [False]
    fake_server.page.get_by_role("link", name="Exercises").click()
    fake_server.page.get_by_role("link", name="Clamshell").click()
    fake_server.page.keyboard.press("t")
    expect(fake_server.page.get_by_role("button", name="Rotate")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_a_key_with_a_modifier_belongs_to_the_browser(fake_server: FakeServer, modifier: str) -> None:
    fake_server.open_session(position=80.0)
    fake_server.page.keyboard.press(f"{modifier}+h")
    fake_server.page.keyboard.press("e")
    fake_server.wait_for_command({"do": "easier"})
    assert fake_server.commands == [{"do": "easier"}]


def test_a_letter_in_a_dialog_does_nothing_behind_it(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0, status="paused", cause="you")
    fake_server.page.keyboard.press("?")
    fake_server.page.get_by_role("dialog").wait_for()
    for key in ("h", "e", "f"):
        fake_server.page.keyboard.press(key)
    fake_server.page.keyboard.press("Escape")
    expect(fake_server.page.locator("dialog")).to_have_count(0)
    assert fake_server.commands == []


def test_a_letter_works_while_a_choice_has_the_focus_and_the_arrows_choose(fake_server: FakeServer) -> None:
    fake_server.open_page("library/clamshell")
    fake_server.page.get_by_role("button", name="Rotate").wait_for()
    fake_server.page.get_by_role("radio").first.focus()
    fake_server.page.keyboard.press("t")
    expect(fake_server.page.get_by_role("button", name="Rotate")).to_have_attribute("aria-pressed", "true")
    fake_server.page.keyboard.press("ArrowDown")
    expect(fake_server.page.get_by_role("radio").nth(1)).to_be_checked()


def test_f_and_its_button_take_the_whole_screen_and_give_it_back(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0)
    button = fake_server.page.get_by_role("button", name="Full screen")
    fake_server.page.keyboard.press("f")
    fake_server.page.wait_for_function(FULL)
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    fake_server.page.wait_for_function(NOT_FULL)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_esc_leaves_the_full_screen_first_and_asks_only_when_pressed_again(fake_server: FakeServer) -> None:
    fake_server.page.clock.install()
    fake_server.open_session(position=80.0)
    fake_server.page.keyboard.press("f")
    fake_server.page.wait_for_function(FULL)
    fake_server.page.keyboard.press("Escape")
    fake_server.page.wait_for_function(NOT_FULL)
    # As in a browser that leaves full screen by itself and hands the key press on to the page after that.
    fake_server.page.keyboard.press("Escape")
    assert fake_server.commands == []
    fake_server.page.clock.run_for(1000)
    fake_server.page.keyboard.press("Escape")
    expect(fake_server.page.get_by_role("dialog")).to_contain_text("Stop the session?")


def test_the_full_screen_lasts_to_the_end_and_not_beyond_it(fake_server: FakeServer) -> None:
    fake_server.open_session(position=410.0)
    fake_server.page.keyboard.press("f")
    fake_server.page.wait_for_function(FULL)
    fake_server.send_state(status="done", position=415.0)
    fake_server.page.get_by_role("heading", name="Done").wait_for()
    assert fake_server.page.evaluate(FULL)
    fake_server.page.get_by_role("button", name="Back to today").click()
    fake_server.send({"type": "session", "session": None})
    fake_server.page.wait_for_function(NOT_FULL)


def test_where_the_browser_has_no_full_screen_it_is_not_offered(fake_server: FakeServer) -> None:
    fake_server.page.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', { value: false })")
    fake_server.open_session(position=80.0, status="paused", cause="you")
    expect(fake_server.page.get_by_role("button", name="Rotate")).to_be_visible()
    expect(fake_server.page.get_by_role("button", name="Full screen")).to_have_count(0)
    fake_server.page.keyboard.press("f")
    fake_server.page.keyboard.press("?")
    assert "F" not in fake_server.page.get_by_role("dialog").locator("dt").all_inner_texts()
