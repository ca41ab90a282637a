"""What a screen reader announces in a session: names, roles, and live regions that say enough and no more."""

from __future__ import annotations

from playwright.sync_api import expect
from support.fake_server import FakeServer, load_snapshot

ANNOUNCED = """
window.announced = [];
addEventListener("DOMContentLoaded", () => {
    new MutationObserver((changes) => {
        for (const { target } of changes) {
            const it = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
            const region = it?.closest("[aria-live], [role=status], [role=alert]");
            if (!region || region.ariaLive === "off" || !region.textContent) continue;
            const how = region.ariaLive ?? (region.role === "alert" ? "assertive" : "polite");
            const said = `${how}: ${region.textContent}`;
            if (said !== announced.at(-1)) announced.push(said);
        }
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
});
"""
"""Notes what a screen reader would say of its own accord."""

MOVING = """() => document.getAnimations().map(({ animationName }) => animationName).filter((it) => it !== "appear")"""
"""What waits for the server fades in, once."""

STAGE = """
- paragraph: Now
- heading "Monster walk" [level=1]
- paragraph: Set 1 of 3 Band just below the knees
- 'img "Animated figure: Monster walk, both legs"'
- button "Rotate"
- status:
  - paragraph: Paused.
- button "Check my form"
- button "Full screen"
- text: 30 seconds
- paragraph: Push your knees out over your toes.
- paragraph: "Next: Runner's stretch, right leg 5:35 left"
- group "Session controls":
  - button "Continue"
  - button "Back"
  - button "Skip"
  - button "Easier"
  - button "This hurts"
  - button "Stop"
  - button "Help"
"""


def test_the_stage_has_a_name_for_everything(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0, status="paused", cause="you")
    expect(fake_server.page.get_by_role("img")).to_be_visible()
    expect(fake_server.page.get_by_role("main")).to_match_aria_snapshot(STAGE)


def test_each_line_is_announced_once_and_politely_without_the_count_and_the_clock(fake_server: FakeServer) -> None:
    fake_server.page.add_init_script(ANNOUNCED)
    fake_server.open_session(position=75.2, status="paused", cause="you")
    expect(fake_server.page.get_by_text("Paused.")).to_be_visible()
    fake_server.page.evaluate("announced.length = 0")
    lines: list[str] = []
    cues = [cue for cue in load_snapshot("session")["cues"] if cue["moment"] not in {"tempo", "count"}]
    for tenth in range(755, 1300, 5):
        position = tenth / 10
        fake_server.send_state(status="paused", cause="you", position=position)
        line = [cue["text"] for cue in cues if cue["at"] <= position][-1]
        expect(fake_server.page.locator(".caption")).to_have_text(line)
        lines += [line] if line not in lines[-1:] else []
    announced_lines = [
        announcements.removeprefix("polite: ") for announcements in fake_server.page.evaluate("announced")
    ]
    assert announced_lines in (lines, lines[1:])


def test_a_pause_and_its_reason_are_announced_and_a_refusal_at_once(fake_server: FakeServer) -> None:
    fake_server.page.add_init_script(ANNOUNCED)
    fake_server.open_session(position=80.0)
    fake_server.send_state(status="paused", cause="gap", position=80.0)
    fake_server.page.get_by_text("this page was asleep").wait_for()
    fake_server.send({"type": "error", "message": "That is as easy as it gets."})
    fake_server.page.get_by_text("That is as easy as it gets.").wait_for()
    announcements = fake_server.page.evaluate("announced")
    assert any(announcement.startswith("polite: Paused because this page was asleep") for announcement in announcements)
    assert any(announcement.startswith("assertive: That is as easy as it gets.") for announcement in announcements)


def test_the_pain_scale_says_what_each_number_leads_to(fake_server: FakeServer) -> None:
    fake_server.open_session(position=80.0)
    fake_server.send_state(status="hurt", position=81.0)
    for name, scores in {
        "Continue": "0123",
        "Continue, but easier": "45",
        "End the session": ("6", "7", "8", "9", "10"),
    }.items():
        group = fake_server.page.get_by_role("group", name=name, exact=True)
        assert group.get_by_role("button").all_inner_texts() == list(scores)


def test_where_motion_is_unwanted_nothing_moves_by_itself(fake_server: FakeServer) -> None:
    fake_server.page.emulate_media(reduced_motion="reduce")
    fake_server.open_session(position=80.0, status="paused", cause="you")
    for view in ("today", "history", "library/clamshell", "settings"):
        assert fake_server.page.evaluate(MOVING) == []
        fake_server.open_page(view)
    assert fake_server.page.evaluate(MOVING) == []
