"""A person's stored data: an overview, and its deletion."""

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
"""Files that a running server needs; they hold no personal data."""

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
    """An overview of the stored data."""

    entries: dict[EventKind, int]
    """Number of journal entries of each kind, the most frequent first."""
    since: datetime | None
    until: datetime | None
    """When the first and the last of them happened; None: no entries."""
    files: tuple[Path, ...]
    """Files outside the journal: settings, the person's own exercises and programmes, rendered speech."""

    def as_json(self, translate: Translate) -> dict[str, Any]:
        """Return the overview as JSON values."""
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
    """Return an overview of this person's stored data; without a journal file only of the files."""
    kinds: Counter[EventKind] = Counter()
    since = until = None
    for entry in diary.read():
        kinds[entry.kind] += 1
        since, until = since or entry.at, entry.at
    files = (diary.paths.journal, *_user_files(diary.paths)) if kinds else _user_files(diary.paths)
    return StoredData(entries=dict(kinds.most_common()), since=since, until=until, files=tuple(files))


def forget_person(diary: Diary) -> StoredData:
    """Delete all data of a person, and return an overview of what was there.

    The journal is deleted first and completely; files derived from it or stored beside it follow. Files that the server
    and the watcher need to run stay, since they hold no personal data.

    Raises:
        Refusal: something could not be deleted, or a watcher is running and would write again; the message says what
            is left to do.
    """
    if is_watcher_running(diary.paths):
        raise Refusal(
            Message(
                "Sitting detection is on and would add new data. Turn it off first: rearguard watch --uninstall, "
                "or Ctrl-C."
            )
        )
    stored = list_stored_data(diary)
    if diary.exists:
        diary.journal.forget(diary.person)
    failed = []
    for path in (*_user_files(diary.paths), *_derived_files(diary.paths)):
        try:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        except OSError:
            failed.append(str(path))
    if failed:
        raise Refusal(
            Message(
                "The journal is deleted. These files could not be deleted, so delete them yourself: {files}",
                {"files": ", ".join(failed)},
            )
        )
    return stored


def _user_files(paths: Paths) -> Iterator[Path]:
    """Yield the existing files beside the journal."""
    with contextlib.suppress(OSError):
        yield from (path for path in sorted(paths.config.glob("*.json")) if CONFIG_NAME_PATTERN.fullmatch(path.name))
    for kind in FOLDER_KINDS:
        with contextlib.suppress(OSError):
            yield from sorted(path for path in (paths.library / kind).iterdir() if path.is_file())
    yield from (path for path in (paths.data / heartbeat.HEARTBEAT_FILE, paths.cache / "voice") if path.exists())


def _derived_files(paths: Paths) -> Iterator[Path]:
    """Yield the files that are derived from the others and can be rebuilt."""
    yield from (path for path in sorted(paths.data.glob("*.json")) if path.name not in SERVER_FILES)
    if paths.cache.exists():
        yield paths.cache
