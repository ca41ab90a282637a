"""What works on this machine, what doesn't, and what to do about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rearguard.app.media.pose_model import able, model
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import NAME, language, machine_made
from rearguard.app.person.library import load_library
from rearguard.app.person.screening import standing
from rearguard.app.speech.audio_player import player
from rearguard.app.speech.bundled_tts import GET, speaks
from rearguard.app.speech.system_voice import system_voice
from rearguard.app.watcher.desktop import desktop
from rearguard.core.errors import Refusal
from rearguard.core.message import Message, counted
from rearguard.core.value import value

UNTRIED = frozenset({"win32", "darwin"})
"""Platforms whose desktops were never asked for real."""


@value
class Finding:
    """One thing looked at."""

    name: Message
    fine: bool
    message: Message
    limited: bool = False
    """Nothing is broken, but something is missing that would be good to have."""


def checkup(diary: Diary) -> Iterator[Finding]:
    """Yield what was found; nothing is changed but that an empty journal is made."""
    yield Finding(Message("Python"), fine=True, message=Message(sys.version.split()[0]))
    checks: list[tuple[Message, Callable[[Diary], Finding]]] = [
        (Message("Data folder"), _folder),
        (Message("Journal"), _journal),
        (Message("Library"), _library),
        (Message("Safety questions"), _safety),
        (Message("Page"), _page),
        (Message("Language"), _language),
        (Message("Voice in the terminal"), _terminal_voice),
        (Message("Voice in the page"), _page_voice),
        (Message("Coach"), _coach),
        (Message("Desktop"), _desktop),
    ]
    for name, check in checks:
        try:
            yield check(diary)
        except Refusal as refusal:
            yield Finding(name, fine=False, message=refusal.message)
        except OSError as error:
            why = Message("{file}: {why}", {"file": str(error.filename), "why": error.strerror or str(error)})
            yield Finding(name, fine=False, message=why)


def _folder(diary: Diary) -> Finding:
    folder = diary.home.private_data()
    fine = os.access(folder, os.W_OK)
    text = Message("{folder}", {"folder": str(folder)})
    if not fine:
        text = Message("can't write to {folder}, so nothing you do would be saved", {"folder": str(folder)})
    return Finding(Message("Data folder"), fine=fine, message=text)


def _journal(diary: Diary) -> Finding:
    last = next(diary.read(newest_first=True), None)
    if last is None:
        return Finding(Message("Journal"), fine=True, message=Message("empty"))
    when = last.at.astimezone().isoformat(timespec="minutes")
    return Finding(Message("Journal"), fine=True, message=Message("readable; last entry {when}", {"when": when}))


def _library(_diary: Diary) -> Finding:
    found = load_library()
    counts: dict[str, str | int | float | Message] = {
        "exercises": counted("{count} exercise", "{count} exercises", len(found.exercises)),
        "programs": counted("{count} programme", "{count} programmes", len(found.programs)),
        "problems": counted("{count} problem", "{count} problems", len(found.problems)),
    }
    if found.problems:
        text = Message("{exercises}, {programs}; {problems}: rearguard library check", counts)
        return Finding(Message("Library"), fine=False, message=text)
    return Finding(Message("Library"), fine=True, message=Message("{exercises}, {programs}", counts))


def _safety(diary: Diary) -> Finding:
    found = standing(diary)
    return Finding(Message("Safety questions"), fine=found.clearance is not None, message=found.text)


def _page(_diary: Diary) -> Finding:
    page = Path(__file__).parent.parent / "web" / "static" / "index.html"
    if page.is_file():
        return Finding(Message("Page"), fine=True, message=Message("ready"))
    return Finding(Message("Page"), fine=False, message=Message("missing: reinstall Rearguard"))


def _language(_diary: Diary) -> Finding:
    """Say what is spoken here. A translation that nobody has read is no fault: it is marked."""
    text = NAME
    if machine_made():
        text = Message("{name}: machine translation, not yet checked by a native speaker", {"name": NAME})
    return Finding(Message("Language"), fine=True, message=text)


def _terminal_voice(_diary: Diary) -> Finding:
    """Say who speaks in the terminal. To have nobody is no fault: the cues are written."""
    found = system_voice(language())
    program = player()
    if found is not None:
        text = Message("{program}", {"program": found.program})
    elif program is None:
        text = Message("none: cues are text only. For speech install espeak-ng")
    elif speaks(language()):
        text = Message("Rearguard's own, played by {program}", {"program": program})
    else:
        text = Message("none: cues are text only. For speech install espeak-ng, or run {command}", {"command": GET})
    silent = found is None and (program is None or not speaks(language()))
    return Finding(Message("Voice in the terminal"), fine=True, message=text, limited=silent)


def _page_voice(_diary: Diary) -> Finding:
    """Say who speaks in the page. To have nobody is no fault: there are tones."""
    if speaks(language()):
        text = Message("your browser's if it has one for your language, otherwise Rearguard's own")
    else:
        text = Message(
            "your browser's if it has one for your language, otherwise tones. For English, also: {command}",
            {"command": GET},
        )
    return Finding(Message("Voice in the page"), fine=True, message=text)


def _coach(_diary: Diary) -> Finding:
    # Where the extra is missing nothing is broken: the page's camera does without.
    if not model().is_file():
        text = Message("the pose model is missing, so the camera can't check your form: reinstall Rearguard")
        return Finding(Message("Coach"), fine=False, message=text)
    text = Message("checks your form in the browser and in recordings. For videos: pip install 'rearguard[video]'")
    if able():
        text = Message("checks your form in the browser, and in recordings and videos")
    return Finding(Message("Coach"), fine=True, message=text)


def _desktop(_diary: Diary) -> Finding:
    """Say who tells that somebody sits. To have nobody is no fault: one can say it by hand."""
    screen = desktop()
    idle = screen.look().idle
    screen.close()
    seen = _seen(idle, screen.name, sys.platform)
    return Finding(Message("Desktop"), fine=True, message=seen, limited=idle is None)


def _seen(idle: float | None, names: str, platform: str) -> Message:
    if idle is None:
        return Message(
            "sitting detection isn't available on this desktop; record sitting with: rearguard sat 09:00 12:00"
        )
    if platform in UNTRIED:
        return Message(
            "sitting detection uses {names}, but hasn't been tested on a real computer yet", {"names": names}
        )
    return Message("sitting detection works through {names}", {"names": names})
