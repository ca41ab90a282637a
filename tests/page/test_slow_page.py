"""A page that is stopped, slow or unseen: what is late is left out, nothing is said twice, and nothing piles up.

How slow it is says the test, which moves the page's clock: the machine that it runs on does not matter.
"""

from __future__ import annotations

import pytest
from support.browser_voice import LOCAL, begin, heard, spoken, with_voices
from support.fake_server import FakeServer, load_snapshot
from support.offline_audio import Ear

BEATS = """
window.beats = 0;
const OnlyWorker = Worker;
window.Worker = class extends OnlyWorker {
  constructor(...what) { super(...what); this.addEventListener("message", () => { beats++; }); }
};
"""
"""Counts the beats of the page's worker, which come by the real clock."""

STALE_S = 1.0
"""Seconds after its moment from which on a cue is not said any more."""


@pytest.fixture
def ear(fake_server: FakeServer) -> Ear:
    """The page, with a voice; whose clock the test moves."""
    fake_server.page.add_init_script(BEATS)
    with_voices(fake_server, LOCAL)
    return Ear(fake_server.page)


def beat(fake_server: FakeServer, times: int) -> None:
    """Wait until the page has heard its worker beat so often, while its clock stands."""
    before = fake_server.page.evaluate("beats")
    fake_server.page.wait_for_function("least => beats >= least", arg=before + times, polling=20)


def lateness(fake_server: FakeServer, began: float) -> list[tuple[str, float]]:
    """Return what was said, each with the seconds after the moment at which it was due."""
    due = {cue["text"]: cue["at"] for cue in reversed(load_snapshot("session")["cues"]) if cue["at"] >= began}
    return [(text, at - due[text]) for at, text in spoken(fake_server.page, began) if text in due]


def test_a_page_that_stood_still_goes_on_with_what_is_due_and_says_nothing_of_what_it_missed(
    fake_server: FakeServer, ear: Ear
) -> None:
    begin(fake_server, ear, 49.3)
    ear.go_on(0.2)
    # As when the machine sleeps. Its worker's beats pile up meanwhile, and come all at once.
    ear.freeze(2.8)
    beat(fake_server, 5)
    ear.go_on(2)
    assert "Halfway. Keep breathing." not in heard(fake_server.page)
    assert heard(fake_server.page).count("Shoulders level.") == 1


@pytest.mark.parametrize("stuck", [0.15, 0.4, 0.9])
def test_on_a_machine_that_is_stuck_again_and_again_nothing_is_said_late_or_twice(
    fake_server: FakeServer, ear: Ear, stuck: float
) -> None:
    begin(fake_server, ear, 26.5)
    for _ in range(min(40, round(14 / stuck))):
        ear.freeze(stuck)
        beat(fake_server, 1)
    said = lateness(fake_server, 26.5)
    assert len(said) >= 3
    assert len({text for text, _ in said}) == len(said)
    assert all(0 <= late < STALE_S for _, late in said), said


def test_a_page_that_nobody_sees_gets_no_frames_and_speaks_all_the_same(fake_server: FakeServer, ear: Ear) -> None:
    begin(fake_server, ear, 26.5)
    fake_server.page.evaluate("() => { window.requestAnimationFrame = () => 0; }")
    ear.go_on(0.1)  # the last frame that it was promised
    for _ in range(20):
        ear.go_on(0.1)
        beat(fake_server, 2)
    assert [text for text, _ in lateness(fake_server, 26.5)] == ["Three", "Two"]
    assert fake_server.tick_count >= 2
