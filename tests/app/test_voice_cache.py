"""The cache of spoken texts: whole files or none, private, and limited in number."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.app.speech.voice_cache import VoiceCache


def sound(size: int) -> bytes:
    """Return a number of bytes that look like a WAV file."""
    return (b"RIFF" + (size - 8).to_bytes(4, "little")).ljust(size, b"\x01")


@pytest.fixture
def cache(tmp_path: Path) -> VoiceCache:
    return VoiceCache(tmp_path / "new" / "voice", "1", max_bytes=1000)


def test_what_is_put_in_is_found_by_its_text_its_rate_and_its_voice_alone(cache: VoiceCache) -> None:
    cache.put("Up.", 1.0, sound(100))
    assert cache.get("Up.", 1.0) == sound(100)
    assert cache.get("Up.", 1.1) is None
    assert cache.get("up.", 1.0) is None
    assert VoiceCache(cache.folder, "2").get("Up.", 1.0) is None


@given(st.text())
def test_any_text_has_a_name_that_tells_nothing_of_it(text: str) -> None:
    name = VoiceCache(Path("folder"), "1").path(text, 1.0).name
    assert len(name) == 64 + len(".wav")
    assert set(name.removesuffix(".wav")) <= set("0123456789abcdef")


def test_the_cache_is_private(cache: VoiceCache) -> None:
    cache.put("Up.", 1.0, sound(100))
    assert stat.S_IMODE(cache.folder.stat().st_mode) == 0o700


def test_the_least_recently_used_text_makes_room(cache: VoiceCache) -> None:
    for age, text in enumerate(["a", "b", "c"]):
        cache.put(text, 1.0, sound(300))
        os.utime(cache.path(text, 1.0), (age, age))
    assert cache.get("a", 1.0) is not None  # just used
    cache.put("d", 1.0, sound(300))
    assert {text for text in "abcd" if cache.path(text, 1.0).exists()} == {"a", "c", "d"}


@pytest.mark.parametrize("damage", [b"", b"RIFF", sound(100)[:-1], sound(100) + b"x"])
def test_what_was_cut_off_is_as_if_it_were_not_there(cache: VoiceCache, damage: bytes) -> None:
    cache.put("Up.", 1.0, sound(100))
    cache.path("Up.", 1.0).write_bytes(damage)
    assert cache.get("Up.", 1.0) is None
    cache.put("Up.", 1.0, sound(100))
    assert cache.get("Up.", 1.0) == sound(100)


def test_nothing_half_written_stays_and_a_folder_that_can_not_be_made_breaks_nothing(
    cache: VoiceCache, tmp_path: Path
) -> None:
    cache.put("Up.", 1.0, sound(100))
    assert [path.suffix for path in cache.folder.iterdir()] == [".wav"]
    (tmp_path / "file").write_text("in the way")
    blocked = VoiceCache(tmp_path / "file" / "voice", "1")
    blocked.put("Up.", 1.0, sound(100))
    assert blocked.get("Up.", 1.0) is None
