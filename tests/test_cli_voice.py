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
from household import cleared, rearguard

from rearguard.app.application import Application
from rearguard.app.clock import SystemClock
from rearguard.app.home import Home
from rearguard.app.own_voice import version
from rearguard.app.planning import Wish
from rearguard.app.played_voice import PlayedVoice
from rearguard.app.rendering import Rendering
from rearguard.app.settings import change
from rearguard.app.speaker import Speaker
from rearguard.app.system_voice import SystemVoice, system_voice
from rearguard.app.voice_cache import VoiceCache
from rearguard.session import event
from rearguard.session.cue import Moment
from rearguard.session.session import Session, begin
from rearguard.session.talk import Talk

SCRIPT = """#!/bin/sh
for text; do :; done
echo "$text" >> "{log}"
exec /bin/sleep 30
"""

NAMES = ("espeak-ng", "say")
"""What is looked for first, on Linux and on macOS."""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the voice was asked to say; nothing else is on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(SCRIPT.format(log=tmp_path / "said"))
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return tmp_path / "said"


@pytest.fixture
def speaker(log: Path) -> Iterator[Speaker]:
    """Someone who takes half a minute for every sentence."""
    with Speaker(SystemVoice(str(log.parent / "bin/espeak-ng"), "en"), Talk.ALL) as speaker:
        yield speaker
        speaker.hush()


@pytest.fixture
def state(home: Home) -> Session:
    cleared(home)
    application = Application(home, SystemClock())
    plan = application.plan(Wish(minutes=2))
    application.close()
    return begin(plan, application.library.exercises, 0.0)


def lines(log: Path) -> list[str]:
    return log.read_text().splitlines() if log.exists() else []


def wait_for(log: Path, *texts: str) -> None:
    """Wait until another process has been asked to say these."""
    look = threading.Event()
    until = time.perf_counter() + 60
    while lines(log) != list(texts):
        assert time.perf_counter() < until, lines(log)
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


def due(state: Session, moment: Moment) -> event.Said:
    """Return the first cue of a moment, as due now."""
    cue = next(one for one in state.timeline.cues if one.moment is moment)
    return event.Said(cue.at, cue)


def test_a_weightier_cue_ends_the_sentence_under_way_and_a_word_of_the_tempo_does_not(
    speaker: Speaker, state: Session, log: Path
) -> None:
    setup, tempo, start = (due(state, moment) for moment in (Moment.SETUP, Moment.TEMPO, Moment.START))
    speaker.follow(replace(state, position=setup.at), [setup])
    wait_for(log, str(setup.cue.text))
    speaker.follow(replace(state, position=tempo.at), [tempo])
    first = speaker.process
    speaker.follow(replace(state, position=start.at), [start])
    wait_for(log, str(setup.cue.text), str(start.cue.text))
    assert first is not None
    assert first.poll() is not None


def test_a_sentence_that_waited_too_long_is_not_said(speaker: Speaker, state: Session, log: Path) -> None:
    first, second = [cue for cue in state.timeline.cues if cue.moment is Moment.SETUP][:2]
    speaker.follow(replace(state, position=first.at), [event.Said(first.at, first)])
    wait_for(log, str(first.text))
    speaker.follow(replace(state, position=second.at), [event.Said(second.at, second)])
    speaker.follow(replace(state, position=second.at + 1.5), [])
    speaker.hush()
    speaker.follow(replace(state, position=second.at + 1.6), [])
    assert lines(log) == [str(first.text)]


def test_a_pause_is_silent_at_once(speaker: Speaker, state: Session) -> None:
    speaker.follow(state, [due(state, Moment.SETUP)])
    process = speaker.process
    assert process is not None
    speaker.follow(state, [event.Paused(0.0, "you")])
    assert process.poll() is not None
    assert speaker.process is None


def test_a_voice_that_can_not_be_run_is_given_up(state: Session, tmp_path: Path) -> None:
    with Speaker(SystemVoice(str(tmp_path / "gone"), "en"), Talk.ALL) as speaker:
        speaker.follow(replace(state, position=-10.0), [due(state, Moment.SETUP)])
        assert speaker.voice is None


def test_a_session_in_the_terminal_speaks_and_falls_silent_when_it_is_stopped(state: Session, log: Path) -> None:
    first = str(state.timeline.cues[0].text)
    with going() as process:
        wait_for(log, first)
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0
        assert process.stdout is not None
        assert first in process.stdout.read()


@pytest.mark.parametrize("words", [["--quiet"], ["--json"], ["--quiet", "--talk", "all"]])
def test_nothing_is_spoken_when_that_is_not_wanted(words: list[str], home: Home, log: Path) -> None:
    cleared(home)
    done = rearguard("go", "--minutes", "2", "--speed", "1000", *words, home=home)
    assert done.returncode == 0, done.stderr
    assert not log.exists()


def test_the_settings_say_how_much_is_spoken_and_the_option_goes_before_them(
    home: Home, state: Session, log: Path
) -> None:
    cleared(home)
    change(home, {"talk": "tones"})
    words = ["go", "--minutes", "2", "--speed", "1000"]
    assert rearguard(*words, home=home).returncode == 0
    assert not log.exists()
    with going("--talk", "changes"):
        wait_for(log, str(state.timeline.cues[0].text))


@pytest.mark.usefixtures("log")
def test_each_platforms_voice_is_asked_in_its_own_way() -> None:
    text = "Runner's stretch, left side."
    for name in ("espeak-ng", "say", "spd-say", "powershell"):
        command = SystemVoice(f"/bin/{name}", "de", 1.5, 40).command(text)
        assert command[0] == f"/bin/{name}"
        assert (name == "powershell") or text in command[-1]
    assert SystemVoice("/bin/spd-say", "en").silence == ("/bin/spd-say", "--cancel")
    found = system_voice("en", platform="linux")
    assert found is not None
    assert Path(found.program).name == "espeak-ng"
    assert system_voice("en", platform="win32") is None


def test_the_same_words_slower_and_softer() -> None:
    voice = SystemVoice("/bin/espeak-ng", "de", rate=0.5, volume=40)
    assert voice.command("Hoch.") == ("/bin/espeak-ng", "-v", "de", "-s", "75", "-a", "50", "--", "Hoch.")


def test_where_the_system_has_no_voice_our_own_is_played_from_the_first_words_on(
    home: Home, state: Session, log: Path
) -> None:
    change(home, {"volume": 50})
    for name in NAMES:
        (log.parent / "bin" / name).rename(log.parent / "bin/paplay")
    cache = VoiceCache(home.cache / "voice", version())
    with going() as process:
        wait_for(log, str(cache.path(str(state.timeline.cues[0].text), 1.0)))
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0
    assert cache.get(str(state.timeline.cues[0].text), 1.0) is not None


def test_what_is_not_rendered_in_time_is_not_said(tmp_path: Path) -> None:
    rendering = Rendering(VoiceCache(tmp_path, "1"))
    loud, half = (PlayedVoice("/bin/pw-play", rendering, 1.0, volume) for volume in (100, 50))
    assert loud.command("Up.") is None
    rendering.cache.put("Up.", 1.0, b"sound")
    file = str(rendering.cache.path("Up.", 1.0))
    assert loud.command("Up.") == ("/bin/pw-play", "--volume=1.0", file)
    assert half.command("Up.") == ("/bin/pw-play", "--volume=0.5", file)
    assert PlayedVoice("/bin/paplay", rendering, 1.0, 50).command("Up.") == ("/bin/paplay", "--volume=32768", file)
