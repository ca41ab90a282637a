"""`rearguard go` speaks with the machine's voice: here a script that notes what it is asked to say."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from support.home_fixture import pass_screening, run_command

from rearguard.app.application import Application
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.paths import Paths
from rearguard.app.person.settings import change_settings
from rearguard.app.speech.audio_player import AudioPlayer
from rearguard.app.speech.bundled_tts import voice_version
from rearguard.app.speech.rendering import SpeechRenderer
from rearguard.app.speech.speaker import Speaker
from rearguard.app.speech.system_voice import SystemVoice, find_system_voice
from rearguard.app.speech.voice_cache import VoiceCache
from rearguard.app.training.planning import PlanRequest
from rearguard.session import event
from rearguard.session.cue import CueKind
from rearguard.session.session import SessionState, start_session
from rearguard.session.verbosity import Verbosity

SCRIPT = """#!/bin/sh
for text; do :; done
echo "$text" >> "{log}"
exec /bin/sleep 30
"""

NAMES = ("espeak-ng", "say")
"""What is looked for first, on Linux and on macOS."""


@pytest.fixture
def speech_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the voice was asked to say; nothing else is on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(SCRIPT.format(log=tmp_path / "said"))
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return tmp_path / "said"


@pytest.fixture
def speaker(speech_log: Path) -> Iterator[Speaker]:
    """Someone who takes half a minute for every sentence."""
    with Speaker(SystemVoice(str(speech_log.parent / "bin/espeak-ng"), "en"), Verbosity.ALL) as speaker:
        yield speaker
        speaker.stop_speaking()


@pytest.fixture
def state(home: Paths) -> SessionState:
    pass_screening(home)
    application = Application(home, SystemClock())
    plan = application.make_plan(PlanRequest(minutes=2))
    application.close()
    return start_session(plan, application.library.exercises, 0.0)


def lines(speech_log: Path) -> list[str]:
    return speech_log.read_text().splitlines() if speech_log.exists() else []


def wait_for(speech_log: Path, *texts: str) -> None:
    """Wait until another process has been asked to say these."""
    look = threading.Event()
    until = time.perf_counter() + 60
    while lines(speech_log) != list(texts):
        assert time.perf_counter() < until, lines(speech_log)
        look.wait(0.01)


@contextmanager
def going(*words: str) -> Iterator[subprocess.Popen[str]]:
    """A session in a terminal's place, that is stopped at the end whatever happens."""
    command = [sys.executable, "-m", "rearguard", "go", "--minutes", "2", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)


def due(state: SessionState, moment: CueKind) -> event.CueDue:
    """Return the first cue of a moment, as due now."""
    cue = next(one for one in state.timeline.cues if one.kind is moment)
    return event.CueDue(cue.at, cue)


def test_a_weightier_cue_ends_the_sentence_under_way_and_a_word_of_the_tempo_does_not(
    speaker: Speaker, state: SessionState, speech_log: Path
) -> None:
    setup, tempo, start = (due(state, moment) for moment in (CueKind.SETUP, CueKind.TEMPO, CueKind.START))
    speaker.follow_session(replace(state, position=setup.at), [setup])
    wait_for(speech_log, str(setup.cue.text))
    speaker.follow_session(replace(state, position=tempo.at), [tempo])
    first = speaker.process
    speaker.follow_session(replace(state, position=start.at), [start])
    wait_for(speech_log, str(setup.cue.text), str(start.cue.text))
    assert first is not None
    assert first.poll() is not None


def test_a_sentence_that_waited_too_long_is_not_said(speaker: Speaker, state: SessionState, speech_log: Path) -> None:
    first, second = [cue for cue in state.timeline.cues if cue.kind is CueKind.SETUP][:2]
    speaker.follow_session(replace(state, position=first.at), [event.CueDue(first.at, first)])
    wait_for(speech_log, str(first.text))
    speaker.follow_session(replace(state, position=second.at), [event.CueDue(second.at, second)])
    speaker.follow_session(replace(state, position=second.at + 1.5), [])
    speaker.stop_speaking()
    speaker.follow_session(replace(state, position=second.at + 1.6), [])
    assert lines(speech_log) == [str(first.text)]


def test_a_pause_is_silent_at_once(speaker: Speaker, state: SessionState) -> None:
    speaker.follow_session(state, [due(state, CueKind.SETUP)])
    process = speaker.process
    assert process is not None
    speaker.follow_session(state, [event.Paused(0.0, "you")])
    assert process.poll() is not None
    assert speaker.process is None


def test_a_voice_that_can_not_be_run_is_given_up(state: SessionState, tmp_path: Path) -> None:
    with Speaker(SystemVoice(str(tmp_path / "gone"), "en"), Verbosity.ALL) as speaker:
        speaker.follow_session(replace(state, position=-10.0), [due(state, CueKind.SETUP)])
        assert speaker.voice is None


def test_a_session_in_the_terminal_speaks_and_falls_silent_when_it_is_stopped(
    state: SessionState, speech_log: Path
) -> None:
    first = str(state.timeline.cues[0].text)
    with going() as process:
        wait_for(speech_log, first)
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0
        assert process.stdout is not None
        assert first in process.stdout.read()


@pytest.mark.parametrize("words", [["--quiet"], ["--json"], ["--quiet", "--talk", "all"]])
def test_nothing_is_spoken_when_that_is_not_wanted(words: list[str], home: Paths, speech_log: Path) -> None:
    pass_screening(home)
    done = run_command("go", "--minutes", "2", "--speed", "1000", *words, home=home)
    assert done.returncode == 0, done.stderr
    assert not speech_log.exists()


def test_the_settings_say_how_much_is_spoken_and_the_option_goes_before_them(
    home: Paths, state: SessionState, speech_log: Path
) -> None:
    pass_screening(home)
    change_settings(home, {"talk": "tones"})
    words = ["go", "--minutes", "2", "--speed", "1000"]
    assert run_command(*words, home=home).returncode == 0
    assert not speech_log.exists()
    with going("--talk", "changes"):
        wait_for(speech_log, str(state.timeline.cues[0].text))


@pytest.mark.usefixtures("speech_log")
def test_each_platforms_voice_is_asked_in_its_own_way() -> None:
    text = "Runner's stretch, left leg."
    for name in ("espeak-ng", "say", "spd-say", "powershell"):
        command = SystemVoice(f"/bin/{name}", "de", 1.5, 40).command(text)
        assert command[0] == f"/bin/{name}"
        assert (name == "powershell") or text in command[-1]
    assert SystemVoice("/bin/spd-say", "en").silence == ("/bin/spd-say", "--cancel")
    found = find_system_voice("en", platform="linux")
    assert found is not None
    assert Path(found.program).name == "espeak-ng"
    assert find_system_voice("en", platform="win32") is None


def test_the_same_words_slower_and_softer() -> None:
    voice = SystemVoice("/bin/espeak-ng", "de", rate=0.5, volume=40)
    assert voice.command("Hoch.") == ("/bin/espeak-ng", "-v", "de", "-s", "75", "-a", "50", "--", "Hoch.")


def test_where_the_system_has_no_voice_our_own_is_played_from_the_first_words_on(
    home: Paths, state: SessionState, speech_log: Path
) -> None:
    change_settings(home, {"volume": 50})
    for name in NAMES:
        (speech_log.parent / "bin" / name).rename(speech_log.parent / "bin/paplay")
    cache = VoiceCache(home.cache / "voice", voice_version())
    with going() as process:
        wait_for(speech_log, str(cache.path(str(state.timeline.cues[0].text), 1.0)))
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0
    assert cache.get(str(state.timeline.cues[0].text), 1.0) is not None


def test_what_is_not_rendered_in_time_is_not_said(tmp_path: Path) -> None:
    rendering = SpeechRenderer(VoiceCache(tmp_path, "1"))
    loud, half = (AudioPlayer("/bin/pw-play", rendering, 1.0, volume) for volume in (100, 50))
    assert loud.command("Up.") is None
    rendering.cache.put("Up.", 1.0, b"sound")
    file = str(rendering.cache.path("Up.", 1.0))
    assert loud.command("Up.") == ("/bin/pw-play", "--volume=1.0", file)
    assert half.command("Up.") == ("/bin/pw-play", "--volume=0.5", file)
    assert AudioPlayer("/bin/paplay", rendering, 1.0, 50).command("Up.") == ("/bin/paplay", "--volume=32768", file)
