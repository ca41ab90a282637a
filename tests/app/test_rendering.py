"""Background speech synthesis: in order, requested texts first, with short waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, wait
from pathlib import Path

import pytest

from rearguard.app.person.paths import Paths
from rearguard.app.speech.rendering import MAX_TEXT_CHARS, MAX_WAITING_TEXTS, SpeechRenderer, make_renderer
from rearguard.app.speech.voice_cache import VoiceCache
from rearguard.core.errors import Refusal
from rearguard.core.message import Message


class Slow:
    """A voice that notes what it says, and waits for permission."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.begun = threading.Event()
        self.said: list[tuple[str, float]] = []

    def say(self, text: str, rate: float) -> bytes:
        self.begun.set()
        assert self.may.wait(10)
        self.said.append((text, rate))
        if text == "bad":
            raise ValueError(text)
        return text.encode()


@pytest.fixture
def voice() -> Slow:
    return Slow()


@pytest.fixture
def cache(tmp_path: Path) -> VoiceCache:
    return VoiceCache(tmp_path / "voice", "1")


@pytest.fixture
def renders(voice: Slow, cache: VoiceCache) -> Iterator[SpeechRenderer]:
    renderer = SpeechRenderer(cache, lambda: voice)
    yield renderer
    voice.may.set()
    renderer.close()


def hold(voice: Slow, renders: SpeechRenderer) -> Future[bytes]:
    """Keep it busy."""
    busy = renders.request("busy", 1.0)
    assert voice.begun.wait(10)
    return busy


def test_ahead_goes_by_its_order_and_each_text_once_and_what_is_asked_for_before(
    voice: Slow, renders: SpeechRenderer
) -> None:
    hold(voice, renders)
    renders.prepare(["one", "two", "one", "three"], 1.5)
    requested = renders.request("now", 1.0)
    voice.may.set()
    assert requested.result(10) == b"now"
    wait(renders.prepared, 10)
    assert voice.said == [("busy", 1.0), ("now", 1.0), ("one", 1.5), ("two", 1.5), ("three", 1.5)]


def test_a_new_request_replaces_texts_that_were_not_begun(voice: Slow, renders: SpeechRenderer) -> None:
    hold(voice, renders)
    renders.prepare(["one", "two"], 1.0)
    renders.prepare(["two", "three"], 1.0)
    voice.may.set()
    wait(renders.prepared, 10)
    assert [text for text, _ in voice.said] == ["busy", "two", "three"]


def test_asking_does_not_wait_for_the_voice(voice: Slow, renders: SpeechRenderer) -> None:
    renders.start()
    requested = renders.request("one", 1.0)
    assert not requested.done()
    assert voice.said == []


def test_a_failure_is_reported_and_the_next_text_is_fine(
    voice: Slow, renders: SpeechRenderer, cache: VoiceCache
) -> None:
    voice.may.set()
    with pytest.raises(ValueError, match="bad"):
        renders.request("bad", 1.0).result(10)
    assert renders.request("good", 1.0).result(10) == b"good"
    assert cache.get("bad", 1.0) is None


def test_a_voice_that_cannot_be_loaded_is_reported_to_every_caller(cache: VoiceCache) -> None:
    def load() -> Slow:
        raise Refusal(Message("No library."))

    renders = SpeechRenderer(cache, load)
    for _ in range(2):
        with pytest.raises(Refusal, match="No library"):
            renders.request("one", 1.0).result(10)
    renders.close()


def test_there_is_an_end_to_what_can_be_piled_up(voice: Slow, renders: SpeechRenderer) -> None:
    hold(voice, renders)
    for number in range(MAX_WAITING_TEXTS - 1):
        renders.request(str(number), 1.0)
    with pytest.raises(Refusal, match="Too many texts are waiting"):
        renders.request("one more", 1.0)
    with pytest.raises(Refusal, match="characters"):
        renders.request("a" * (MAX_TEXT_CHARS + 1), 1.0)


def test_closing_lets_be_what_waits(voice: Slow, cache: VoiceCache) -> None:
    renders = SpeechRenderer(cache, lambda: voice)
    busy = hold(voice, renders)
    renders.prepare(map(str, range(100)), 1.0)
    threading.Timer(0.05, voice.may.set).start()
    renders.close()
    assert busy.result(0) == b"busy"
    assert len(voice.said) == 1


def test_a_cached_text_is_not_synthesised_again(renders: SpeechRenderer, voice: Slow, cache: VoiceCache) -> None:
    voice.may.set()
    sound = b"RIFF" + (4).to_bytes(4, "little") + b"WAVE"
    cache.put("one", 1.25, sound)
    assert renders.request("one", 1.2500001).result(10) == sound
    assert voice.said == []
    assert renders.request("one", 1.0).result(10) == b"one"


def test_another_language_has_no_voice(tmp_path: Path) -> None:
    home = Paths(tmp_path, tmp_path, tmp_path)
    assert make_renderer(home, "de") is None
    assert make_renderer(home, "en_GB") is not None
