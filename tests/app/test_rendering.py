"""Texts become sound beside everything else: in order, the asked first, and nobody is kept waiting for long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, wait
from pathlib import Path

import pytest

from rearguard.app.person.paths import Home
from rearguard.app.speech.rendering import LONGEST, WAITING, Rendering, rendering
from rearguard.app.speech.voice_cache import VoiceCache
from rearguard.core.errors import Refusal
from rearguard.core.message import Message


class Slow:
    """A voice that notes what it says, once it may."""

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
def renders(voice: Slow, cache: VoiceCache) -> Iterator[Rendering]:
    one = Rendering(cache, lambda: voice)
    yield one
    voice.may.set()
    one.close()


def hold(voice: Slow, renders: Rendering) -> Future[bytes]:
    """Keep it busy."""
    busy = renders.ask("busy", 1.0)
    assert voice.begun.wait(10)
    return busy


def test_ahead_goes_by_its_order_and_each_text_once_and_what_is_asked_for_before(
    voice: Slow, renders: Rendering
) -> None:
    hold(voice, renders)
    renders.prepare(["one", "two", "one", "three"], 1.5)
    asked = renders.ask("now", 1.0)
    voice.may.set()
    assert asked.result(10) == b"now"
    wait(renders.ahead, 10)
    assert voice.said == [("busy", 1.0), ("now", 1.0), ("one", 1.5), ("two", 1.5), ("three", 1.5)]


def test_what_is_prepared_anew_replaces_what_was_not_begun(voice: Slow, renders: Rendering) -> None:
    hold(voice, renders)
    renders.prepare(["one", "two"], 1.0)
    renders.prepare(["two", "three"], 1.0)
    voice.may.set()
    wait(renders.ahead, 10)
    assert [text for text, _ in voice.said] == ["busy", "two", "three"]


def test_asking_does_not_wait_for_the_voice(voice: Slow, renders: Rendering) -> None:
    renders.wake()
    asked = renders.ask("one", 1.0)
    assert not asked.done()
    assert voice.said == []


def test_what_failed_is_told_and_the_next_text_is_fine(voice: Slow, renders: Rendering, cache: VoiceCache) -> None:
    voice.may.set()
    with pytest.raises(ValueError, match="bad"):
        renders.ask("bad", 1.0).result(10)
    assert renders.ask("good", 1.0).result(10) == b"good"
    assert cache.get("bad", 1.0) is None


def test_a_voice_that_can_not_be_loaded_is_told_to_everyone_who_asks(cache: VoiceCache) -> None:
    def load() -> Slow:
        raise Refusal(Message("No library."))

    renders = Rendering(cache, load)
    for _ in range(2):
        with pytest.raises(Refusal, match="No library"):
            renders.ask("one", 1.0).result(10)
    renders.close()


def test_there_is_an_end_to_what_can_be_piled_up(voice: Slow, renders: Rendering) -> None:
    hold(voice, renders)
    for number in range(WAITING - 1):
        renders.ask(str(number), 1.0)
    with pytest.raises(Refusal, match="Too much"):
        renders.ask("one more", 1.0)
    with pytest.raises(Refusal, match="characters"):
        renders.ask("a" * (LONGEST + 1), 1.0)


def test_closing_lets_be_what_waits(voice: Slow, cache: VoiceCache) -> None:
    renders = Rendering(cache, lambda: voice)
    busy = hold(voice, renders)
    renders.prepare(map(str, range(100)), 1.0)
    threading.Timer(0.05, voice.may.set).start()
    renders.close()
    assert busy.result(0) == b"busy"
    assert len(voice.said) == 1


def test_a_text_that_is_kept_is_not_made_again(renders: Rendering, voice: Slow, cache: VoiceCache) -> None:
    voice.may.set()
    sound = b"RIFF" + (4).to_bytes(4, "little") + b"WAVE"
    cache.put("one", 1.25, sound)
    assert renders.ask("one", 1.2500001).result(10) == sound
    assert voice.said == []
    assert renders.ask("one", 1.0).result(10) == b"one"


def test_another_language_has_no_voice(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path, tmp_path)
    assert rendering(home, "de") is None
    assert rendering(home, "en_GB") is not None
