"""The checks of `rearguard doctor`: what works on this machine, what doesn't, and what to do about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rearguard.app.media.pose_model import can_analyse_video, pose_model_path
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import LANGUAGE_NAME, current_language, is_machine_made
from rearguard.app.person.library import load_library
from rearguard.app.person.screening import safety_status
from rearguard.app.speech.audio_player import find_player
from rearguard.app.speech.bundled_tts import INSTALL_VOICE_COMMAND, can_speak
from rearguard.app.speech.system_voice import find_system_voice
from rearguard.app.watcher.desktop import open_desktop
from rearguard.core.errors import Refusal
from rearguard.core.message import Message, counted
from rearguard.core.value import value

UNTESTED_PLATFORMS = frozenset({"win32", "darwin"})
"""Platforms whose desktop probes were never run on a real machine."""


@value
class CheckResult:
    """The result of a check."""

    name: Message
    is_ok: bool
    message: Message
    limited: bool = False
    """Nothing is broken, but something useful is missing."""


def run_checks(diary: Diary) -> Iterator[CheckResult]:
    """Run all checks and yield their results; the only change is that a missing data folder is created."""
    yield CheckResult(Message("Python"), is_ok=True, message=Message(sys.version.split()[0]))
    checks: list[tuple[Message, Callable[[Diary], CheckResult]]] = [
        (Message("Data folder"), _check_folder),
        (Message("Journal"), _check_journal),
        (Message("Library"), _check_library),
        (Message("Safety questions"), _check_safety),
        (Message("Page"), _check_page),
        (Message("Language"), _check_language),
        (Message("Voice in the terminal"), _check_terminal_voice),
        (Message("Voice in the page"), _check_page_voice),
        (Message("Coach"), _check_coach),
        (Message("Desktop"), _check_desktop),
    ]
    for name, check in checks:
        try:
            yield check(diary)
        except Refusal as refusal:
            yield CheckResult(name, is_ok=False, message=refusal.message)
        except OSError as error:
            why = Message("{file}: {why}", {"file": str(error.filename), "why": error.strerror or str(error)})
            yield CheckResult(name, is_ok=False, message=why)


def _check_folder(diary: Diary) -> CheckResult:
    folder = diary.paths.make_data_folder()
    is_writable = os.access(folder, os.W_OK)
    text = Message("{folder}", {"folder": str(folder)})
    if not is_writable:
        text = Message("can't write to {folder}, so nothing you do would be saved", {"folder": str(folder)})
    return CheckResult(Message("Data folder"), is_ok=is_writable, message=text)


def _check_journal(diary: Diary) -> CheckResult:
    last = next(diary.read(newest_first=True), None)
    if last is None:
        return CheckResult(Message("Journal"), is_ok=True, message=Message("empty"))
    when = last.at.astimezone().isoformat(timespec="minutes")
    return CheckResult(Message("Journal"), is_ok=True, message=Message("readable; last entry {when}", {"when": when}))


def _check_library(_diary: Diary) -> CheckResult:
    library = load_library()
    counts: dict[str, str | int | float | Message] = {
        "exercises": counted("{count} exercise", "{count} exercises", len(library.exercises)),
        "programs": counted("{count} programme", "{count} programmes", len(library.programs)),
        "problems": counted("{count} problem", "{count} problems", len(library.problems)),
    }
    if library.problems:
        text = Message("{exercises}, {programs}; {problems}: rearguard library check", counts)
        return CheckResult(Message("Library"), is_ok=False, message=text)
    return CheckResult(Message("Library"), is_ok=True, message=Message("{exercises}, {programs}", counts))


def _check_safety(diary: Diary) -> CheckResult:
    status = safety_status(diary)
    return CheckResult(Message("Safety questions"), is_ok=status.clearance is not None, message=status.text)


def _check_page(_diary: Diary) -> CheckResult:
    page = Path(__file__).parent.parent / "web" / "static" / "index.html"
    if page.is_file():
        return CheckResult(Message("Page"), is_ok=True, message=Message("ready"))
    return CheckResult(Message("Page"), is_ok=False, message=Message("missing: reinstall Rearguard"))


def _check_language(_diary: Diary) -> CheckResult:
    """Check the language. An unchecked translation is no fault, only marked."""
    text = LANGUAGE_NAME
    if is_machine_made():
        text = Message("{name}: machine translation, not yet checked by a native speaker", {"name": LANGUAGE_NAME})
    return CheckResult(Message("Language"), is_ok=True, message=text)


def _check_terminal_voice(_diary: Diary) -> CheckResult:
    """Check the terminal's voice. A missing voice is no fault: the cues are shown as text."""
    voice = find_system_voice(current_language())
    program = find_player()
    if voice is not None:
        text = Message("{program}", {"program": voice.program})
    elif program is None:
        text = Message("none: cues are text only. For speech install espeak-ng")
    elif can_speak(current_language()):
        text = Message("Rearguard's own, played by {program}", {"program": program})
    else:
        text = Message(
            "none: cues are text only. For speech install espeak-ng, or run {command}",
            {"command": INSTALL_VOICE_COMMAND},
        )
    is_silent = voice is None and (program is None or not can_speak(current_language()))
    return CheckResult(Message("Voice in the terminal"), is_ok=True, message=text, limited=is_silent)


def _check_page_voice(_diary: Diary) -> CheckResult:
    """Check the page's voice. A missing voice is no fault: the page has tones."""
    if can_speak(current_language()):
        text = Message("your browser's if it has one for your language, otherwise Rearguard's own")
    else:
        text = Message(
            "your browser's if it has one for your language, otherwise tones. For English, also: {command}",
            {"command": INSTALL_VOICE_COMMAND},
        )
    return CheckResult(Message("Voice in the page"), is_ok=True, message=text)


def _check_coach(_diary: Diary) -> CheckResult:
    # A missing extra is no fault: the page's camera works without it.
    if not pose_model_path().is_file():
        text = Message("the pose model is missing, so the camera can't check your form: reinstall Rearguard")
        return CheckResult(Message("Coach"), is_ok=False, message=text)
    text = Message("checks your form in the browser and in recordings. For videos: pip install 'rearguard[video]'")
    if can_analyse_video():
        text = Message("checks your form in the browser, and in recordings and videos")
    return CheckResult(Message("Coach"), is_ok=True, message=text)


def _check_desktop(_diary: Diary) -> CheckResult:
    """Check sitting detection. A missing probe is no fault: sitting can be logged by hand."""
    desktop = open_desktop()
    idle = desktop.look().idle
    desktop.close()
    message = _describe_desktop(idle, desktop.name, sys.platform)
    return CheckResult(Message("Desktop"), is_ok=True, message=message, limited=idle is None)


def _describe_desktop(idle: float | None, names: str, platform: str) -> Message:
    if idle is None:
        return Message(
            "sitting detection isn't available on this desktop; record sitting with: rearguard sat 09:00 12:00"
        )
    if platform in UNTESTED_PLATFORMS:
        return Message(
            "sitting detection uses {names}, but hasn't been tested on a real computer yet", {"names": names}
        )
    return Message("sitting detection works through {names}", {"names": names})
