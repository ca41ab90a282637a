"""The server speaks for a page that has no voice: with the real voice, of the extra in the tests' group."""

from __future__ import annotations

import io
import wave
from array import array
from concurrent.futures import wait

import pytest
from starlette.testclient import TestClient
from support.home_fixture import answer_screening
from support.http_client import connect_live

from rearguard.app.application import Application
from rearguard.app.person.clock import Clock
from rearguard.app.person.paths import Paths
from rearguard.app.person.settings import change_settings
from rearguard.app.speech.bundled_tts import SAMPLE_RATE_HZ


def samples(sound: bytes) -> tuple[array[int], float]:
    """Return the samples of a WAV file and its seconds."""
    with wave.open(io.BytesIO(sound)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLE_RATE_HZ)
        values = array("h", file.readframes(file.getnframes()))
    return values, len(values) / SAMPLE_RATE_HZ


def test_a_text_is_spoken_and_faster_if_that_is_wanted(api_client: TestClient) -> None:
    assert api_client.get("/api/voice").json() == {"speaks": True, "advice": None}
    answers = [api_client.get("/api/voice/speech", params={"text": "Switch sides.", "rate": rate}) for rate in (1, 2)]
    assert {one.headers["content-type"] for one in answers} == {"audio/wav"}
    (usual, seconds), (_, fast) = map(samples, (one.content for one in answers))
    assert max(usual) > 8000
    assert max(usual[: SAMPLE_RATE_HZ // 10], key=abs) != 0  # it begins at once
    assert 0.4 < seconds < 1.0
    assert fast == pytest.approx(seconds / 2, rel=0.2)


def test_all_that_a_session_says_is_ready_before_its_time(
    api_client: TestClient, application: Application, home: Paths, clock: Clock
) -> None:
    answer_screening(home, clock)
    api_client.get("/api/voice")
    with connect_live(api_client) as (page, _):
        cues = page.send("start")["session"]["cues"]
        assert application.speech is not None
        first, last = cues[0]["text"], cues[-1]["text"]
        api_client.get("/api/voice/speech", params={"text": first})
        wait(application.speech.prepared, 30)
        for text in {first, last, *(cue["text"] for cue in cues)}:
            assert application.speech.cache.get(text, 1.0) is not None, text


def test_nothing_is_rendered_for_a_page_that_has_a_voice(
    api_client: TestClient, application: Application, home: Paths, clock: Clock
) -> None:
    answer_screening(home, clock)
    with connect_live(api_client) as (page, _):
        page.send("start")
    assert application.speech is not None
    assert not application.speech.is_started


def test_a_slow_voice_gets_a_longer_lead_in_and_its_own_cues(api_client: TestClient, home: Paths, clock: Clock) -> None:
    answer_screening(home, clock)
    with connect_live(api_client) as (page, _):
        usual = page.send("start")["session"]
        page.send("end")
        change_settings(home, {"rate": 0.5})
        slow = page.send("start")["session"]
        page.send("end")
        change_settings(home, {"rate": 0.5, "talk": "tones"})
        read = page.send("start")["session"]
    assert (usual["lead"], slow["lead"], read["lead"]) == (10, 20, 10)
    assert len(slow["cues"]) <= len(usual["cues"])
    assert read["cues"] == usual["cues"]


@pytest.mark.parametrize(
    "query",
    [{}, {"text": ""}, {"text": "a" * 301}, {"text": "a", "rate": 0.4}, {"text": "a", "rate": "nan"}, {"rate": 1}],
)
def test_it_is_no_reader_of_anything_at_any_pace(api_client: TestClient, query: dict[str, str]) -> None:
    assert api_client.get("/api/voice/speech", params=query).status_code == 422


def test_a_stranger_hears_nothing(unauthenticated_client: TestClient) -> None:
    assert unauthenticated_client.get("/api/voice/speech", params={"text": "Up."}).status_code == 401
    assert unauthenticated_client.get("/api/voice").status_code == 401


@pytest.mark.parametrize("text", ["…", "日本語", "[up](/a/)", "🎉", "1e999", "\x00", "$€%" * 20])
def test_what_can_not_be_said_breaks_nothing(api_client: TestClient, text: str) -> None:
    response = api_client.get("/api/voice/speech", params={"text": text})
    assert response.status_code == 200
    samples(response.content)


def test_without_the_extra_it_says_what_to_do(home: Paths, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rearguard.app.speech.bundled_tts.find_spec", lambda _name: None)
    application = Application(home, clock)
    assert application.speech is None
    assert not application.prepare_speech()
    application.close()


def test_without_a_voice_the_page_learns_how_to_get_one(api_client: TestClient, application: Application) -> None:
    application.speech = None
    voice = api_client.get("/api/voice").json()
    assert voice["speaks"] is False
    assert "pip install 'rearguard[voice]'" in voice["advice"]
    refused = api_client.get("/api/voice/speech", params={"text": "Up."})
    assert refused.status_code == 409
    assert refused.json()["error"]["message"] == voice["advice"]
