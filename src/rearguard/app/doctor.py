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
        text = Message("{folder} can't be written to: what you do would not be kept.", {"folder": str(folder)})
    return Finding(Message("Data folder"), fine=fine, message=text)


def _journal(diary: Diary) -> Finding:
    last = next(diary.read(newest_first=True), None)
    if last is None:
        return Finding(Message("Journal"), fine=True, message=Message("empty so far"))
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
        return Finding(Message("Page"), fine=True, message=Message("built"))
    return Finding(Message("Page"), fine=False, message=Message("not built: install the package again"))


def _language(_diary: Diary) -> Finding:
    """Say what is spoken here. A translation that nobody has read is no fault: it is marked."""
    text = NAME
    if machine_made():
        text = Message("{name}: machine-made translation, not yet read by a native speaker", {"name": NAME})
    return Finding(Message("Language"), fine=True, message=text)


def _terminal_voice(_diary: Diary) -> Finding:
    """Say who speaks in the terminal. To have nobody is no fault: the cues are written."""
    found = system_voice(language())
    program = player()
    if found is not None:
        text = Message("{program}", {"program": found.program})
    elif program is None:
        text = Message("none, so cues are written only: install espeak-ng")
    elif speaks(language()):
        text = Message("Rearguard's own, played by {program}", {"program": program})
    else:
        text = Message("none, so cues are written only: install espeak-ng, or {command}", {"command": GET})
    return Finding(Message("Voice in the terminal"), fine=True, message=text)


def _page_voice(_diary: Diary) -> Finding:
    """Say who speaks in the page. To have nobody is no fault: there are tones."""
    if speaks(language()):
        text = Message("the browser's where it has one for your language, else Rearguard's own")
    else:
        text = Message(
            "the browser's where it has one for your language, else tones; for English also: {command}",
            {"command": GET},
        )
    return Finding(Message("Voice in the page"), fine=True, message=text)


def _coach(_diary: Diary) -> Finding:
    # Where the extra is missing nothing is broken: the page's camera does without.
    if not model().is_file():
        text = Message("the pose model is missing, so no camera can watch: install the package again")
        return Finding(Message("Coach"), fine=False, message=text)
    text = Message("watches in the page; judges recordings; for videos: pip install 'rearguard[video]'")
    if able():
        text = Message("watches in the page; judges recordings and videos")
    return Finding(Message("Coach"), fine=True, message=text)


def _desktop(_diary: Diary) -> Finding:
    """Say who tells that somebody sits. To have nobody is no fault: one can say it by hand."""
    screen = desktop()
    idle = screen.look().idle
    screen.close()
    return Finding(Message("Desktop"), fine=True, message=_seen(idle, screen.name, sys.platform))


def _seen(idle: float | None, names: str, platform: str) -> Message:
    if idle is None:
        return Message("nothing here tells when a key was last touched: say when you sat by rearguard sat")
    if platform in UNTRIED:
        return Message("{names} tells when you sit; not tried on a real one so far", {"names": names})
    return Message("told when you sit by {names}", {"names": names})
