"""The session view: the page sends what was pressed, shows what the server says, and holds no second truth."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from support.fake_server import FakeServer, load_snapshot


def test_start_sends_what_was_chosen_and_shows_the_session_when_the_server_has_begun_it(
    fake_server: FakeServer,
) -> None:
    fake_server.open_page()
    fake_server.page.get_by_role("button", name="12 min").click()
    fake_server.page.get_by_label("No floor: beside my desk").click()
    fake_server.page.get_by_role("button", name="Start").click()
    fake_server.wait_for_command({"do": "start", "minutes": 12, "place": "desk"})
    assert [key for key, _ in fake_server.requests].count("GET plan") > 1
    expect(fake_server.page.get_by_role("heading", name="Today")).to_be_visible()
    fake_server.send({"type": "session", "session": load_snapshot("session")})
    expect(fake_server.page.get_by_role("heading", name="Piriformis stretch")).to_be_visible()
    expect(fake_server.page.get_by_text("Right leg", exact=True)).to_be_visible()


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
def test_each_control_has_a_key_and_a_button(fake_server: FakeServer, key: str, button: str, command: str) -> None:
    fake_server.open_session(position=80.0)
    fake_server.page.keyboard.press(key)
    fake_server.wait_for_command({"do": command})
    fake_server.page.get_by_role("button", name=button).click()
    fake_server.wait_for_command({"do": command}, times=2)


def test_the_space_bar_goes_on_when_paused_even_after_another_button_was_clicked(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0, status="paused", cause="you")
    fake_server.page.get_by_role("button", name="Skip").click()
    fake_server.page.keyboard.press(" ")
    fake_server.wait_for_command({"do": "resume"})
    assert fake_server.commands == [{"do": "skip"}, {"do": "resume"}]


def test_esc_pauses_and_asks_and_only_the_answer_stops(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0)
    fake_server.page.keyboard.press("Escape")
    fake_server.wait_for_command({"do": "pause"})
    fake_server.send_state(status="paused", cause="you", position=80.5)
    expect(fake_server.page.get_by_role("dialog")).to_contain_text("Stop the session?")
    fake_server.page.keyboard.press("Escape")
    expect(fake_server.page.locator("dialog")).to_have_count(0)
    assert fake_server.commands == [{"do": "pause"}]
    fake_server.page.keyboard.press("Escape")
    fake_server.page.get_by_role("dialog").get_by_role("button", name="Stop").click()
    fake_server.wait_for_command({"do": "stop"})


def test_this_hurts_asks_how_much_and_sends_the_number(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0)
    fake_server.send_state(status="hurt", position=81.0)
    expect(fake_server.page.get_by_role("heading", name="How bad is the pain?")).to_be_focused()
    fake_server.page.get_by_role("button", name="4", exact=True).click()
    fake_server.wait_for_command({"do": "pain", "score": 4})


@pytest.mark.parametrize(
    ("most", "goes_on", "easier", "ends"),
    [(0, 1, 0, 10), (2, 3, 0, 8), (3, 4, 0, 7), (4, 4, 1, 6), (5, 4, 2, 5), (9, 4, 2, 5), (None, 4, 2, 5)],
)
def test_what_pain_leads_to_is_shown_as_it_was_prescribed(
    fake_server: FakeServer, most: int | None, goes_on: int, easier: int, ends: int
) -> None:
    fake_server.open_session(position=80.0, most_pain=most)
    fake_server.send_state(status="hurt", position=81.0)
    for title, scores in (("Continue", goes_on), ("Continue, but easier", easier), ("End the session", ends)):
        expect(fake_server.page.get_by_role("group", name=title, exact=True).get_by_role("button")).to_have_count(
            scores
        )


SQUEEZED = """() => [...document.querySelectorAll(".scores button")].filter((button) => {
  const number = document.createRange();
  number.selectNodeContents(button);
  const lines = number.getClientRects().length;
  return lines > 1 || number.getBoundingClientRect().width > button.clientWidth || button.clientWidth < 24;
}).map((button) => `${button.textContent} in ${button.clientWidth}`)"""
"""Numbers that are broken, stick out or are hard to hit."""


@pytest.mark.parametrize("most", [None, 2, 0])
def test_each_number_of_the_pain_scale_stands_whole_in_its_place(fake_server: FakeServer, most: int | None) -> None:
    fake_server.open_session(position=80.0, most_pain=most)
    fake_server.send_state(status="hurt", position=81.0)
    fake_server.page.get_by_role("group", name="End the session").wait_for()
    for width, height in ((320, 640), (360, 800), (480, 320), (800, 360), (768, 1024), (1280, 800), (3840, 2160)):
        fake_server.page.set_viewport_size({"width": width, "height": height})
        assert fake_server.page.evaluate(SQUEEZED) == [], (width, height)


@pytest.mark.parametrize(
    ("cause", "words"), [("you", "Paused."), ("gap", "this page was asleep"), ("resumed", "interrupted")]
)
def test_a_pause_says_why(fake_server: FakeServer, cause: str, words: str) -> None:
    fake_server.open_session(position=80.0)
    fake_server.send_state(status="paused", cause=cause, position=81.0)
    expect(fake_server.page.get_by_text(words)).to_be_visible()
    expect(fake_server.page.get_by_role("button", name="Continue")).to_be_visible()


def test_the_count_and_the_caption_follow_the_servers_position(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0, status="paused", cause="you")
    expect(fake_server.page.locator(".count")).to_contain_text("30")
    fake_server.send_state(status="paused", cause="you", position=100.2)
    expect(fake_server.page.locator(".count")).to_contain_text("10")
    fake_server.send_state(status="paused", cause="you", position=272.5)
    expect(fake_server.page.get_by_role("heading", name="Glute bridge")).to_be_visible()
    expect(fake_server.page.locator(".count")).to_contain_text("7")
    expect(fake_server.page.locator("[aria-live=polite]")).not_to_be_empty()


def test_it_ticks_about_once_a_second_and_at_each_new_step_while_it_runs(fake_server: FakeServer) -> None:
    fake_server.page.emulate_media(
        reduced_motion="reduce"
    )  # the figure stands still: virtual frames take their time, too
    fake_server.page.clock.install(time=0)
    fake_server.open_session(position=0.0)
    fake_server.page.clock.pause_at(60_000)
    fake_server.send_state(status="running", position=30.5 - 10)
    before = fake_server.tick_count
    fake_server.page.clock.run_for(10_000)
    fake_server.page.wait_for_function("() => document.querySelector('.count').textContent.includes('5')")
    assert 9 <= fake_server.tick_count - before <= 12
    fake_server.send_state(status="paused", cause="you", position=30.5)
    fake_server.page.get_by_text("Paused.").wait_for()
    before = fake_server.tick_count
    fake_server.page.clock.run_for(10_000)
    assert fake_server.tick_count == before


def test_a_lost_line_is_said_and_found_again_where_the_session_was(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0)
    fake_server.session = {**load_snapshot("session"), "status": "paused", "cause": "gap", "position": 85.0}
    fake_server.disconnect()
    expect(fake_server.page.get_by_text("Reconnecting…")).to_be_visible()
    expect(fake_server.page.get_by_text("this page was asleep")).to_be_visible()
    expect(fake_server.page.get_by_text("Reconnecting…")).to_be_hidden()
    expect(fake_server.page.locator(".count")).to_contain_text("25")


def test_an_interrupted_session_is_offered_on_today_to_go_on_or_to_end(fake_server: FakeServer) -> None:
    fake_server.session = {
        **load_snapshot("session"),
        "interrupted": True,
        "status": "paused",
        "cause": "resumed",
        "position": 75.0,
    }
    fake_server.open_page()
    fake_server.page.get_by_role("button", name="End session").click()
    fake_server.wait_for_command({"do": "end"})
    assert fake_server.commands == [{"do": "end"}]
    fake_server.page.get_by_role("button", name="Continue").click()
    fake_server.wait_for_command({"do": "resume"})
    expect(fake_server.page.get_by_role("heading", name="Monster walk")).to_be_visible()


def closing(fake_server: FakeServer) -> dict[str, Any]:
    """What the server says of the session when it is over; to be changed."""
    told: dict[str, Any] = fake_server.responses[f"GET history/{load_snapshot('session')['id']}"]
    return told


def test_the_end_shows_what_was_done_and_back_to_today_puts_it_away(fake_server: FakeServer) -> None:
    fake_server.open_session(position=410.0)
    fake_server.send_state(status="done", position=415.0)
    expect(fake_server.page.get_by_role("heading", name="Done")).to_be_visible()
    expect(fake_server.page.get_by_text("All done in 6:55.")).to_be_visible()
    expect(fake_server.page.get_by_text("That restored about 91% of your missing charge.")).to_be_visible()
    expect(fake_server.page.get_by_text("Nothing was measured on you.")).to_be_visible()
    walks = fake_server.page.locator(".work > li").filter(has_text="Monster walk")
    expect(walks).to_contain_text("3 of 3 sets")
    expect(walks).to_contain_text("1:45")
    expect(fake_server.page.get_by_text(closing(fake_server)["next"])).to_be_visible()
    fake_server.page.get_by_role("button", name="Back to today").click()
    fake_server.wait_for_command({"do": "end"})
    fake_server.send({"type": "session", "session": None})
    expect(fake_server.page.get_by_role("heading", name="Today")).to_be_visible()


def test_what_was_not_done_is_named_and_all_of_it_is_claimed_only_of_all_of_it(fake_server: FakeServer) -> None:
    told = closing(fake_server)
    told["seconds"], told["gain"] = 100, 0.0
    for work, sets in zip(told["work"], (1, 1, 0, 0, 0), strict=True):
        work["sets"] = sets
    fake_server.session = {**load_snapshot("session"), "status": "done", "position": 415.0}
    fake_server.open_page("done")
    expect(fake_server.page.get_by_text("You did 1:40.")).to_be_visible()
    expect(fake_server.page.locator(".work > li").filter(has_text="Monster walk")).to_contain_text("1 of 3 sets")
    expect(fake_server.page.get_by_role("listitem").filter(has_text="skipped")).to_have_count(3)
    expect(fake_server.page.get_by_text("your missing charge")).to_be_hidden()


def test_a_session_that_hurt_ends_without_praise(fake_server: FakeServer) -> None:
    closing(fake_server)["reason"] = "hurt"
    fake_server.session = {**load_snapshot("session"), "status": "stopped", "position": 200.0}
    fake_server.open_page("done")
    expect(fake_server.page.get_by_role("heading", name="Stopped")).to_be_visible()
    expect(fake_server.page.get_by_text("The session ended because it hurt.")).to_be_visible()


def test_what_the_server_refuses_is_said_and_changes_nothing(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0, status="paused", cause="you")
    fake_server.send({"type": "error", "message": "That is as easy as it gets."})
    expect(fake_server.page.get_by_role("alert")).to_contain_text("That is as easy as it gets.")
    expect(fake_server.page.get_by_role("heading", name="Monster walk")).to_be_visible()


def test_the_end_says_what_the_camera_counted_and_what_to_do_better(fake_server: FakeServer) -> None:
    session = load_snapshot("session")
    closing = {**load_snapshot("closing"), "session": session["id"]}
    judged = {"reps": 19, "held": None, "better": ["Press your heels down.", "Higher."]}
    closing["work"] = [
        {**row, "judged": judged if row["exercise"] == "glute-bridge" else None} for row in closing["work"]
    ]
    fake_server.responses[f"GET history/{session['id']}"] = closing
    fake_server.session = {**session, "status": "done", "position": session["plan"]["seconds"]}
    fake_server.open_page("done")
    row = fake_server.page.locator(".work > li").filter(has_text="Glute bridge")
    expect(row).to_contain_text("19 reps counted (camera). Next time: Press your heels down. Higher.")
    expect(fake_server.page.get_by_text("(camera)")).to_have_count(1)


def test_the_history_says_what_the_camera_made_of_it(fake_server: FakeServer) -> None:
    past = load_snapshot("history")
    (counted,) = [row["judged"]["reps"] for one in past for row in one["work"] if row["judged"]]
    fake_server.responses["GET history"] = past
    fake_server.open_page("history")
    expect(fake_server.page.get_by_text(f"{counted} reps counted (camera).")).to_be_visible()
