"""The session view: the page sends what was pressed, shows what the server says, and holds no second truth."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from standin import StandIn, wire


def test_start_sends_what_was_chosen_and_shows_the_session_when_the_server_has_begun_it(standin: StandIn) -> None:
    standin.open()
    standin.page.get_by_role("button", name="12 minutes").click()
    standin.page.get_by_label("At my desk").click()
    standin.page.get_by_role("button", name="Start").click()
    standin.wait_for_command({"do": "start", "minutes": 12, "place": "desk"})
    assert [key for key, _ in standin.asked].count("GET plan") > 1
    expect(standin.page.get_by_role("heading", name="Today")).to_be_visible()
    standin.say({"type": "session", "session": wire("session")})
    expect(standin.page.get_by_role("heading", name="Piriformis stretch")).to_be_visible()
    expect(standin.page.get_by_text("Right side", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("key", "button", "command"),
    [
        (" ", "Pause", "pause"),
        ("ArrowRight", "Skip", "skip"),
        ("ArrowLeft", "Back", "back"),
        ("e", "Easier", "easier"),
        ("H", "This hurts", "hurts"),
    ],
)
def test_each_control_has_a_key_and_a_button(standin: StandIn, key: str, button: str, command: str) -> None:
    standin.open_session(position=80.0)
    standin.page.keyboard.press(key)
    standin.wait_for_command({"do": command})
    standin.page.get_by_role("button", name=button).click()
    standin.wait_for_command({"do": command}, times=2)


def test_the_space_bar_goes_on_when_paused_even_after_another_button_was_clicked(standin: StandIn) -> None:
    standin.open_session(position=80.0, status="paused", cause="you")
    standin.page.get_by_role("button", name="Skip").click()
    standin.page.keyboard.press(" ")
    standin.wait_for_command({"do": "resume"})
    assert standin.commands == [{"do": "skip"}, {"do": "resume"}]


def test_esc_pauses_and_asks_and_only_the_answer_stops(standin: StandIn) -> None:
    standin.open_session(position=80.0)
    standin.page.keyboard.press("Escape")
    standin.wait_for_command({"do": "pause"})
    standin.say_state(status="paused", cause="you", position=80.5)
    expect(standin.page.get_by_role("dialog")).to_contain_text("Stop the session?")
    standin.page.keyboard.press("Escape")
    expect(standin.page.locator("dialog")).to_have_count(0)
    assert standin.commands == [{"do": "pause"}]
    standin.page.keyboard.press("Escape")
    standin.page.get_by_role("dialog").get_by_role("button", name="Stop").click()
    standin.wait_for_command({"do": "stop"})


def test_this_hurts_asks_how_much_and_sends_the_number(standin: StandIn) -> None:
    standin.open_session(position=80.0)
    standin.say_state(status="hurt", position=81.0)
    expect(standin.page.get_by_role("heading", name="How much does it hurt?")).to_be_focused()
    standin.page.get_by_role("button", name="4", exact=True).click()
    standin.wait_for_command({"do": "pain", "score": 4})


@pytest.mark.parametrize(
    ("most", "goes_on", "easier", "ends"),
    [(0, 1, 0, 10), (2, 3, 0, 8), (3, 4, 0, 7), (4, 4, 1, 6), (5, 4, 2, 5), (9, 4, 2, 5), (None, 4, 2, 5)],
)
def test_what_pain_leads_to_is_shown_as_it_was_prescribed(
    standin: StandIn, most: int | None, goes_on: int, easier: int, ends: int
) -> None:
    standin.open_session(position=80.0, most_pain=most)
    standin.say_state(status="hurt", position=81.0)
    for title, scores in (("You go on", goes_on), ("It gets easier", easier), ("It ends here", ends)):
        expect(standin.page.get_by_role("group", name=title).get_by_role("button")).to_have_count(scores)


SQUEEZED = """() => [...document.querySelectorAll(".scores button")].filter((button) => {
  const number = document.createRange();
  number.selectNodeContents(button);
  const lines = number.getClientRects().length;
  return lines > 1 || number.getBoundingClientRect().width > button.clientWidth || button.clientWidth < 24;
}).map((button) => `${button.textContent} in ${button.clientWidth}`)"""
"""Numbers that are broken, stick out or are hard to hit."""


@pytest.mark.parametrize("most", [None, 2, 0])
def test_each_number_of_the_pain_scale_stands_whole_in_its_place(standin: StandIn, most: int | None) -> None:
    standin.open_session(position=80.0, most_pain=most)
    standin.say_state(status="hurt", position=81.0)
    standin.page.get_by_role("group", name="It ends here").wait_for()
    for width, height in ((320, 640), (360, 800), (480, 320), (800, 360), (768, 1024), (1280, 800), (3840, 2160)):
        standin.page.set_viewport_size({"width": width, "height": height})
        assert standin.page.evaluate(SQUEEZED) == [], (width, height)


@pytest.mark.parametrize(
    ("cause", "words"), [("you", "Paused."), ("gap", "nothing was heard from this page"), ("resumed", "interrupted")]
)
def test_a_pause_says_why(standin: StandIn, cause: str, words: str) -> None:
    standin.open_session(position=80.0)
    standin.say_state(status="paused", cause=cause, position=81.0)
    expect(standin.page.get_by_text(words)).to_be_visible()
    expect(standin.page.get_by_role("button", name="Go on")).to_be_visible()


def test_the_count_and_the_caption_follow_the_servers_position(standin: StandIn) -> None:
    standin.open_session(position=80.0, status="paused", cause="you")
    expect(standin.page.locator(".count")).to_contain_text("30")
    standin.say_state(status="paused", cause="you", position=100.2)
    expect(standin.page.locator(".count")).to_contain_text("10")
    standin.say_state(status="paused", cause="you", position=272.5)
    expect(standin.page.get_by_role("heading", name="Glute bridge")).to_be_visible()
    expect(standin.page.locator(".count")).to_contain_text("7")
    expect(standin.page.locator("[aria-live=polite]")).not_to_be_empty()


def test_it_ticks_about_once_a_second_and_at_each_new_step_while_it_runs(standin: StandIn) -> None:
    standin.page.emulate_media(reduced_motion="reduce")  # the figure stands still: virtual frames take their time, too
    standin.page.clock.install(time=0)
    standin.open_session(position=0.0)
    standin.page.clock.pause_at(60_000)
    standin.say_state(status="running", position=30.5 - 10)
    before = standin.ticks
    standin.page.clock.run_for(10_000)
    standin.page.wait_for_function("() => document.querySelector('.count').textContent.includes('5')")
    assert 9 <= standin.ticks - before <= 12
    standin.say_state(status="paused", cause="you", position=30.5)
    standin.page.get_by_text("Paused.").wait_for()
    before = standin.ticks
    standin.page.clock.run_for(10_000)
    assert standin.ticks == before


def test_a_lost_line_is_said_and_found_again_where_the_session_was(standin: StandIn) -> None:
    standin.open_session(position=80.0)
    standin.session = {**wire("session"), "status": "paused", "cause": "gap", "position": 85.0}
    standin.hang_up()
    expect(standin.page.get_by_text("Reconnecting…")).to_be_visible()
    expect(standin.page.get_by_text("nothing was heard from this page")).to_be_visible()
    expect(standin.page.get_by_text("Reconnecting…")).to_be_hidden()
    expect(standin.page.locator(".count")).to_contain_text("25")


def test_an_interrupted_session_is_offered_on_today_to_go_on_or_to_end(standin: StandIn) -> None:
    standin.session = {**wire("session"), "interrupted": True, "status": "paused", "cause": "resumed", "position": 75.0}
    standin.open()
    standin.page.get_by_role("button", name="End it").click()
    standin.wait_for_command({"do": "end"})
    assert standin.commands == [{"do": "end"}]
    standin.page.get_by_role("button", name="Go on").click()
    standin.wait_for_command({"do": "resume"})
    expect(standin.page.get_by_role("heading", name="Monster walk")).to_be_visible()


def closing(standin: StandIn) -> dict[str, Any]:
    """What the server says of the session when it is over; to be changed."""
    told: dict[str, Any] = standin.answers[f"GET history/{wire('session')['id']}"]
    return told


def test_the_end_shows_what_was_done_and_back_to_today_puts_it_away(standin: StandIn) -> None:
    standin.open_session(position=410.0)
    standin.say_state(status="done", position=415.0)
    expect(standin.page.get_by_role("heading", name="Done")).to_be_visible()
    expect(standin.page.get_by_text("All of it, in 6:55 minutes.")).to_be_visible()
    expect(standin.page.get_by_text("That restores about 91% of the charge that was missing.")).to_be_visible()
    expect(standin.page.get_by_text("Nothing was measured on you.")).to_be_visible()
    walks = standin.page.locator(".work > li").filter(has_text="Monster walk")
    expect(walks).to_contain_text("sets: 3 of 3")
    expect(walks).to_contain_text("1:45")
    expect(standin.page.get_by_text(closing(standin)["next"])).to_be_visible()
    standin.page.get_by_role("button", name="Back to today").click()
    standin.wait_for_command({"do": "end"})
    standin.say({"type": "session", "session": None})
    expect(standin.page.get_by_role("heading", name="Today")).to_be_visible()


def test_what_was_not_done_is_named_and_all_of_it_is_claimed_only_of_all_of_it(standin: StandIn) -> None:
    told = closing(standin)
    told["seconds"], told["gain"] = 100, 0.0
    for work, sets in zip(told["work"], (1, 1, 0, 0, 0), strict=True):
        work["sets"] = sets
    standin.session = {**wire("session"), "status": "done", "position": 415.0}
    standin.open("done")
    expect(standin.page.get_by_text("You did 1:40 minutes of it.")).to_be_visible()
    expect(standin.page.locator(".work > li").filter(has_text="Monster walk")).to_contain_text("sets: 1 of 3")
    expect(standin.page.get_by_role("listitem").filter(has_text="not done")).to_have_count(3)
    expect(standin.page.get_by_text("charge that was missing")).to_be_hidden()


def test_a_session_that_hurt_ends_without_praise(standin: StandIn) -> None:
    closing(standin)["reason"] = "hurt"
    standin.session = {**wire("session"), "status": "stopped", "position": 200.0}
    standin.open("done")
    expect(standin.page.get_by_role("heading", name="Stopped")).to_be_visible()
    expect(standin.page.get_by_text("It hurt, so it ended there.")).to_be_visible()


def test_what_the_server_refuses_is_said_and_changes_nothing(standin: StandIn) -> None:
    standin.open_session(position=80.0, status="paused", cause="you")
    standin.say({"type": "error", "message": "That is as easy as it gets."})
    expect(standin.page.get_by_role("alert")).to_contain_text("That is as easy as it gets.")
    expect(standin.page.get_by_role("heading", name="Monster walk")).to_be_visible()


def test_the_end_says_what_the_camera_counted_and_what_to_do_better(standin: StandIn) -> None:
    session = wire("session")
    closing = {**wire("closing"), "session": session["id"]}
    judged = {"reps": 19, "held": None, "better": ["Press your heels down.", "Higher."]}
    closing["work"] = [
        {**row, "judged": judged if row["exercise"] == "glute-bridge" else None} for row in closing["work"]
    ]
    standin.answers[f"GET history/{session['id']}"] = closing
    standin.session = {**session, "status": "done", "position": session["plan"]["seconds"]}
    standin.open("done")
    row = standin.page.locator(".work > li").filter(has_text="Glute bridge")
    expect(row).to_contain_text("The camera counted 19. To do better: Press your heels down. Higher.")
    expect(standin.page.get_by_text("The camera")).to_have_count(1)


def test_the_history_says_what_the_camera_made_of_it(standin: StandIn) -> None:
    past = wire("history")
    (counted,) = [row["judged"]["reps"] for one in past for row in one["work"] if row["judged"]]
    standin.answers["GET history"] = past
    standin.open("history")
    expect(standin.page.get_by_text(f"The camera counted {counted}.")).to_be_visible()
