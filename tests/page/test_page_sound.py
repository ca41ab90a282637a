"""What a session sounds like, in a real browser: recorded tones, and a voice that the test brings along.

The browser of the tests has no voice of its own, so `VOICE` stands in for one: it notes what it is asked to say and
takes as long as a person would. The tones are those that the page's own audio graph gives out, sample by sample.
"""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from support.fake_server import HOME, StandIn, wire

from rearguard.web.guard import POLICY

VOICE = """
class Utterance extends EventTarget {
  constructor(text) { super(); Object.assign(this, { text, rate: 1, volume: 1, voice: null }); }
}
class Engine extends EventTarget {
  said = [];  // [milliseconds, text, rate, volume]
  ended = [];
  cancelled = 0;
  #timer;
  getVoices() { return VOICES; }
  speak(it) {
    if (!it.text) return;
    this.said.push([performance.now(), it.text, it.rate, it.volume, it.voice.name]);
    this.speaking = true;
    it.onstart?.();
    const spoken = () => { this.speaking = false; this.ended.push(it.text); it.onend?.(); };
    this.#timer = setTimeout(spoken, it.text.split(" ").length * 400 / it.rate);
  }
  cancel() { this.cancelled += this.speaking ? 1 : 0; this.speaking = false; clearTimeout(this.#timer); }
}
window.SpeechSynthesisUtterance = Utterance;
Object.defineProperty(window, "speechSynthesis", { value: new Engine() });
"""

LOCAL = {"name": "Local", "lang": "en_GB", "localService": True, "default": False}
REMOTE = {"name": "Remote", "lang": "en-US", "localService": False, "default": True}
GERMAN = {"name": "Deutsch", "lang": "de-DE", "localService": True, "default": True}

BEGUN = """
const { data } = Object.getOwnPropertyDescriptors(MessageEvent.prototype);
Object.defineProperty(MessageEvent.prototype, "data", { get() {
  const said = data.get.call(this);
  if (typeof said === "string" && said.includes('"running"')) window.heardAt ??= performance.now();
  return said;
} });
"""
"""Notes when the page is first told that the session runs."""


def with_voices(standin: StandIn, *voices: dict[str, object]) -> None:
    standin.page.add_init_script(
        VOICE.replace("VOICES", repr(list(voices)).replace("True", "true").replace("False", "false"))
    )


def heard(page: Page) -> list[str]:
    return [text for _, text, *_ in page.evaluate("speechSynthesis.said")]


def settle(standin: StandIn, **changes: object) -> None:
    standin.answers["GET settings"] = {**wire("settings"), **changes}


@pytest.fixture
def still(standin: StandIn) -> StandIn:
    """The page without a moving figure, so that the machine is free for what is measured."""
    standin.page.emulate_media(reduced_motion="reduce")
    return standin


def spoken_and_due(still: StandIn, begin: float, end: float) -> list[tuple[tuple[float, str], tuple[float, str]]]:
    """Let a session run between two positions; pair what was spoken, and where, with the cues of its plan."""
    still.page.add_init_script(BEGUN)
    still.open_session(position=begin)
    still.page.wait_for_timeout((end - begin) * 1000 + 200)
    said = still.page.evaluate(f"speechSynthesis.said.map(([at, text]) => [{begin} + (at - heardAt) / 1000, text])")
    due = [(cue["at"], cue["text"]) for cue in wire("session")["cues"] if begin <= cue["at"] <= end]
    return list(zip([(at, text) for at, text in said if "seconds left" not in text], due, strict=True))


@pytest.mark.alone
def test_each_cue_is_spoken_in_its_order_and_never_before_its_moment(still: StandIn) -> None:
    with_voices(still, LOCAL)
    pairs = spoken_and_due(still, 26.5, 30.1)
    assert pairs
    assert all(said == text and at >= moment for (at, said), (moment, text) in pairs), pairs


def test_only_a_voice_of_this_machine_in_the_readers_language_speaks(still: StandIn) -> None:
    with_voices(still, REMOTE, GERMAN, LOCAL)
    still.open_session(position=26.9)
    still.page.wait_for_function("() => speechSynthesis.said.length > 0")
    assert {name for *_, name in still.page.evaluate("speechSynthesis.said")} == {"Local"}


@pytest.mark.parametrize("voices", [[], [REMOTE], [GERMAN]], ids=["none", "a remote one", "another language's"])
def test_without_such_a_voice_nothing_is_spoken_and_a_screen_reader_reads_the_captions(
    still: StandIn, voices: list[dict[str, object]]
) -> None:
    with_voices(still, *voices)
    still.open_session(position=26.9)
    still.page.wait_for_timeout(500)
    assert heard(still.page) == []
    expect(still.page.locator(".caption[aria-live=polite]")).not_to_be_empty()
    still.open("settings")
    expect(still.page.get_by_text("Your browser has no voice")).to_be_visible()


def test_what_is_spoken_is_written_too_and_not_read_out_again_by_a_screen_reader(still: StandIn) -> None:
    with_voices(still, LOCAL)
    still.open_session(position=6.5)
    expect(still.page.locator(".caption[aria-live=off]")).to_have_text("Sit tall first, then lean from the hips.")


def test_a_pause_silences_at_once_and_going_on_says_where_one_is(still: StandIn) -> None:
    with_voices(still, LOCAL)
    still.open_session(position=5.9)
    still.page.wait_for_function("() => speechSynthesis.said.length > 0")
    still.say_state(status="paused", cause="you", position=6.4)
    still.page.wait_for_function("() => speechSynthesis.cancelled >= 1 && !speechSynthesis.speaking")
    before = len(heard(still.page))
    still.page.wait_for_timeout(300)
    assert len(heard(still.page)) == before
    still.say_state(status="running", position=20.0)
    still.page.wait_for_function(f"() => speechSynthesis.said.length > {before}")
    assert heard(still.page)[-1] == "Piriformis stretch: 10 seconds left."


def test_a_page_that_was_stuck_says_nothing_late(still: StandIn) -> None:
    with_voices(still, LOCAL)
    still.open_session(position=32.8)
    still.page.evaluate("() => { const until = performance.now() + 3700; while (performance.now() < until); }")
    still.page.wait_for_timeout(300)
    # At 35 the second stretch began; now it is past 36, and the next line is due at 41.
    assert "Draw the crossed knee up towards your chest." not in heard(still.page)


@pytest.mark.parametrize("page_first", [True, False], ids=["the page's clock comes first", "the server's does"])
def test_the_last_words_are_said_once_and_to_their_end(still: StandIn, page_first: bool) -> None:  # noqa: FBT001 - as below
    with_voices(still, LOCAL)
    still.open_session(position=414.5 if page_first else 413.0)
    still.page.wait_for_timeout(700)
    still.say_state(status="done", position=415.0)
    still.page.wait_for_url("**/#/done")
    still.page.wait_for_function("() => !speechSynthesis.speaking")
    assert heard(still.page).count("Done. Well moved.") == 1
    assert still.page.evaluate("speechSynthesis.ended.at(-1)") == "Done. Well moved."


@pytest.mark.parametrize(("talk", "said"), [("changes", False), ("tones", False), ("silent", False), ("all", True)])
def test_how_much_is_said_is_a_setting(still: StandIn, talk: str, said: bool) -> None:  # noqa: FBT001 - a table's column
    with_voices(still, LOCAL)
    settle(still, talk=talk)
    still.open_session(position=26.95)
    still.page.wait_for_timeout(400)
    assert ("Three" in heard(still.page)) is said


def test_hear_it_speaks_with_what_was_just_set(still: StandIn) -> None:
    with_voices(still, LOCAL)
    kept = {**wire("settings"), "volume": 50, "rate": 1.5}
    still.answers["PUT settings"] = kept
    settle(still, volume=50)
    still.open("settings")
    still.page.get_by_label("Speaking speed").fill("1.5")
    expect(still.page.get_by_text("Saved.")).to_be_visible()
    still.page.get_by_role("button", name="Play a sample").click()
    ((_, _, rate, volume, _),) = still.page.evaluate("speechSynthesis.said")
    assert (rate, volume) == (1.5, 0.5)
    assert [body for key, body in still.asked if key == "PUT settings"] == [kept]


DUCKED = """
window.turned = [];
const turn = AudioParam.prototype.setTargetAtTime;
AudioParam.prototype.setTargetAtTime = function (to, ...rest) { turned.push(to); return turn.call(this, to, ...rest); };
"""


def test_the_metronome_steps_back_while_the_voice_speaks(still: StandIn) -> None:
    with_voices(still, LOCAL)
    still.page.add_init_script(DUCKED)
    still.open_session(position=259.8)
    still.page.keyboard.press("Shift")
    still.page.wait_for_function("() => turned.length === 1")
    assert still.page.evaluate("speechSynthesis.speaking")
    still.page.wait_for_function("() => turned.length >= 2")
    softer, louder = still.page.evaluate("turned.slice(0, 2)")
    assert (softer < 0.5, louder) == (True, 1)


RECORDER = """
registerProcessor("recorder", class extends AudioWorkletProcessor {
  quiet = 1;  // seconds of silence
  process([[samples]]) {
    (samples ?? []).forEach((sample, index) => {
      if (Math.abs(sample) < 1e-4) { this.quiet += 1 / sampleRate; return; }
      if (this.quiet > 0.015) this.port.postMessage((currentFrame + index) / sampleRate);
      this.quiet = 0;
    });
    return true;
  }
});
"""
"""Tells the time of the audio clock at which each tone begins."""

TAPPED = f"""
window.onsets = [];
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...rest) {{
  if (to instanceof AudioDestinationNode) {{
    window.audio = to.context;
    to.context.audioWorklet.addModule("data:text/javascript," + encodeURIComponent(`{RECORDER}`)).then(() => {{
      const recorder = new AudioWorkletNode(to.context, "recorder");
      recorder.port.onmessage = ({{ data }}) => onsets.push(data);
      connect.call(this, recorder);
    }});
  }}
  return connect.call(this, to, ...rest);
}};
"""

PAGE_TIME = """() => {
  const { contextTime, performanceTime } = audio.getOutputTimestamp();
  return onsets.map((at) => performanceTime + (at - contextTime) * 1000);
}"""
"""When each tone was heard, by the page's clock."""

BUSY = """() => setInterval(() => { const until = performance.now() + 300; while (performance.now() < until); }, 310)"""


def record(standin: StandIn) -> None:
    # A worklet is not asked for in a way that a test could answer, so that the policy must let this one in.
    policy = POLICY.replace("script-src 'self'", "script-src 'self' data:")
    index = standin.built / "index.html"
    standin.page.route(HOME, lambda route: route.fulfill(path=index, headers={"Content-Security-Policy": policy}))
    standin.page.add_init_script(TAPPED)
    standin.page.add_init_script(BEGUN)


def listen(standin: StandIn, position: float, seconds: float) -> list[float]:
    """Return the positions at which tones were heard, while the server goes on telling where the session is."""
    standin.page.keyboard.press("Shift")  # a browser wants a key before it sounds
    standin.page.wait_for_timeout(300)
    standin.say_state(status="running", position=position)
    begun = time.perf_counter()
    standin.page.wait_for_timeout(50)
    standin.page.evaluate(BUSY)
    while (gone := time.perf_counter() - begun) < seconds:
        standin.page.wait_for_timeout(200)
        standin.say_state(status="running", position=position + gone + 0.2)
    onsets: list[Any] = standin.page.evaluate(PAGE_TIME)
    began = standin.page.evaluate("heardAt")
    return [position + (at - began) / 1000 for at in onsets]


@pytest.mark.alone
def test_tones_are_heard_within_5_ms_of_their_time_while_the_page_is_blocked_for_300_ms_at_a_time(
    still: StandIn,
) -> None:
    record(still)
    settle(still, talk="tones")
    still.open_session(position=255.0, status="paused", cause="you")
    heard_at = listen(still, 256.2, 5.6)
    # Three, two, one, the bridge, and its first hold.
    due = [257, 258, 259, 260, 261]
    assert [round(at) for at in heard_at[: len(due)]] == due, heard_at
    assert max(abs(at - moment) for at, moment in zip(heard_at, due, strict=False)) < 0.005, heard_at
    assert all(later - sooner > 0.9 for sooner, later in pairwise(heard_at)), heard_at


@pytest.mark.alone
def test_a_pause_takes_back_what_was_laid_ahead(still: StandIn) -> None:
    record(still)
    settle(still, talk="tones")
    still.open_session(position=255.0, status="paused", cause="you")
    still.page.keyboard.press("Shift")
    still.page.wait_for_timeout(300)
    still.say_state(status="running", position=256.5)
    still.page.wait_for_timeout(800)
    still.say_state(status="paused", cause="you", position=257.3)
    still.page.wait_for_timeout(1500)
    assert len(still.page.evaluate("onsets")) == 1


def test_silent_is_silent(still: StandIn) -> None:
    record(still)
    settle(still, talk="silent")
    still.open_session(position=256.0)
    still.page.keyboard.press("Shift")
    still.page.wait_for_timeout(1500)
    assert still.page.evaluate("onsets") == []
