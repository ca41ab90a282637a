"""Everything that is kept of a person, shown and erased."""

from __future__ import annotations

import contextlib
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from rearguard.app.person import heartbeat
from rearguard.app.person.diary import Diary
from rearguard.app.person.instance_lock import watched_already
from rearguard.app.person.paths import Home
from rearguard.app.person.user_files import CHOICE
from rearguard.core.errors import Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.value import value
from rearguard.journal.entry import Kind
from rearguard.library.folder import KINDS

RUNNING = {"server.json"}
"""What a server needs that runs; nothing of the person is in it."""

NAMES = {
    Kind.SCREENED: Message("answers to the safety questions"),
    Kind.SAT: Message("stretches of sitting"),
    Kind.MOVED: Message("stretches of moving"),
    Kind.SESSION_STARTED: Message("sessions"),
    Kind.STEP_DONE: Message("finished steps of sessions"),
    Kind.SET_JUDGED: Message("sets that a camera watched"),
    Kind.SESSION_ENDED: Message("ends of sessions"),
    Kind.FELT: Message("feelings and pains"),
    Kind.TESTED: Message("self-tests"),
    Kind.LEVEL_CHANGED: Message("changes of level"),
    Kind.NUDGED: Message("reminders"),
    Kind.ANSWERED: Message("answers to reminders and questions"),
    Kind.RETRACTED: Message("things taken back"),
    Kind.IMPORTED: Message("programmes brought in"),
}


@value(kw_only=True)
class Holdings:
    """What is kept."""

    entries: dict[Kind, int]
    """How many of the journal's, by what happened, the most first."""
    since: datetime | None
    until: datetime | None
    """When the first and the last of them happened; None: there are none."""
    files: tuple[Path, ...]
    """What lies outside the journal: choices, the person's own exercises and programmes, what was spoken for them."""

    def as_json(self, translate: Translate) -> dict[str, Any]:
        """Return them as JSON values."""
        return {
            "entries": [
                {"kind": kind.value, "what": NAMES[kind].render(translate), "count": count}
                for kind, count in self.entries.items()
            ],
            "since": self.since and self.since.astimezone().isoformat(),
            "until": self.until and self.until.astimezone().isoformat(),
            "files": [str(path) for path in self.files],
        }


def holdings(diary: Diary) -> Holdings:
    """Return what is kept of this person; nothing is read from a journal that is not there."""
    kinds: Counter[Kind] = Counter()
    since = until = None
    for entry in diary.read():
        kinds[entry.kind] += 1
        since, until = since or entry.at, entry.at
    files = (diary.home.journal, *_files(diary.home)) if kinds else _files(diary.home)
    return Holdings(entries=dict(kinds.most_common()), since=since, until=until, files=tuple(files))


def forget(diary: Diary) -> Holdings:
    """Erase all of it, and return what that was.

    The journal goes first and thoroughly; what is made from it, and what lies beside it, after. What the server and the
    watcher need to run stays, for nothing of the person is in it.

    Raises:
        Refusal: something could not be erased, or a watcher is running, which would write again; the message says
            what is left to do.
    """
    if watched_already(diary.home):
        raise Refusal(
            Message(
                "Something is watching and would write again. End it first: rearguard watch --uninstall, or Ctrl-C."
            )
        )
    found = holdings(diary)
    if diary.exists:
        diary.journal.forget(diary.person)
    left = []
    for path in (*_files(diary.home), *_made(diary.home)):
        try:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        except OSError:
            left.append(str(path))
    if left:
        raise Refusal(Message("The journal is erased; delete yourself: {files}", {"files": ", ".join(left)}))
    return found


def _files(home: Home) -> Iterator[Path]:
    """Yield what lies beside the journal and is there."""
    with contextlib.suppress(OSError):
        yield from (path for path in sorted(home.config.glob("*.json")) if CHOICE.fullmatch(path.name))
    for kind in KINDS:
        with contextlib.suppress(OSError):
            yield from sorted(path for path in (home.library / kind).iterdir() if path.is_file())
    yield from (path for path in (home.data / heartbeat.FILE, home.cache / "voice") if path.exists())


def _made(home: Home) -> Iterator[Path]:
    """Yield what was worked out of the rest, and is again when somebody asks."""
    yield from (path for path in sorted(home.data.glob("*.json")) if path.name not in RUNNING)
    if home.cache.exists():
        yield home.cache
