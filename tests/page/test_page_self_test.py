"""Self-tests by tap, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from support.fake_server import FakeServer
from support.running_server import RunningServer

from rearguard.journal.entry import EventKind


def test_by_tap_the_space_bar_ends_each_try_and_the_results_are_said(page: Page, server: RunningServer) -> None:
    page.clock.install()
    page.emulate_media(reduced_motion="reduce")
    page.goto(server.address)
    page.get_by_role("link", name="Test yourself").click()
    page.get_by_role("button", name="Start: One-leg stance").click()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()
    for lasts in (12, 20, 14, 31, 15, 30):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("button", name="Stop the clock")).to_be_visible()
        server.advance_seconds(page, lasts)
        page.keyboard.press(" ")
        expect(page.get_by_role("button", name="Stop the clock")).not_to_be_visible()
    expect(page.locator(".measured")).to_contain_text("Left 15 s (±1.5)")
    expect(page.locator(".measured")).to_contain_text("Right 31 s (±5.5)")
    expect(page.get_by_text("Right is better than left by 16 s: a real difference.")).to_be_visible()
    page.get_by_role("button", name="Back to self-tests").click()
    page.get_by_text("All results: One-leg stance").click()
    expect(page.get_by_role("row")).to_have_count(3)


def test_by_tap_the_person_enters_the_count(page: Page, server: RunningServer) -> None:
    page.clock.install()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{server.address}")
    page.evaluate("location.hash = '#/test'")
    page.get_by_role("button", name="Start: 30-second chair stand").click()
    expect(page.get_by_role("button", name="Start now")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Start now")).not_to_be_visible()
    server.advance_seconds(page, 31)
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    page.get_by_label("How many times did you stand up?").fill("13")
    page.get_by_role("button", name="One more").click()
    page.keyboard.press("Enter")
    expect(page.locator(".measured")).to_contain_text("14 reps (±1)")
    (entries,) = server.application.diary.read(EventKind.TESTED)
    assert (entries.data["value"], entries.data["by"]) == (14, "tap")


def test_a_test_that_hurts_is_not_made_easier(fake_server: FakeServer) -> None:
    fake_server.open_test(position=12.0)
    for key, command in ((" ", "skip"), ("h", "hurts")):
        fake_server.page.keyboard.press(key)
        fake_server.wait_for_command({"do": command})
    fake_server.page.keyboard.press("e")
    fake_server.page.keyboard.press("ArrowLeft")
    fake_server.send_state(status="hurt", position=12.0, step=0)
    expect(fake_server.page.get_by_text("End the self-test")).to_have_count(2)
    expect(fake_server.page.get_by_text("Start this try again")).to_be_visible()
    assert fake_server.commands == [{"do": "skip"}, {"do": "hurts"}]
