"""The server's voice in a browser that has none: what is heard, sample by sample, and when.

Time is the page's, and stands until the test lets it go on, and until the sounds that the page asked for are there: how
late a sentence is on a real machine measures `bench/sound.py`.
"""

from __future__ import annotations

import io
import math
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from support.fake_server import PAGE_URL, FakeServer, load_snapshot
from support.home_fixture import ManualClock, answer_screening
from support.offline_audio import PAUSED_AT_MS, SECONDS_A_BLOCK, Ear, loudness
from support.running_server import run_server

from rearguard.app.person.paths import Paths
from rearguard.app.person.settings import change_settings
from rearguard.app.speech.bundled_tts import SAMPLE_RATE_HZ, BundledVoice
from rearguard.session.cue import CueKind


def rendered(sound: bytes) -> tuple[float, float]:
    """Return the seconds and the root mean square of a WAV file."""
    with wave.open(io.BytesIO(sound)) as file:
        samples = array("h", file.readframes(file.getnframes()))
    return len(samples) / SAMPLE_RATE_HZ, (sum((x / 32768) ** 2 for x in samples) / len(samples)) ** 0.5


@pytest.fixture(scope="module")
def say() -> Callable[[str, float], bytes]:
    """The real voice."""
    return BundledVoice().say


STEP_S = 0.1
"""How long the page's clock goes on before the sounds that it asked for are waited for."""

HEARD_MS = 40
"""How long after its beginning a rendered sentence is loud enough to be heard, and some of a frame, in milliseconds."""

FORM = next(one for one in load_snapshot("session")["cues"] if one["moment"] == "form")
"""A sentence of the session."""


class Spoken:
    """A stand-in server whose voice is the real one."""

    def __init__(self, fake_server: FakeServer, say: Callable[[str, float], bytes]) -> None:
        self.standin = fake_server
        self.page = fake_server.page
        self.ear = Ear(fake_server.page)
        self.asked: list[str] = []
        self.rates: set[str] = set()
        self.late = False
        """Whether no sound comes in time."""
        self.broken = False
        self._say = say
        fake_server.responses["GET voice"] = {"speaks": True, "advice": None}
        self.page.route(f"{PAGE_URL}api/voice/speech?**", self._speak)

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
        """Open a paused session, and let it run from a position."""
        self.standin.open_session(position=position, status="paused", cause="you")
        expect(self.page.get_by_role("button", name="Continue")).to_be_visible()
        self.ear.stop_the_clock()
        self.page.keyboard.press("Shift")  # a browser wants a key before it sounds
        self.run(position, until)

    def run(self, position: float, until: float | None = None) -> None:
        """Say that the session runs, and waits somewhere for who is watched."""
        self.ear.tell(self.standin, status="running", position=position, until=until)
        self._from, self._until, self._since = position, until, self.ear.now()

    def when(self, position: float) -> float:
        """Return the millisecond of the page's clock at which a position is reached that nothing waits for."""
        return self._since + (position - self._from) * 1000

    def pause(self) -> None:
        """Say that the session was paused where it is."""
        self.ear.tell(self.standin, status="paused", cause="you", position=self._position())

    def _position(self) -> float:
        position = self._from + (self.ear.now() - self._since) / 1000
        return position if self._until is None else min(position, self._until)

    def go_on(self, seconds: float, *, stuck: bool = False) -> None:
        """Let it run, while the server goes on telling where it is; with `stuck`, 300 ms at a time."""
        step = 0.3 if stuck else STEP_S
        for number in range(round(seconds / step)):
            if stuck:
                self.ear.freeze(step)
            else:
                self.ear.go_on(step)
            if not self.late:
                self.ear.wait_for_sounds()
            if number % 5 == 4:
                self.ear.tell(self.standin, status="running", position=self._position(), until=self._until)


@pytest.fixture
def spoken(fake_server: FakeServer, say: Callable[[str, float], bytes]) -> Spoken:
    return Spoken(fake_server, say)


def test_the_real_server_speaks_a_cue_at_its_moment_as_loud_and_as_long_as_it_was_rendered(
    page: Page, home: Paths, clock: ManualClock, built_page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    answer_screening(home, clock)
    change_settings(home, {"volume": 100})
    ear = Ear(page)
    with run_server(home, clock, has_voice=True) as server:
        page.goto(server.address)
        page.get_by_role("button", name="Start").wait_for()
        voice = server.application.speech
        assert voice is not None
        server.wait_until(page, lambda: voice.is_started)
        ear.stop_the_clock()
        page.get_by_role("button", name="Start").click()
        server.wait_until(page, lambda: server.application.live_session is not None)
        page.get_by_text("Get ready").wait_for()
        cue = next(one for one in server.training.state.timeline.cues if one.kind is CueKind.FORM)
        begun = ear.now() - 1000 * server.training.state.position
        for _ in range(10 + math.ceil(cue.at) + 4):
            for _ in range(5):
                ear.go_on(0.2)
                ear.wait_for_sounds()
                clock.advance(0.2)  # after the page's, for what the server says can only come late
            server.wait_until(page, lambda: server.training.state.last_tick > clock.elapsed_seconds - 2)
        at = begun + 1000 * cue.at
        blocks = ear.listen().between(at - 500, at + 3000)
        sound = voice.cache.get(str(cue.text), 1.0)
        assert sound is not None
        seconds, loud = rendered(sound)
    assert blocks[0].at == pytest.approx(at, abs=HEARD_MS)
    assert len(blocks) * SECONDS_A_BLOCK == pytest.approx(seconds, abs=0.15)
    assert loudness(blocks) == pytest.approx(loud, rel=0.15)
    assert loud > 0.05


def test_a_cue_is_heard_at_its_moment_even_while_the_page_is_stuck_for_300_ms_at_a_time(spoken: Spoken) -> None:
    spoken.open(FORM["at"] - 4.1)
    spoken.go_on(0.5)
    spoken.go_on(5.1, stuck=True)
    at = spoken.when(FORM["at"])
    blocks = spoken.ear.listen().between(at - 1000, at + 1000)
    assert blocks[0].at == pytest.approx(at, abs=HEARD_MS)


def test_sounds_are_fetched_ahead_in_their_order_each_once_at_the_pace_of_the_settings(spoken: Spoken) -> None:
    spoken.standin.responses["GET settings"] = {**load_snapshot("settings"), "rate": 1.5}
    spoken.open(240.0)
    spoken.go_on(1.5)
    coming = [cue["text"] for cue in load_snapshot("session")["cues"] if cue["at"] >= 240]
    where, *ahead = spoken.asked
    assert where == "Monster walk: 10 seconds left."
    assert len(ahead) >= 4
    assert ahead == list(dict.fromkeys(coming))[: len(ahead)]
    assert len(set(spoken.asked)) == len(spoken.asked)
    assert spoken.rates == {"1.5"}


def test_a_cue_whose_sound_is_not_there_in_time_is_not_spoken_but_marked_and_written(spoken: Spoken) -> None:
    spoken.late = True
    spoken.open(FORM["at"] - 0.5)
    spoken.go_on(3.0)
    expect(spoken.page.locator(".caption")).to_have_text(FORM["text"])
    at = spoken.when(FORM["at"])
    assert spoken.ear.listen().between(at - 400, at + 2200) == []


def test_a_pause_cuts_the_sentence_at_once_and_nothing_of_it_comes_after(spoken: Spoken) -> None:
    spoken.open(FORM["at"] - 1.5)
    spoken.go_on(1.9)
    spoken.pause()
    paused = spoken.ear.now()
    spoken.ear.go_on(1)
    spoken.late = True
    spoken.run(FORM["at"] + 0.5)
    spoken.ear.go_on(0.5)
    sound = spoken.ear.listen()
    assert len(sound.between(paused - 400, paused)) > 20
    assert sound.between(paused + 50, paused + 1000) == []
    assert sound.between(paused + 1050, paused + 1500) == [], "nor when the loudspeaker is woken"


def test_nothing_is_said_before_who_is_watched_is_there_and_at_once_when_they_are(spoken: Spoken) -> None:
    spoken.open(FORM["at"] - 4.1, until=FORM["at"] - 0.001)
    spoken.go_on(6.5)
    assert FORM["text"] in spoken.asked  # it is here, and waits
    waited = spoken.ear.now()
    expected = spoken.when(FORM["at"])
    spoken.run(FORM["at"] - 0.001)
    spoken.go_on(2.0)
    sound = spoken.ear.listen()
    assert sound.between(expected - 500, waited) == []
    assert 0 <= sound.between(waited, waited + 2000)[0].at - waited < 100


def test_a_sentence_is_said_to_its_end_while_the_session_waits(
    spoken: Spoken, say: Callable[[str, float], bytes]
) -> None:
    seconds, _ = rendered(say(FORM["text"], 1.0))
    spoken.open(FORM["at"] - 4.1, until=FORM["at"] + 0.4)
    spoken.go_on(4.1 + seconds + 1.5)
    at = spoken.when(FORM["at"])
    blocks = spoken.ear.listen().between(at - 500, at + (seconds + 1) * 1000)
    assert blocks[0].at == pytest.approx(at, abs=HEARD_MS)
    assert len(blocks) * SECONDS_A_BLOCK == pytest.approx(seconds, abs=0.1)


def test_a_coachs_word_is_said_as_soon_as_its_sound_is_there_and_written(spoken: Spoken) -> None:
    at = next(step["at"] for step in load_snapshot("session")["plan"]["steps"] if step["kind"] == "work") + 8.0
    spoken.open(at, until=at)
    spoken.go_on(4.0)  # where one is, is said first
    word = {"at": at, "moment": "coach", "text": "Lift a little higher."}
    told = spoken.ear.now()
    spoken.ear.say(spoken.standin, {"type": "coach", "coach": {**load_snapshot("coach")[1], "say": word}})
    spoken.go_on(2.0)
    expect(spoken.page.locator(".caption[aria-live=off]")).to_have_text(word["text"])
    assert spoken.asked.count(word["text"]) == 1
    sound = spoken.ear.listen()
    assert sound.between(told - 500, told) == [], "nothing else was being said"
    assert sound.between(told, told + 2000)[0].at - told < 1000 * (STEP_S + 0.1)


def test_a_coachs_word_is_not_said_to_who_hears_only_what_changes(spoken: Spoken) -> None:
    spoken.standin.responses["GET settings"] = {**load_snapshot("settings"), "talk": "changes"}
    spoken.open(20.0)
    spoken.ear.say(
        spoken.standin,
        {
            "type": "coach",
            "coach": {**load_snapshot("coach")[1], "say": {"at": 20.0, "moment": "coach", "text": "Higher."}},
        },
    )
    spoken.go_on(1.0)
    expect(spoken.page.locator(".caption")).to_have_text("Higher.")
    assert "Higher." not in spoken.asked


def test_going_on_says_where_one_is(spoken: Spoken) -> None:
    spoken.open(20.0)
    begun = spoken.ear.now()
    spoken.go_on(1.2)
    assert spoken.asked[0] == "Piriformis stretch: 10 seconds left."
    assert 0 <= spoken.ear.listen().between(begun, begun + 1200)[0].at - begun < 1000 * (STEP_S + 0.1)


def test_a_voice_that_fails_is_given_up_for_tones_and_captions_that_are_read_out(spoken: Spoken) -> None:
    spoken.broken = True
    spoken.open(5.5)
    spoken.go_on(1.0)
    expect(spoken.page.locator(".caption[aria-live=polite]")).to_be_visible()
    assert len(spoken.asked) == 1


def test_the_settings_say_who_speaks_and_let_it_be_heard(spoken: Spoken) -> None:
    spoken.standin.open_page("settings")
    expect(spoken.page.get_by_text("Rearguard uses its own")).to_be_visible()
    spoken.ear.stop_the_clock()
    spoken.page.get_by_role("button", name="Play a sample").click()
    spoken.page.wait_for_function("() => sounds.settled === 1")
    spoken.ear.go_on(3)
    assert spoken.asked == ["Glute bridge. Three, two, one."]
    assert len(spoken.ear.listen().between(PAUSED_AT_MS, PAUSED_AT_MS + 3000)) * SECONDS_A_BLOCK > 1


def test_the_settings_say_what_to_do_where_nobody_speaks(fake_server: FakeServer) -> None:
    fake_server.open_page("settings")
    expect(fake_server.page.get_by_text("Your browser has no voice")).to_be_visible()
    expect(fake_server.page.get_by_text("The extra speaks.")).to_be_visible()


def test_who_wants_tones_alone_has_no_voice_loaded(spoken: Spoken) -> None:
    spoken.standin.responses["GET settings"] = {**load_snapshot("settings"), "talk": "tones"}
    spoken.open(5.5)
    spoken.go_on(1.0)
    assert "GET voice" not in [key for key, _ in spoken.standin.requests]
    assert spoken.asked == []


def test_without_a_voice_every_step_begins_with_a_tone_and_a_line_to_read(spoken: Spoken) -> None:
    spoken.standin.responses["GET voice"] = {"speaks": False, "advice": None}
    session = load_snapshot("session")
    spoken.open(-10.0)
    moments = []
    for step in session["plan"]["steps"]:
        said = [cue["text"] for cue in session["cues"] if cue["at"] == step["at"]]
        spoken.run(step["at"] - 0.1)
        moments.append(spoken.when(step["at"]))
        spoken.ear.go_on(0.6)  # until it has sounded
        expect(spoken.page.locator(".caption[aria-live=polite]")).to_have_text(said)
        spoken.pause()
        spoken.ear.go_on(0.1)
    assert spoken.asked == []
    sound = spoken.ear.listen()
    for at in moments:
        assert sound.between(at - 100, at + 200)[0].at == pytest.approx(at, abs=HEARD_MS)
