"""The server's voice in a browser that has none: what is heard, sample by sample, and when."""

from __future__ import annotations

import io
import time
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from support.fake_server import HOME, StandIn, wire
from support.home_fixture import TurnedClock, answer
from support.running_server import served

from rearguard.app.person.paths import Home
from rearguard.app.person.settings import change
from rearguard.app.speech.bundled_tts import SAMPLE_RATE, OwnVoice
from rearguard.session.cue import Moment
from rearguard.web.guard import HEADERS, POLICY

LISTENER = """
registerProcessor("listener", class extends AudioWorkletProcessor {
  process([[samples]]) {
    if (samples) this.port.postMessage([currentFrame / sampleRate, samples.reduce((sum, x) => sum + x * x, 0)]);
    return true;
  }
});
"""
"""Tells of each 128 samples when they begin, by the audio clock, and the sum of their squares."""

TAPPED = f"""
window.blocks = [];
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...rest) {{
  if (to instanceof AudioDestinationNode) {{
    window.audio = to.context;
    to.context.audioWorklet.addModule("data:text/javascript," + encodeURIComponent(`{LISTENER}`)).then(() => {{
      const listener = new AudioWorkletNode(to.context, "listener");
      listener.port.onmessage = ({{ data }}) => blocks.push(data);
      connect.call(this, listener);
    }});
  }}
  return connect.call(this, to, ...rest);
}};
const {{ data }} = Object.getOwnPropertyDescriptors(MessageEvent.prototype);
Object.defineProperty(MessageEvent.prototype, "data", {{ get() {{
  const said = data.get.call(this);
  if (typeof said === "string" && said.includes('"running"')) {{
    window.heard ??= [performance.now(), JSON.parse(said)];
  }}
  return said;
}} }});
"""
"""Listens to the page's loudspeaker, and notes when it was first told that the session runs, and where it was."""

HEARD = """() => {
  const { contextTime, performanceTime } = audio.getOutputTimestamp();
  const [at, said] = heard;
  const { position } = said.session ?? said.state;
  const seconds = (time) => position + (performanceTime + (time - contextTime) * 1000 - at) / 1000;
  return [blocks.map(([time, power]) => [seconds(time), power]), 128 / audio.sampleRate];
}"""
"""The position on the timeline and the power of each block, and how long one is."""

QUIET = 1e-4
"""Mean square below which nothing is heard: 40 dB below speech."""

Block = tuple[float, float]


LET_IN = POLICY.replace("script-src 'self'", "script-src 'self' data:")
"""A worklet is not asked for in a way that a test could answer, so that the policy must let this one in."""

BUSY = """() => setInterval(() => { const until = performance.now() + 300; while (performance.now() < until); }, 310)"""


def heard(page: Page, begin: float, end: float) -> tuple[list[Block], float]:
    """Return what was heard between two positions, without silence before and after, and how long a block is."""
    blocks, length = page.evaluate(HEARD)
    inside = [(at, power) for at, power in blocks if begin <= at < end]
    loud = [i for i, (_, power) in enumerate(inside) if power / 128 > QUIET]
    return (inside[loud[0] : loud[-1] + 1] if loud else []), length


def loudness(blocks: list[Block]) -> float:
    """Return the root mean square."""
    return float((sum(power for _, power in blocks) / 128 / len(blocks)) ** 0.5)


def rendered(sound: bytes) -> tuple[float, float]:
    """Return the seconds and the root mean square of a WAV file."""
    with wave.open(io.BytesIO(sound)) as file:
        samples = array("h", file.readframes(file.getnframes()))
    return len(samples) / SAMPLE_RATE, (sum((x / 32768) ** 2 for x in samples) / len(samples)) ** 0.5


@pytest.fixture(scope="module")
def say() -> Callable[[str, float], bytes]:
    """The real voice."""
    return OwnVoice().say


class Running(TurnedClock):
    """A clock that goes by itself."""

    def seconds(self) -> float:
        return self.passed + time.perf_counter()


class Spoken:
    """A stand-in server whose voice is the real one."""

    def __init__(self, standin: StandIn, say: Callable[[str, float], bytes]) -> None:
        self.standin = standin
        self.page = standin.page
        self.asked: list[str] = []
        self.rates: set[str] = set()
        self.late = False
        """Whether no sound comes in time."""
        self.broken = False
        self._say = say
        self.page.emulate_media(reduced_motion="reduce")
        standin.answers["GET voice"] = {"speaks": True, "advice": None}
        index = standin.built / "index.html"
        self.page.route(HOME, lambda route: route.fulfill(path=index, headers={"Content-Security-Policy": LET_IN}))
        self.page.add_init_script(TAPPED)
        self.page.route(f"{HOME}api/voice/speech?**", self._speak)

    def _speak(self, route: Route) -> None:
        query = parse_qs(urlsplit(route.request.url).query)
        (text,), (rate,) = query["text"], query["rate"]
        self.asked.append(text)
        self.rates.add(rate)
        if self.broken:
            route.fulfill(status=409, json={"error": {"code": "refused", "message": "No."}})
        elif not self.late:
            route.fulfill(body=self._say(text, float(rate)), content_type="audio/wav")

    def open(self, position: float, until: float | None = None) -> None:
        """Open a paused session, wait until the server's voice is there, and let the session run from a position."""
        self.standin.open_session(position=position, status="paused", cause="you")
        self.page.keyboard.press("Shift")  # a browser wants a key before it sounds
        self.page.wait_for_timeout(900)
        self.run(position, until)

    def run(self, position: float, until: float | None = None) -> None:
        """Say that the session runs, and waits somewhere for who is watched."""
        self.standin.say_state(status="running", position=position, until=until)
        self._since, self._from, self._until = time.perf_counter(), position, until

    def go_on(self, seconds: float) -> None:
        """Let it run, while the server goes on telling where it is."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.page.wait_for_timeout(min(left, 0.5) * 1000)
            position = self._from + time.perf_counter() - self._since
            if self._until is not None:
                position = min(position, self._until)
            self.standin.say_state(status="running", position=position, until=self._until)


@pytest.fixture
def spoken(standin: StandIn, say: Callable[[str, float], bytes]) -> Spoken:
    return Spoken(standin, say)


@pytest.mark.alone
def test_the_real_server_speaks_a_cue_at_its_moment_as_loud_and_as_long_as_it_was_rendered(
    page: Page, home: Home, built_page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    monkeypatch.setitem(HEADERS, "content-security-policy", LET_IN)
    clock = Running()
    answer(home, clock)
    change(home, {"volume": 100})
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(TAPPED)
    with served(home, clock, speaks=True) as server:
        page.goto(server.address)
        page.get_by_role("button", name="Start").wait_for()
        voice = server.application.voice
        assert voice is not None
        server.wait(page, lambda: voice.awake)
        page.get_by_role("button", name="Start").click()
        server.wait(page, lambda: server.application.training is not None)
        page.get_by_text("Get ready").wait_for()
        page.keyboard.press("ArrowRight")
        server.wait(page, lambda: server.training.state.position >= 0)
        page.evaluate("heard = null")
        cue = next(one for one in server.training.state.timeline.cues if one.moment is Moment.FORM)
        page.wait_for_timeout((cue.at + 3.5) * 1000)
        blocks, length = heard(page, cue.at - 0.5, cue.at + 3)
        sound = voice.cache.get(str(cue.text), 1.0)
        assert sound is not None
        seconds, loud = rendered(sound)
    assert abs(blocks[0][0] - cue.at) < 0.1
    assert len(blocks) * length == pytest.approx(seconds, abs=0.15)
    assert loudness(blocks) == pytest.approx(loud, rel=0.15)
    assert loud > 0.05


@pytest.mark.alone
def test_a_cue_is_heard_within_a_tenth_of_a_second_of_its_moment_while_the_page_is_blocked_for_300_ms_at_a_time(
    spoken: Spoken,
) -> None:
    cue = next(one for one in wire("session")["cues"] if one["moment"] == "form")
    spoken.open(cue["at"] - 4.1)
    spoken.go_on(0.5)
    spoken.page.evaluate(BUSY)
    spoken.go_on(5.0)
    blocks, _ = heard(spoken.page, cue["at"] - 1, cue["at"] + 1)
    assert abs(blocks[0][0] - cue["at"]) < 0.1, blocks[:1]


def test_sounds_are_fetched_ahead_in_their_order_each_once_at_the_pace_of_the_settings(spoken: Spoken) -> None:
    spoken.standin.answers["GET settings"] = {**wire("settings"), "rate": 1.5}
    spoken.open(240.0)
    spoken.go_on(1.5)
    coming = [cue["text"] for cue in wire("session")["cues"] if cue["at"] >= 240]
    where, *ahead = spoken.asked
    assert where == "Monster walk: 10 seconds left."
    assert len(ahead) >= 4
    assert ahead == list(dict.fromkeys(coming))[: len(ahead)]
    assert len(set(spoken.asked)) == len(spoken.asked)
    assert spoken.rates == {"1.5"}


def test_a_cue_whose_sound_is_not_there_in_time_is_not_spoken_but_marked_and_written(spoken: Spoken) -> None:
    spoken.late = True
    first = next(cue for cue in wire("session")["cues"] if cue["moment"] == "form")
    spoken.open(first["at"] - 0.5)
    spoken.go_on(3.0)
    blocks, _ = heard(spoken.page, first["at"] - 0.4, first["at"] + 2.2)
    assert blocks == []
    expect(spoken.page.locator(".caption")).to_have_text(first["text"])


@pytest.mark.alone
def test_a_pause_cuts_the_sentence_at_once_and_nothing_of_it_comes_after(spoken: Spoken) -> None:
    cue = next(one for one in wire("session")["cues"] if one["moment"] == "form")
    spoken.open(cue["at"] - 1.5)
    spoken.go_on(1.9)
    spoken.standin.say_state(status="paused", cause="you", position=cue["at"] + 0.4)
    spoken.page.wait_for_timeout(700)
    before = len(spoken.page.evaluate("blocks.filter(([, power]) => power / 128 > 1e-4)"))
    assert before > 20
    spoken.page.wait_for_timeout(700)
    assert len(spoken.page.evaluate("blocks.filter(([, power]) => power / 128 > 1e-4)")) == before


@pytest.mark.alone
def test_nothing_is_said_before_who_is_watched_is_there_and_at_once_when_they_are(spoken: Spoken) -> None:
    cue = next(one for one in wire("session")["cues"] if one["moment"] == "form")
    spoken.open(cue["at"] - 4.1, until=cue["at"] - 0.001)
    spoken.go_on(6.5)
    assert cue["text"] in spoken.asked  # it is here, and waits
    assert heard(spoken.page, cue["at"] - 0.5, cue["at"] + 2.2)[0] == []
    spoken.page.evaluate("heard = null")
    spoken.run(cue["at"] - 0.001)
    spoken.go_on(2.0)
    blocks, _ = heard(spoken.page, cue["at"] - 0.3, cue["at"] + 2)
    assert blocks[0][0] - cue["at"] < 0.3


@pytest.mark.alone
def test_a_sentence_is_said_to_its_end_while_the_session_waits(
    spoken: Spoken, say: Callable[[str, float], bytes]
) -> None:
    cue = next(one for one in wire("session")["cues"] if one["moment"] == "form")
    seconds, _ = rendered(say(cue["text"], 1.0))
    spoken.open(cue["at"] - 4.1, until=cue["at"] + 0.4)
    spoken.go_on(4.1 + seconds + 1.5)
    blocks, length = heard(spoken.page, cue["at"] - 0.5, cue["at"] + seconds + 1)
    assert abs(blocks[0][0] - cue["at"]) < 0.2
    assert len(blocks) * length == pytest.approx(seconds, abs=0.2)


@pytest.mark.alone
def test_a_coachs_word_is_said_within_a_second_and_a_half_and_written(spoken: Spoken) -> None:
    at = next(step["at"] for step in wire("session")["plan"]["steps"] if step["kind"] == "work") + 8.0
    spoken.open(at, until=at)
    spoken.go_on(3.0)  # where one is, is said first
    spoken.page.evaluate("blocks.length = 0")
    word = {"at": at, "moment": "coach", "text": "Lift a little higher."}
    spoken.standin.say({"type": "coach", "coach": {**wire("coach")[1], "say": word}})
    spoken.page.wait_for_function(f"() => blocks.some(([, power]) => power / 128 > {QUIET})", timeout=1500)
    expect(spoken.page.locator(".caption[aria-live=off]")).to_have_text(word["text"])
    spoken.go_on(2.0)
    assert spoken.asked.count(word["text"]) == 1


def test_a_coachs_word_is_not_said_to_who_hears_only_what_changes(spoken: Spoken) -> None:
    spoken.standin.answers["GET settings"] = {**wire("settings"), "talk": "changes"}
    spoken.open(20.0)
    spoken.standin.say(
        {"type": "coach", "coach": {**wire("coach")[1], "say": {"at": 20.0, "moment": "coach", "text": "Higher."}}}
    )
    expect(spoken.page.locator(".caption")).to_have_text("Higher.")
    spoken.go_on(1.0)
    assert "Higher." not in spoken.asked


@pytest.mark.alone
def test_going_on_says_where_one_is(spoken: Spoken) -> None:
    spoken.open(20.0)
    spoken.go_on(1.0)
    assert spoken.asked[0] == "Piriformis stretch: 10 seconds left."
    # Once more, with the sound that is here by now, for a busy machine may have made it too late.
    spoken.standin.say_state(status="paused", cause="you", position=20.0)
    spoken.page.wait_for_timeout(200)
    spoken.page.evaluate("heard = null")
    spoken.run(20.0)
    spoken.go_on(1.2)
    blocks, _ = heard(spoken.page, 20.0, 21.2)
    assert blocks[0][0] < 20.9


def test_a_voice_that_fails_is_given_up_for_tones_and_captions_that_are_read_out(spoken: Spoken) -> None:
    spoken.broken = True
    spoken.open(5.5)
    expect(spoken.page.locator(".caption[aria-live=polite]")).to_be_visible()
    spoken.go_on(1.0)
    assert len(spoken.asked) == 1


def test_the_settings_say_who_speaks_and_let_it_be_heard(spoken: Spoken) -> None:
    spoken.standin.open("settings")
    expect(spoken.page.get_by_text("Rearguard uses its own")).to_be_visible()
    spoken.page.get_by_role("button", name="Play a sample").click()
    spoken.page.wait_for_function("() => blocks.some(([, power]) => power / 128 > 1e-4)")
    assert spoken.asked == ["Glute bridge. Three, two, one."]


def test_the_settings_say_what_to_do_where_nobody_speaks(standin: StandIn) -> None:
    standin.open("settings")
    expect(standin.page.get_by_text("Your browser has no voice")).to_be_visible()
    expect(standin.page.get_by_text("The extra speaks.")).to_be_visible()


def test_who_wants_tones_alone_has_no_voice_loaded(spoken: Spoken) -> None:
    spoken.standin.answers["GET settings"] = {**wire("settings"), "talk": "tones"}
    spoken.open(5.5)
    spoken.go_on(1.0)
    assert "GET voice" not in [key for key, _ in spoken.standin.asked]
    assert spoken.asked == []


def test_without_a_voice_every_step_begins_with_a_tone_and_a_line_to_read(spoken: Spoken) -> None:
    spoken.standin.answers["GET voice"] = {"speaks": False, "advice": None}
    session = wire("session")
    spoken.open(-10.0)
    for step in session["plan"]["steps"]:
        said = [cue["text"] for cue in session["cues"] if cue["at"] == step["at"]]
        spoken.page.evaluate("blocks.length = 0")
        spoken.run(step["at"] - 0.1)
        spoken.page.wait_for_function(f"() => blocks.some(([, power]) => power / 128 > {QUIET})")
        expect(spoken.page.locator(".caption[aria-live=polite]")).to_have_text(said)
        spoken.standin.say_state(status="paused", cause="you", position=step["at"] + 0.3)
    assert spoken.asked == []
