"""The whole of what is kept of a person as one document, and back: all of it or nothing, and never twice."""

from __future__ import annotations

import codecs
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import IO
from uuid import UUID

from rearguard.app.person import reminder_settings, settings, user_files
from rearguard.app.person.diary import Diary
from rearguard.app.person.user_files import CONFIG_NAME_PATTERN, LIBRARY_NAME_PATTERN, MAX_USER_FILE_BYTES
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message
from rearguard.core.problem import Problem
from rearguard.core.value import value
from rearguard.formats import archive
from rearguard.formats.archive import Archive
from rearguard.formats.import_error import ImportFileError
from rearguard.journal.entry import Entry

MAX_BACKUP_BYTES = 256_000_000
"""Bytes. Three years of everything are a tenth of it; what is read is held in memory until all of it was found good."""

BACKUP_CHUNK_BYTES = 65_536


@value(kw_only=True)
class BackupImportResult:
    """What an import came to."""

    entries: int
    """That the document holds."""
    new: int
    """Those that were not in the journal yet."""
    files: int
    """Settings, exercises and programmes that were not here yet."""
    differing: int
    """Those that are here in another form, which stays."""


def export_backup(diary: Diary) -> Iterator[str]:
    """Yield the document, in pieces."""
    home = diary.paths
    yield from archive.write_archive(
        Archive(
            person=diary.person,
            config_files=user_files.read_config_files(home),
            library_files=user_files.read_library_files(home),
            entries=diary.read(),
        )
    )


def import_backup(diary: Diary, chunks: Iterable[bytes], name: str) -> BackupImportResult:
    """Add what a document holds and is not here yet.

    Args:
        diary: the journal.
        chunks: the document.
        name: of the document, for what is wrong.

    Raises:
        Refusal: it is wrong somewhere, or can't be kept; nothing was taken in.
    """
    try:
        found = archive.read_archive(_decode(chunks, name), name, diary.person, diary.clock.now())
        entries = list(found.entries)
        _refuse_foreign_files(found, name)
        _refuse_changed_entries(diary, entries, name)
    except ImportFileError as error:
        raise Refusal(Message("{problem}. Nothing was imported.", {"problem": error.problem.render()})) from None
    made, kept = user_files.write_new_files(diary.paths, found.config_files, found.library_files)
    try:
        new = diary.journal.append(entries) if entries else 0
    except BaseException:
        user_files.delete_files(made)
        raise
    diary.has_written = diary.has_written or new > 0
    return BackupImportResult(entries=len(entries), new=new, files=len(made), differing=kept)


def read_chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what a stream holds."""
    while chunk := stream.read(BACKUP_CHUNK_BYTES):
        yield chunk


def _decode(chunks: Iterable[bytes], name: str) -> Iterator[str]:
    """Yield a text as it is decoded; a text too long to be held is refused before it is."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > MAX_BACKUP_BYTES:
                raise Refusal(
                    Message("{file} is larger than {most} MB", {"file": name, "most": MAX_BACKUP_BYTES // 1_000_000})
                )
            if text := decoder.decode(chunk):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text
    except UnicodeDecodeError:
        raise Refusal(Message("{file} is not JSON: {why}", {"file": name, "why": "UTF-8"})) from None


def _refuse_foreign_files(found: Archive, name: str) -> None:
    """Refuse settings and files that could not be here."""
    for file, said in found.config_files.items():
        if not CONFIG_NAME_PATTERN.fullmatch(file) or not isinstance(said, dict):
            raise ImportFileError(Problem(name, f"chosen.{file[:60]}", Message("is not a Rearguard file")))
        try:
            {
                settings.SETTINGS_FILE: settings.parse_settings,
                reminder_settings.REMINDERS_FILE: reminder_settings.parse_reminder_settings,
            }.get(file, dict)(said)
        except InvalidRequest as error:
            raise ImportFileError(Problem(name, f"chosen.{file}", error.message)) from None
    for file, text in found.library_files.items():
        if (
            not LIBRARY_NAME_PATTERN.fullmatch(file)
            or len(text) > MAX_USER_FILE_BYTES
            or "\0" in text
            or not _encodable(text)
        ):
            raise ImportFileError(Problem(name, f"library.{file[:60]}", Message("is not a Rearguard file")))


def _encodable(text: str) -> bool:
    try:
        return len(text.encode()) <= MAX_USER_FILE_BYTES
    except UnicodeEncodeError:
        return False


def _refuse_changed_entries(diary: Diary, entries: Iterable[Entry], name: str) -> None:
    """Refuse an entry whose id is another's here: appending would pass it over, and something would be lost."""
    if not diary.exists:
        return
    ours: dict[UUID, tuple[str, int]] = {}
    for person in diary.journal.people():
        ours |= {entry.id: _fingerprint(entry) for entry in diary.journal.entries(person)}
    for number, entry in enumerate(entries, 1):
        if ours.get(entry.id, mine := _fingerprint(entry)) != mine:
            raise ImportFileError(
                Problem(name, f"entries.{number}.id", Message("already belongs to another entry in your journal"))
            )


def _fingerprint(entry: Entry) -> tuple[str, int]:
    """Return what tells an entry from another, in little room; another order of keys makes no other entry."""
    return entry.person, hash((entry.at, entry.kind, entry.version, _freeze(entry.data)))


def _freeze(value: object) -> Hashable:
    if isinstance(value, Mapping):
        return frozenset((key, _freeze(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(map(_freeze, value))
    return value if isinstance(value, Hashable) else repr(value)
