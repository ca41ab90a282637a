"""Today shows the charge and the day, lets them be edited, and stays current."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from support.browser import TIMEOUT_MS
from support.fake_server import FRONTEND_FOLDER, FakeServer, Json, load_snapshot
from support.running_server import RunningServer

SENTENCE = (
    "Charge is an estimate from how long you sat and what you did. It doesn't measure your muscles and can't diagnose"
    " anything."
)

AXE = FRONTEND_FOLDER / "node_modules/axe-core/axe.min.js"

FINDINGS = """async () => (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }))
    .violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)"""


def posted(fake_server: FakeServer, key: str) -> list[Json]:
    """Return what the page sent, once it has sent it."""
    for _ in range(TIMEOUT_MS // 20):
        bodies = [body for key_sent, body in fake_server.requests if key_sent == f"POST {key}"]
        if bodies:
            return bodies
        fake_server.page.wait_for_timeout(20)
    return []


def hours(body: Json) -> float:
    return (datetime.fromisoformat(body["end"]) - datetime.fromisoformat(body["start"])) / timedelta(hours=1)


def opened(fake_server: FakeServer) -> Page:
    for name in ("told", "taken-back", "felt"):
        fake_server.responses[f"POST {name}"] = load_snapshot("day")
    fake_server.open_page()
    fake_server.page.get_by_role("button", name="Add what you did").wait_for()
    return fake_server.page


def test_the_charge_is_a_band_where_it_is_not_known_and_the_sentence_stands_there_once(fake_server: FakeServer) -> None:
    page = opened(fake_server)
    expect(page.locator(".charge")).to_contain_text("65–100%")
    expect(page.get_by_text(SENTENCE)).to_have_count(1)


def test_where_nothing_is_known_words_say_so_instead_of_a_number(fake_server: FakeServer) -> None:
    nothing = {"low": 20, "high": 100}
    fake_server.responses["GET day"] = {
        **load_snapshot("day"),
        "charge": {**load_snapshot("day")["charge"], **nothing},
        "spans": [],
        "by_hand": [],
    }
    page = opened(fake_server)
    expect(page.locator(".charge")).to_contain_text("not enough data yet")
    expect(page.locator(".charge")).not_to_contain_text("%")
    expect(page.get_by_text("Not enough of your day is on record")).to_be_visible()


def test_the_big_buttons_say_what_a_session_would_do(fake_server: FakeServer) -> None:
    charge = {"low": 40, "high": 40}
    fake_server.responses["GET effects"] = [{"minutes": 7, "before": charge, "after": {"low": 94.8, "high": 94.8}}]
    page = opened(fake_server)
    expect(page.get_by_role("button", name="7 min")).to_have_accessible_name("7 min charge from 40% to 95%")


def test_by_keyboard_an_interval_is_moved_recorded_and_undone(fake_server: FakeServer) -> None:
    page = opened(fake_server)
    page.get_by_role("button", name="Add what you did").press("Enter")
    expect(page.get_by_role("heading", name="What were you doing?")).to_be_focused()
    beginning, end = page.get_by_role("slider", name="Start time"), page.get_by_role("slider", name="End time")
    for _ in range(3):
        beginning.press("ArrowRight")
    end.press("PageDown")
    page.get_by_role("button", name="I was walking").press("Enter")
    (body,) = posted(fake_server, "told")
    assert body["activity"] == "walking"
    # The last unrecorded time, 10:30 to now, with its start a quarter of an hour later and its end an hour earlier.
    now = datetime.fromisoformat(load_snapshot("day")["charge"]["at"])
    assert hours(body) == pytest.approx(now.hour + now.minute / 60 - 10.5 - 0.25 - 1)
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.get_by_role("button", name="Undo").press("Enter")
    assert posted(fake_server, "taken-back") == [{"entry": load_snapshot("day")["by_hand"][0]["entry"]}]
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_by_the_table_what_is_known_is_changed_and_taken_back(fake_server: FakeServer) -> None:
    page = opened(fake_server)
    page.get_by_text("Show as a table").click()
    expect(page.get_by_role("row")).to_have_count(6)  # the night, a gap, sitting, walking, a gap; and the head
    page.get_by_role("button", name="Edit").nth(2).click()
    page.get_by_role("button", name="I was standing").click()
    (body,) = posted(fake_server, "told")
    assert (body["activity"], hours(body)) == ("standing", 2)
    page.get_by_role("button", name="Remove").first.click()
    assert posted(fake_server, "taken-back") == [{"entry": load_snapshot("day")["by_hand"][0]["entry"]}]


def test_a_hand_drags_a_stretch_over_the_strip_and_then_its_edge(fake_server: FakeServer) -> None:
    page = opened(fake_server)
    bar = page.locator(".bar-of-day")
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2

    def drag(start: float, end: float) -> None:
        page.mouse.move(box["x"] + start * box["width"], middle)
        page.mouse.down()
        page.mouse.move(box["x"] + (start + end) / 2 * box["width"], middle)
        page.mouse.move(box["x"] + end * box["width"], middle)
        page.mouse.up()

    drag(0.2, 0.3)
    first, second = page.get_by_role("slider").all()
    before = int(second.get_attribute("aria-valuenow") or 0) - int(first.get_attribute("aria-valuenow") or 0)
    drag(0.3, 0.4)
    after = int(second.get_attribute("aria-valuenow") or 0) - int(first.get_attribute("aria-valuenow") or 0)
    assert after == pytest.approx(2 * before, abs=6)
    page.get_by_role("button", name="I was lying down").click()
    (body,) = posted(fake_server, "told")
    assert hours(body) * 60 == after


def test_a_tap_on_the_strip_chooses_what_lies_there(fake_server: FakeServer) -> None:
    page = opened(fake_server)
    page.locator(".bar-of-day .sitting").click(force=True)
    page.get_by_role("button", name="I was standing").click()
    (body,) = posted(fake_server, "told")
    assert hours(body) == 2


def test_two_taps_tell_how_it_feels(fake_server: FakeServer) -> None:
    page = opened(fake_server)
    page.get_by_role("group", name="How numb are your buttocks?").get_by_role("button", name="7").click()
    page.get_by_role("group", name="How wobbly").get_by_role("button", name="10").click()
    assert posted(fake_server, "felt") == [{"numb": 7, "wobble": 10, "session": None}]


def test_at_the_end_the_charge_is_shown_and_two_taps_compare(fake_server: FakeServer) -> None:
    fake_server.session = {**load_snapshot("session"), "status": "done", "position": 415.0}
    name = load_snapshot("session")["id"]
    felt = {"at": "2026-03-04T13:20:00+01:00", "numb": 2, "wobble": 1, "session": name}
    fake_server.responses["POST felt"] = {**load_snapshot("day"), "felt": [*load_snapshot("day")["felt"], felt]}
    charges = {"before": {"low": 40, "high": 40}, "after": {"low": 94.8, "high": 94.8}}
    fake_server.responses[f"GET history/{name}"] = {**load_snapshot("closing"), "session": name, **charges}
    fake_server.open_page("done")
    page = fake_server.page
    expect(page.locator(".effect")).to_contain_text("40% → 95%")
    page.get_by_role("group", name="How numb are your buttocks?").get_by_role("button", name="2").click()
    page.get_by_role("group", name="How wobbly").get_by_role("button", name="1", exact=True).click()
    assert posted(fake_server, "felt") == [{"numb": 2, "wobble": 1, "session": name}]
    expect(page.locator(".check-in [role=status]")).to_contain_text("numbness 6, wobbliness 3")
    expect(page.locator(".check-in [role=status]")).to_contain_text("numbness 2, wobbliness 1")


def test_why_not_is_said_in_words_when_asked(fake_server: FakeServer) -> None:
    page = opened(fake_server)
    assert ("GET why", None) not in fake_server.requests
    page.get_by_text("Why am I being reminded, or not?").click()
    expect(page.get_by_text("It doesn't look like you're sitting here.")).to_be_visible()


def test_what_would_be_is_said_with_and_without_a_session(fake_server: FakeServer) -> None:
    page = opened(fake_server)
    page.get_by_text("What if I keep sitting?").click()
    without, with_session = (
        f"{round(load_snapshot('what-if')[name]['low'])}–{round(load_snapshot('what-if')[name]['high'])}%"
        for name in ("sitting", "with_session")
    )
    words = f"{without} without a break, {with_session} with one."
    expect(page.get_by_text(words)).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_with_everything_open(fake_server: FakeServer, theme: str) -> None:
    page = opened(fake_server)
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page.get_by_role("button", name="Add what you did").click()
    for summary in page.locator(".day summary").all():
        summary.click()
    page.get_by_text("It doesn't look like you're sitting here.").wait_for()
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(FINDINGS) == []
    page.set_viewport_size({"width": 320, "height": 568})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_a_change_of_another_program_is_seen_within_a_minute_and_nothing_is_asked_faster(
    page: Page, server: RunningServer
) -> None:
    page.clock.install()
    page.goto(server.address)
    expect(page.locator(".charge")).to_contain_text("not enough data yet")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    now = server.clock.now()
    start = (now - timedelta(hours=23)).isoformat()
    response = page.request.post(
        f"{server.address.split('?')[0]}api/told",
        data=json.dumps({"start": start, "end": now.isoformat(), "activity": "sitting"}),
        headers={"Content-Type": "application/json", "Origin": server.address.split("/?")[0]},
    )
    assert response.ok, response.text()
    page.clock.run_for(50_000)  # its clock goes on by itself, too
    assert [url for url in requests if url.endswith("/api/day")] == []
    page.clock.run_for(10_000)
    expect(page.locator(".charge")).to_contain_text("20–22%")


REMINDER = {"id": "019cb8bf-f9b8-7000-8000-00000000001c", "text": "Time for a 3-minute break?"}


@pytest.mark.parametrize(("button", "reply"), [("In 10 minutes", "later"), ("Not today", "not-today")])
def test_a_reminder_is_shown_in_the_page_too_and_answered_there(
    fake_server: FakeServer, button: str, reply: str
) -> None:
    fake_server.responses["GET day"] = {**load_snapshot("day"), "reminder": {**REMINDER, "minutes": 3, "place": "desk"}}
    fake_server.responses["POST answered"] = load_snapshot("day")
    page = opened(fake_server)
    reminder = page.get_by_role("region", name="Reminder")
    expect(reminder).to_contain_text(REMINDER["text"])
    reminder.get_by_role("button", name=button).click()
    assert posted(fake_server, "answered") == [{"reminder": REMINDER["id"], "reply": reply}]
    expect(reminder).to_have_count(0)


def test_a_reminder_s_start_begins_what_it_offers(fake_server: FakeServer) -> None:
    fake_server.responses["GET day"] = {**load_snapshot("day"), "reminder": {**REMINDER, "minutes": 3, "place": "desk"}}
    fake_server.responses["POST answered"] = load_snapshot("day")
    page = opened(fake_server)
    page.get_by_role("region", name="Reminder").get_by_role("button", name="Start").click()
    assert posted(fake_server, "answered") == [{"reminder": REMINDER["id"], "reply": "started"}]
    fake_server.wait_for_command({"do": "start", "minutes": 3, "place": "desk"})


def test_the_standing_desk_is_a_switch(fake_server: FakeServer) -> None:
    fake_server.responses["PUT reminders"] = {**load_snapshot("reminders"), "standing": True}
    page = opened(fake_server)
    switch = page.get_by_role("switch", name="I'm standing at my desk now")
    switch.click()
    expect(switch).to_be_checked()
    assert ("PUT reminders", {"standing": True}) in fake_server.requests


def test_the_settings_show_the_reminders_and_send_changes(fake_server: FakeServer) -> None:
    fake_server.responses["PUT reminders"] = {**load_snapshot("reminders"), "after": 45}
    fake_server.open_page("settings")
    after = fake_server.page.get_by_label("Remind me after (minutes of sitting)")
    after.fill("5")
    after.press("Tab")
    expect(after).to_have_value("30")
    after.fill("45")
    after.press("Tab")
    expect(after).to_have_value("45")
    assert [body for key_sent, body in fake_server.requests if key_sent == "PUT reminders"] == [{"after": 45}]
