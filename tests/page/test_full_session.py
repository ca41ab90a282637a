"""Seven minutes in a real browser with the real server, on a driven clock, from the first start to the history."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.fake_server import FRONTEND_FOLDER
from support.home_fixture import EMERGENCY_ANSWERS, ManualClock, answer_screening
from support.running_server import run_server

from rearguard.app.person.paths import Paths
from rearguard.app.reports.history import history_json
from rearguard.safety.screen import next_question
from rearguard.session.cue import CueKind
from rearguard.session.state import SessionStatus

AXE = FRONTEND_FOLDER / "node_modules/axe-core/axe.min.js"

UNREAD = {CueKind.TEMPO, CueKind.COUNT, CueKind.DONE}
"""What is shown as a number or beside it, and as the view after."""


@pytest.fixture(autouse=True)
def _current_page(built_page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the page built from its current sources."""
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)


def assert_axe_finds_nothing(page: Page) -> None:
    # Read and run as a script of the test's own: the page's policy would not load one.
    page.evaluate(AXE.read_text("utf-8"))
    violations = page.evaluate("async () => (await axe.run()).violations.map((one) => one.id)")
    assert violations == []


def ring(page: Page) -> float:
    """Return how much of the ring is drawn, 0 to 1."""
    dashes = page.locator("circle.gone").get_attribute("stroke-dasharray") or ""
    drawn_length, whole = map(float, dashes.split())
    return drawn_length / whole


def test_a_whole_session(page: Page, home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    with run_server(home, clock) as server:
        page.emulate_media(reduced_motion="reduce")  # a still figure: seven minutes of frames take as long
        page.clock.install(time=clock.now())
        page.goto(server.address)
        assert "token" not in page.url
        page.get_by_role("button", name=re.compile("Start")).click()
        expect(page.get_by_role("heading", name="Piriformis stretch")).to_be_visible()
        expect(page.get_by_text("Get ready")).to_be_visible()

        server.advance_seconds(page, 10 + 15)
        assert abs(ring(page) - 0.5) < 0.05
        expect(page.locator(".count")).to_contain_text("15")
        expect(page.locator("[aria-live=polite]")).not_to_be_empty()
        assert_axe_finds_nothing(page)

        server.advance_seconds(page, 75)
        expect(page.get_by_role("heading", name="Monster walk")).to_be_visible()
        page.keyboard.press(" ")
        server.wait_until(page, lambda: server.training.state.status is SessionStatus.PAUSED)
        position = server.training.state.position
        clock.advance(600)
        page.clock.run_for(600_000)
        expect(page.get_by_text("Paused.")).to_be_visible()
        assert server.training.state.position == position == 90.0
        page.keyboard.press(" ")
        server.wait_until(page, lambda: server.training.state.status is SessionStatus.RUNNING)

        server.advance_seconds(page, 25)
        expect(page.get_by_role("heading", name="Runner's stretch")).to_be_visible()
        page.keyboard.press("ArrowRight")
        server.wait_until(page, lambda: server.training.state.position == 145.0)

        server.advance_seconds(page, 15)
        page.reload()
        expect(page.get_by_role("heading", name="Monster walk")).to_be_visible()
        server.advance_seconds(page, 1)
        assert server.training.state.status is SessionStatus.RUNNING
        assert server.training.state.position == 161.0

        server.advance_seconds(page, 415 - 161)
        expect(page.get_by_role("heading", name="Done")).to_be_visible()
        assert_axe_finds_nothing(page)
        (past_session,) = history_json(server.application.diary, server.application.library.exercises, str)
        assert past_session["reason"] == "done"
        skipped = {6}
        assert [step["index"] for step in past_session["steps"]] == [i for i in range(19) if i not in skipped]

        page.get_by_role("button", name="Back to today").click()
        expect(page.get_by_role("heading", name="Today")).to_be_visible()
        page.get_by_role("link", name="History").click()
        expect(page.locator(".work").get_by_text("Clamshell", exact=True)).to_be_visible()


NOTED = """
window.read = [];
window.pressed = 0;
for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => { pressed += 1; }, true);
const note = () => {
    const text = document.querySelector(".caption")?.textContent;
    if (text && text !== read.at(-1)) read.push(text);
};
addEventListener("DOMContentLoaded", () => {
    new MutationObserver(note).observe(document.body, { childList: true, characterData: true, subtree: true });
});
"""
"""Notes what stands in the caption, and how often anything is pressed."""


def test_a_whole_session_without_one_touch_after_start(page: Page, home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    with run_server(home, clock) as server:
        page.emulate_media(reduced_motion="reduce")  # a still figure: seven minutes of frames take as long
        page.add_init_script(NOTED)
        page.clock.install(time=clock.now())
        page.goto(server.address)
        page.get_by_role("button", name=re.compile("Start")).click()
        expect(page.get_by_text("Get ready")).to_be_visible()
        pressed = page.evaluate("pressed")
        cues = [cue.text.render(str) for cue in server.training.state.timeline.cues if cue.kind not in UNREAD]

        server.advance_seconds(page, 10 + 415)
        expect(page.get_by_role("heading", name="Done")).to_be_visible()
        expect(page.get_by_text("All done in 6:55.")).to_be_visible()
        assert page.evaluate("pressed") == pressed == 1
        read = iter(page.evaluate("read"))
        assert [text for text in cues if text not in read] == [], "each in its order; what is read is used up"
        (past_session,) = history_json(server.application.diary, server.application.library.exercises, str)
        assert (past_session["reason"], [step["index"] for step in past_session["steps"]]) == ("done", list(range(19)))


def test_a_frozen_page_is_a_gap_and_the_session_waits_where_it_was(page: Page, home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    with run_server(home, clock) as server:
        page.emulate_media(reduced_motion="reduce")  # a still figure: seven minutes of frames take as long
        page.clock.install(time=clock.now())
        page.goto(server.address)
        page.get_by_role("button", name=re.compile("Start")).click()
        expect(page.get_by_role("heading", name="Piriformis stretch")).to_be_visible()
        server.advance_seconds(page, 20)
        clock.advance(3600)
        page.clock.run_for(1000)
        expect(page.get_by_role("button", name="Continue")).to_be_visible()
        assert (server.training.state.status, server.training.state.cause) == (SessionStatus.PAUSED, "gap")
        assert server.training.state.position == 10.0
        page.get_by_role("button", name="Continue").click()
        server.wait_until(page, lambda: server.training.state.status is SessionStatus.RUNNING)
        server.advance_seconds(page, 5)
        assert server.training.state.position == 15.0


def test_from_the_first_start_to_the_first_exercise_it_takes_one_press_an_answer_and_one_more(
    page: Page, home: Paths, clock: ManualClock
) -> None:
    with run_server(home, clock) as server:
        page.add_init_script("window.pressed = 0; addEventListener('keydown', () => { pressed += 1; }, true);")
        page.goto(server.address)
        answers: dict[str, object] = {}
        while (question := next_question(answers)) is not None:
            expect(page.get_by_text(str(question.text))).to_be_visible()
            page.keyboard.press("n")
            answers[question.id] = "no"
        expect(
            page.get_by_text("Nothing you told us rules out these exercises. Stop if anything hurts.")
        ).to_be_visible()
        page.get_by_role("button", name=re.compile("Start · 6:55")).press("Enter")
        expect(page.get_by_role("heading", name="Piriformis stretch")).to_be_visible()
        assert page.evaluate("pressed") == len(answers) + 1
        assert server.training.state.position == -10.0, "it begins after a short time to get ready, without a press"


def test_a_blocked_person_finds_nothing_to_start_and_can_look_at_the_exercises(
    page: Page, home: Paths, clock: ManualClock
) -> None:
    answer_screening(home, clock, EMERGENCY_ANSWERS)
    with run_server(home, clock) as server:
        page.goto(server.address)
        expect(page.get_by_text("Get medical help now.").first).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("Start"))).to_have_count(0)
        page.goto(f"{server.address.split('?')[0]}#/session")
        expect(page).to_have_url(re.compile("#/today$"))
        expect(page.get_by_text("Get medical help now.").first).to_be_visible()
        page.goto(f"{server.address.split('?')[0]}#/library")
        page.get_by_role("link", name="Clamshell").click()
        expect(page.get_by_role("img", name="Animated figure: Clamshell")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("Start"))).to_have_count(0)
