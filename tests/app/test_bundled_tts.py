"""The extra's voice contacts no other machine, and says the same thing the same way."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rearguard.app.speech.bundled_tts import BundledVoice, can_speak, voice_version

COLLECTORS = (b"OneCollector", b"events.data.microsoft")
"""What a runtime that reports its use holds: where to."""


@pytest.fixture(scope="module")
def voice() -> BundledVoice:
    return BundledVoice()


def test_its_runtime_cannot_report_to_anyone() -> None:
    files = [Path(str(file.locate())) for file in metadata.files("onnxruntime") or []]
    binaries = [path for path in files if {".so", ".pyd", ".dll", ".dylib"} & set(path.suffixes)]
    assert binaries
    for path in binaries:
        assert not any(collector in path.read_bytes() for collector in COLLECTORS), path


def test_telemetry_of_a_newer_runtime_is_off_before_it_is_loaded(tmp_path: Path) -> None:
    look = (
        "import sys; from rearguard.app.speech.bundled_tts import BundledVoice; "
        "before = 'onnxruntime' in sys.modules; BundledVoice(); "
        "import os; print(before, os.environ['ORT_DISABLE_TELEMETRY'])"
    )
    result = subprocess.run(
        [sys.executable, "-c", look],
        env={**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split() == ["False", "1"]
    assert list(tmp_path.iterdir()) == []  # nor does it store anything


def test_the_same_text_sounds_the_same_and_another_does_not(voice: BundledVoice) -> None:
    assert voice.say("Switch sides.", 1.0) == voice.say("Switch sides.", 1.0)
    assert voice.say("Switch sides.", 1.0) != voice.say("Other side!", 1.1)


@given(st.text(st.characters(categories=["L", "N", "P", "Z"]), max_size=12))
@example("2¹ ① 𐩀 ½ ٣")
@settings(max_examples=30, deadline=None)
def test_whatever_it_is_given_it_says_what_it_can(voice: BundledVoice, text: str) -> None:
    assert voice.say(text, 2.0).startswith(b"RIFF")


@pytest.mark.parametrize("language", ["en", "en_GB", "en-US"])
def test_it_speaks_english(language: str) -> None:
    assert can_speak(language)


@pytest.mark.parametrize("language", ["de", "fr_FR", ""])
def test_it_speaks_nothing_else(language: str) -> None:
    assert not can_speak(language)


def test_its_version_is_that_of_the_package_that_it_comes_in() -> None:
    assert metadata.version("hibari-tts") in voice_version()
