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
from rearguard.app.person.instance_lock import is_watcher_running
from rearguard.app.person.paths import Paths
from rearguard.app.person.user_files import CONFIG_NAME_PATTERN
from rearguard.core.errors import Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.value import value
from rearguard.journal.entry import EventKind
from rearguard.library.folder import FOLDER_KINDS

SERVER_FILES = {"server.json"}
"""What a server needs that runs; nothing of the person is in it."""

EVENT_KIND_NAMES = {
    EventKind.SCREENED: Message("safety checks"),
    EventKind.SAT: Message("periods of sitting"),
    EventKind.MOVED: Message("periods of moving"),
    EventKind.SESSION_STARTED: Message("sessions"),
    EventKind.STEP_DONE: Message("finished session steps"),
    EventKind.SET_JUDGED: Message("sets checked by the camera"),
    EventKind.SESSION_ENDED: Message("session endings"),
    EventKind.FELT: Message("how you felt, and pain"),
    EventKind.TESTED: Message("self-tests"),
    EventKind.LEVEL_CHANGED: Message("level changes"),
    EventKind.NUDGED: Message("reminders"),
    EventKind.ANSWERED: Message("answers to reminders and questions"),
    EventKind.RETRACTED: Message("removed entries"),
    EventKind.IMPORTED: Message("imported programmes"),
}


@value(kw_only=True)
class StoredData:
    """What is kept."""

    entries: dict[EventKind, int]
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
                {"kind": kind.value, "what": EVENT_KIND_NAMES[kind].render(translate), "count": count}
                for kind, count in self.entries.items()
            ],
            "since": self.since and self.since.astimezone().isoformat(),
            "until": self.until and self.until.astimezone().isoformat(),
            "files": [str(path) for path in self.files],
        }


def list_stored_data(diary: Diary) -> StoredData:
    """Return what is kept of this person; nothing is read from a journal that is not there."""
    kinds: Counter[EventKind] = Counter()
    since = until = None
    for entry in diary.read():
        kinds[entry.kind] += 1
        since, until = since or entry.at, entry.at
    files = (diary.paths.journal, *_user_files(diary.paths)) if kinds else _user_files(diary.paths)
    return StoredData(entries=dict(kinds.most_common()), since=since, until=until, files=tuple(files))


def forget_person(diary: Diary) -> StoredData:
    """Erase all of it, and return what that was.

    The journal goes first and thoroughly; what is made from it, and what lies beside it, after. What the server and the
    watcher need to run stays, for nothing of the person is in it.

    Raises:
        Refusal: something could not be erased, or a watcher is running, which would write again; the message says
            what is left to do.
    """
    if is_watcher_running(diary.paths):
        raise Refusal(
            Message(
                "Sitting detection is on and would add new data. Turn it off first: rearguard watch --uninstall, "
                "or Ctrl-C."
            )
        )
    found = list_stored_data(diary)
    if diary.exists:
        diary.journal.forget(diary.person)
    left = []
    for path in (*_user_files(diary.paths), *_derived_files(diary.paths)):
        try:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        except OSError:
            left.append(str(path))
    if left:
        raise Refusal(
            Message(
                "The journal is deleted. These files could not be deleted, so delete them yourself: {files}",
                {"files": ", ".join(left)},
            )
        )
    return found


def _user_files(home: Paths) -> Iterator[Path]:
    """Yield what lies beside the journal and is there."""
    with contextlib.suppress(OSError):
        yield from (path for path in sorted(home.config.glob("*.json")) if CONFIG_NAME_PATTERN.fullmatch(path.name))
    for kind in FOLDER_KINDS:
        with contextlib.suppress(OSError):
            yield from sorted(path for path in (home.library / kind).iterdir() if path.is_file())
    yield from (path for path in (home.data / heartbeat.HEARTBEAT_FILE, home.cache / "voice") if path.exists())


def _derived_files(home: Paths) -> Iterator[Path]:
    """Yield what was worked out of the rest, and is again when somebody asks."""
    yield from (path for path in sorted(home.data.glob("*.json")) if path.name not in SERVER_FILES)
    if home.cache.exists():
        yield home.cache
