"""What a session sounds like, in a real browser: its tones, and a voice that the test brings along.

The browser of the tests has no voice of its own, so `VOICE` stands in for one: it notes what it is asked to say and
takes as long as a person would. The tones are those that the page's own audio graph gives out, sample by sample. Time
is the page's, and stands until the test lets it go on, so that none of it depends on how fast the machine is; how
late sound is on a real one measures `bench/sound.py`.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import expect
from support.browser_voice import GERMAN, LOCAL, REMOTE, begin, cues, heard, settle, spoken, with_voices
from support.fake_server import FakeServer, load_snapshot
from support.offline_audio import PAUSED_AT_MS, Ear


@pytest.fixture
def ear(fake_server: FakeServer) -> Ear:
    """A listener to the page."""
    return Ear(fake_server.page)


FRAME_S = 0.017


def test_each_cue_is_spoken_in_its_order_at_the_first_frame_after_its_moment(fake_server: FakeServer, ear: Ear) -> None:
    with_voices(fake_server, LOCAL)
    begin(fake_server, ear, 26.5)
    ear.go_on(10)
    said = [(at, text) for at, text in spoken(fake_server.page, 26.5) if "seconds left" not in text]
    due = cues(26.5, 36.5)
    assert [text for _, text in said] == [text for _, text in due]
    late = [at - moment for (at, _), (moment, _) in zip(said, due, strict=True)]
    assert all(0 <= seconds <= FRAME_S for seconds in late), late


def test_only_a_voice_of_this_machine_in_the_readers_language_speaks(fake_server: FakeServer, ear: Ear) -> None:
    with_voices(fake_server, REMOTE, GERMAN, LOCAL)
    begin(fake_server, ear, 26.9)
    ear.go_on(0.5)
    assert {name for *_, name in fake_server.page.evaluate("speechSynthesis.said")} == {"Local"}


@pytest.mark.parametrize("voices", [[], [REMOTE], [GERMAN]], ids=["none", "a remote one", "another language's"])
def test_without_such_a_voice_nothing_is_spoken_and_a_screen_reader_reads_the_captions(
    fake_server: FakeServer, ear: Ear, voices: list[dict[str, object]]
) -> None:
    with_voices(fake_server, *voices)
    begin(fake_server, ear, 26.9)
    ear.go_on(5)
    assert heard(fake_server.page) == []
    expect(fake_server.page.locator(".caption[aria-live=polite]")).not_to_be_empty()
    fake_server.page.evaluate("location.hash = '#/settings'")
    ear.go_on(1)
    expect(fake_server.page.get_by_text("Your browser has no voice")).to_be_visible()


def test_what_is_spoken_is_written_too_and_not_read_out_again_by_a_screen_reader(
    fake_server: FakeServer, ear: Ear
) -> None:
    with_voices(fake_server, LOCAL)
    begin(fake_server, ear, 6.5)
    ear.go_on(0.1)
    expect(fake_server.page.locator(".caption[aria-live=off]")).to_have_text("Sit tall; don't round your back.")


def test_a_pause_silences_at_once_and_going_on_says_where_one_is(fake_server: FakeServer, ear: Ear) -> None:
    with_voices(fake_server, LOCAL)
    begin(fake_server, ear, 2.0)
    ear.go_on(3.4)
    assert heard(fake_server.page)[-1] == "Sit tall; don't round your back."
    assert fake_server.page.evaluate("speechSynthesis.speaking")
    ear.tell(fake_server, status="paused", cause="you", position=5.4)
    assert not fake_server.page.evaluate("speechSynthesis.speaking")
    assert fake_server.page.evaluate("speechSynthesis.cancelled") >= 1
    before = len(heard(fake_server.page))
    ear.go_on(10)
    assert len(heard(fake_server.page)) == before
    ear.tell(fake_server, status="running", position=20.0)
    ear.go_on(0.1)
    assert heard(fake_server.page)[before:] == ["Piriformis stretch: 10 seconds left."]


def test_a_page_that_was_stuck_says_nothing_late(fake_server: FakeServer, ear: Ear) -> None:
    with_voices(fake_server, LOCAL)
    begin(fake_server, ear, 32.8)
    ear.freeze(3.7)
    ear.go_on(0.3)
    # At 35 the second stretch began; now it is past 36, and the next line is due at 41.
    assert "Pull the crossed knee gently towards your chest." not in heard(fake_server.page)
    ear.go_on(4)
    assert "Sit tall; don't round your back." in heard(fake_server.page)


@pytest.mark.parametrize("page_first", [True, False], ids=["the page's clock comes first", "the server's does"])
def test_the_last_words_are_said_once_and_to_their_end(
    fake_server: FakeServer,
    ear: Ear,
    page_first: bool,  # noqa: FBT001 - a table's column
) -> None:
    with_voices(fake_server, LOCAL)
    begin(fake_server, ear, 414.5 if page_first else 413.0)
    ear.go_on(0.7)
    ear.tell(fake_server, status="done", position=415.0)
    assert heard(fake_server.page).count("Done. Nice work.") == 1
    assert fake_server.page.evaluate("speechSynthesis.speaking")
    ear.go_on(3)
    fake_server.page.wait_for_url("**/#/done")
    assert heard(fake_server.page).count("Done. Nice work.") == 1
    assert fake_server.page.evaluate("speechSynthesis.ended.at(-1)") == "Done. Nice work."


@pytest.mark.parametrize(("talk", "said"), [("changes", False), ("tones", False), ("silent", False), ("all", True)])
def test_how_much_is_said_is_a_setting(
    fake_server: FakeServer,
    ear: Ear,
    talk: str,
    said: bool,  # noqa: FBT001 - a table's column
) -> None:
    with_voices(fake_server, LOCAL)
    settle(fake_server, talk=talk)
    begin(fake_server, ear, 26.95)
    ear.go_on(0.4)
    assert ("Three" in heard(fake_server.page)) is said


def test_hear_it_speaks_with_what_was_just_set(fake_server: FakeServer) -> None:
    with_voices(fake_server, LOCAL)
    kept = {**load_snapshot("settings"), "volume": 50, "rate": 1.5}
    fake_server.responses["PUT settings"] = kept
    settle(fake_server, volume=50)
    fake_server.open_page("settings")
    fake_server.page.get_by_label("Speaking speed").fill("1.5")
    expect(fake_server.page.get_by_text("Saved.")).to_be_visible()
    fake_server.page.get_by_role("button", name="Play a sample").click()
    ((_, _, rate, volume, _),) = fake_server.page.evaluate("speechSynthesis.said")
    assert (rate, volume) == (1.5, 0.5)
    assert [body for key, body in fake_server.requests if key == "PUT settings"] == [kept]


DUCKED = """
window.turned = [];
const turn = AudioParam.prototype.setTargetAtTime;
AudioParam.prototype.setTargetAtTime = function (to, ...rest) { turned.push(to); return turn.call(this, to, ...rest); };
"""


def test_the_metronome_steps_back_while_the_voice_speaks(fake_server: FakeServer, ear: Ear) -> None:
    with_voices(fake_server, LOCAL)
    fake_server.page.add_init_script(DUCKED)
    begin(fake_server, ear, 259.8)
    ear.go_on(0.3)
    assert fake_server.page.evaluate("speechSynthesis.speaking")
    (softer,) = fake_server.page.evaluate("turned")
    assert softer < 0.5
    ear.go_on(4)
    assert "Push through your heels and lift your hips." in fake_server.page.evaluate("speechSynthesis.ended")
    assert fake_server.page.evaluate("turned[1]") == 1


def onsets(ear: Ear, position: float) -> list[float]:
    """Return the positions at which tones were heard, in a session that ran from one on."""
    return [position + (at - PAUSED_AT_MS) / 1000 for at in ear.listen().onsets]


def test_tones_are_heard_at_their_time_even_while_the_page_is_stuck_for_300_ms_at_a_time(
    fake_server: FakeServer, ear: Ear
) -> None:
    settle(fake_server, talk="tones")
    begin(fake_server, ear, 256.2)
    position = 256.2
    while position < 261.8:
        ear.freeze(0.3)
        ear.go_on(0.01)
        position += 0.31
        # The server's word comes late, too: it was sent before the page was stuck.
        ear.tell(fake_server, status="running", position=position - 0.3)
    heard_at = onsets(ear, 256.2)
    # Three, two, one, the bridge, and its first hold.
    due = [257, 258, 259, 260, 261]
    assert [round(at) for at in heard_at] == due, heard_at
    assert max(abs(at - moment) for at, moment in zip(heard_at, due, strict=True)) < 0.001, heard_at
    assert all(later - sooner > 0.9 for sooner, later in pairwise(heard_at)), heard_at


def test_a_pause_takes_back_what_was_laid_ahead(fake_server: FakeServer, ear: Ear) -> None:
    settle(fake_server, talk="tones")
    begin(fake_server, ear, 256.5)
    ear.go_on(0.8)
    ear.tell(fake_server, status="paused", cause="you", position=257.3)
    ear.go_on(1.5)
    ear.tell(fake_server, status="running", position=257.3)
    ear.go_on(0.5)
    assert onsets(ear, 256.5) == [pytest.approx(257, abs=0.001)]


def test_silent_is_silent(fake_server: FakeServer, ear: Ear) -> None:
    settle(fake_server, talk="silent")
    begin(fake_server, ear, 256.0)
    ear.go_on(5)
    assert onsets(ear, 256.0) == []


ENDED = """
window.tones = { begun: 0, ended: 0 };
const begin = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  tones.begun++;
  this.addEventListener("ended", () => { tones.ended++; });
  return begin.apply(this, when);
};
"""


def test_a_real_loudspeaker_sounds_to_the_end(fake_server: FakeServer) -> None:
    fake_server.page.add_init_script(ENDED)
    fake_server.open_page("settings")
    fake_server.page.get_by_role("button", name="Play a sample").click()
    fake_server.page.wait_for_function("() => tones.ended > 0 && tones.ended === tones.begun")
