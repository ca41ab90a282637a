"""The server speaks for a page that has no voice: with the real one, of the extra that the tests' group holds."""

from __future__ import annotations

import io
import wave
from array import array
from concurrent.futures import wait

import pytest
from starlette.testclient import TestClient
from support.home_fixture import answer
from support.http_client import line

from rearguard.app.application import Application
from rearguard.app.person.clock import Clock
from rearguard.app.person.paths import Home
from rearguard.app.person.settings import change
from rearguard.app.speech.bundled_tts import SAMPLE_RATE


def samples(sound: bytes) -> tuple[array[int], float]:
    """Return the samples of a WAV file and its seconds."""
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLE_RATE)
        found = array("h", file.readframes(file.getnframes()))
    return found, len(found) / SAMPLE_RATE


def test_a_text_is_spoken_and_faster_if_that_is_wanted(visitor: TestClient) -> None:
    assert visitor.get("/api/voice").json() == {"speaks": True, "advice": None}
    answers = [visitor.get("/api/voice/speech", params={"text": "Other side.", "rate": rate}) for rate in (1, 2)]
    assert {one.headers["content-type"] for one in answers} == {"audio/wav"}
    (usual, seconds), (_, fast) = map(samples, (one.content for one in answers))
    assert max(usual) > 8000
    assert max(usual[: SAMPLE_RATE // 10], key=abs) != 0  # it begins at once
    assert 0.4 < seconds < 1.0
    assert fast == pytest.approx(seconds / 2, rel=0.2)


def test_all_that_a_session_says_is_ready_before_its_time(
    visitor: TestClient, application: Application, home: Home, clock: Clock
) -> None:
    answer(home, clock)
    visitor.get("/api/voice")
    with line(visitor) as (page, _):
        cues = page.say("start")["session"]["cues"]
        assert application.voice is not None
        first, last = cues[0]["text"], cues[-1]["text"]
        visitor.get("/api/voice/speech", params={"text": first})
        wait(application.voice.ahead, 30)
        for text in {first, last, *(cue["text"] for cue in cues)}:
            assert application.voice.cache.get(text, 1.0) is not None, text


def test_nothing_is_rendered_for_a_page_that_has_a_voice(
    visitor: TestClient, application: Application, home: Home, clock: Clock
) -> None:
    answer(home, clock)
    with line(visitor) as (page, _):
        page.say("start")
    assert application.voice is not None
    assert not application.voice.awake


def test_a_slow_voice_gets_a_longer_lead_in_and_its_own_cues(visitor: TestClient, home: Home, clock: Clock) -> None:
    answer(home, clock)
    with line(visitor) as (page, _):
        usual = page.say("start")["session"]
        page.say("end")
        change(home, {"rate": 0.5})
        slow = page.say("start")["session"]
        page.say("end")
        change(home, {"rate": 0.5, "talk": "tones"})
        read = page.say("start")["session"]
    assert (usual["lead"], slow["lead"], read["lead"]) == (10, 20, 10)
    assert len(slow["cues"]) <= len(usual["cues"])
    assert read["cues"] == usual["cues"]


@pytest.mark.parametrize(
    "asked",
    [{}, {"text": ""}, {"text": "a" * 301}, {"text": "a", "rate": 0.4}, {"text": "a", "rate": "nan"}, {"rate": 1}],
)
def test_it_is_no_reader_of_anything_at_any_pace(visitor: TestClient, asked: dict[str, str]) -> None:
    assert visitor.get("/api/voice/speech", params=asked).status_code == 422


def test_a_stranger_hears_nothing(stranger: TestClient) -> None:
    assert stranger.get("/api/voice/speech", params={"text": "Up."}).status_code == 401
    assert stranger.get("/api/voice").status_code == 401


@pytest.mark.parametrize("text", ["…", "日本語", "[up](/a/)", "🎉", "1e999", "\x00", "$€%" * 20])
def test_what_can_not_be_said_breaks_nothing(visitor: TestClient, text: str) -> None:
    said = visitor.get("/api/voice/speech", params={"text": text})
    assert said.status_code == 200
    samples(said.content)


def test_without_the_extra_it_says_what_to_do(home: Home, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rearguard.app.speech.bundled_tts.find_spec", lambda _name: None)
    application = Application(home, clock)
    assert application.voice is None
    assert not application.speak()
    application.close()


def test_without_a_voice_the_page_is_told_how_to_get_one(visitor: TestClient, application: Application) -> None:
    application.voice = None
    said = visitor.get("/api/voice").json()
    assert said["speaks"] is False
    assert "pip install 'rearguard[voice]'" in said["advice"]
    refused = visitor.get("/api/voice/speech", params={"text": "Up."})
    assert refused.status_code == 409
    assert refused.json()["error"]["message"] == said["advice"]
