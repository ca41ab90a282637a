"""A page that is stopped, slow or unseen: what is late is left out, nothing is said twice, and nothing piles up."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession
from support.fake_server import StandIn, wire
from test_page_sound import BEGUN, LOCAL, heard, with_voices

LONGEST_GAP = """
window.ticks = [];
setInterval(() => ticks.push(performance.now()), 50);
window.longestGap = () => Math.max(...ticks.slice(1).map((at, index) => at - ticks[index]));
"""
"""Notes how long the page stood still."""

SAID = "speechSynthesis.said.map(([at, text]) => [BEGAN + (at - heardAt) / 1000, text])"

STALE = 1.0
"""Seconds after its moment from which on a cue is not said any more; and what a slow machine takes to look it up."""
LOOKED_UP = 0.5


@pytest.fixture
def devtools(standin: StandIn) -> CDPSession:
    """Through which a browser is told to be slow."""
    return standin.page.context.new_cdp_session(standin.page)


@pytest.fixture(autouse=True)
def _noted(standin: StandIn) -> None:
    with_voices(standin, LOCAL)
    standin.page.emulate_media(reduced_motion="reduce")
    standin.page.add_init_script(BEGUN + LONGEST_GAP)


def lateness(standin: StandIn, began: float) -> list[tuple[str, float]]:
    """Return what was said, each with the seconds after the moment at which it was due."""
    due = {cue["text"]: cue["at"] for cue in reversed(wire("session")["cues"]) if cue["at"] >= began}
    said = standin.page.evaluate(SAID.replace("BEGAN", str(began)))
    return [(text, at - due[text]) for at, text in said if text in due]


@pytest.mark.alone
def test_a_page_that_stood_still_goes_on_with_what_is_due_and_says_nothing_of_what_it_missed(
    standin: StandIn, devtools: CDPSession
) -> None:
    devtools.send("Debugger.enable")
    standin.open_session(position=49.3)
    standin.page.wait_for_timeout(200)
    # As when the machine sleeps; a visible page is not frozen by the browser. Its worker's beats pile up meanwhile.
    devtools.send("Debugger.pause")
    standin.page.wait_for_timeout(2800)
    devtools.send("Debugger.resume")
    standin.page.wait_for_function("() => speechSynthesis.said.some(([, text]) => text === 'Shoulders level.')")
    assert standin.page.evaluate("longestGap()") > 2500
    assert "Halfway. Keep breathing." not in heard(standin.page)
    assert heard(standin.page).count("Shoulders level.") == 1


@pytest.mark.alone
def test_on_a_machine_six_times_as_slow_nothing_is_said_late_or_twice(standin: StandIn, devtools: CDPSession) -> None:
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    standin.open_session(position=26.5)
    standin.page.wait_for_timeout(4500)
    said = lateness(standin, 26.5)
    assert said
    assert len({text for text, _ in said}) == len(said)
    assert all(0 <= late < STALE + LOOKED_UP for _, late in said), said


def test_a_page_that_nobody_sees_gets_no_frames_and_speaks_all_the_same(standin: StandIn) -> None:
    standin.open()
    standin.page.evaluate("() => { window.requestAnimationFrame = () => 0; }")
    standin.say({"type": "session", "session": {**wire("session"), "status": "running", "position": 26.5}})
    two = "() => speechSynthesis.said.some(([, text]) => text === 'Two')"
    standin.page.wait_for_function(two, polling=50)  # without frames, too
    assert [text for text, _ in lateness(standin, 26.5)] == ["Three", "Two"]
    assert standin.ticks >= 1
