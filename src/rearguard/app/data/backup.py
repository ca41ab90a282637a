"""The full backup of a person's data as one document, and its import: all or nothing, without duplicates."""

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
"""Bytes. Three years of data are a tenth of it. An import stays in memory until all of it is checked."""

BACKUP_CHUNK_BYTES = 65_536


@value(kw_only=True)
class BackupImportResult:
    """The result of an import."""

    entries: int
    """Entries in the document."""
    new: int
    """Entries that were not in the journal yet."""
    files: int
    """Files of settings, exercises and programmes that were not there yet."""
    differing: int
    """Files that exist with other content, which stays."""


def export_backup(diary: Diary) -> Iterator[str]:
    """Yield the document in pieces."""
    paths = diary.paths
    yield from archive.write_archive(
        Archive(
            person=diary.person,
            config_files=user_files.read_config_files(paths),
            library_files=user_files.read_library_files(paths),
            entries=diary.read(),
        )
    )


def import_backup(diary: Diary, chunks: Iterable[bytes], name: str) -> BackupImportResult:
    """Add the entries and files of a document that are not there yet.

    Args:
        diary: of the person.
        chunks: the document.
        name: of the document, for messages.

    Raises:
        Refusal: the document is not valid or can't be stored; nothing was imported.
    """
    try:
        backup = archive.read_archive(_decode(chunks, name), name, diary.person, diary.clock.now())
        entries = list(backup.entries)
        _refuse_foreign_files(backup, name)
        _refuse_changed_entries(diary, entries, name)
    except ImportFileError as error:
        raise Refusal(Message("{problem}. Nothing was imported.", {"problem": error.problem.render()})) from None
    new_files, differing = user_files.write_new_files(diary.paths, backup.config_files, backup.library_files)
    try:
        new = diary.journal.append(entries) if entries else 0
    except BaseException:
        user_files.delete_files(new_files)
        raise
    diary.has_written = diary.has_written or new > 0
    return BackupImportResult(entries=len(entries), new=new, files=len(new_files), differing=differing)


def read_chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the content of a stream in chunks."""
    while chunk := stream.read(BACKUP_CHUNK_BYTES):
        yield chunk


def _decode(chunks: Iterable[bytes], name: str) -> Iterator[str]:
    """Yield the decoded text; refuse a document above `MAX_BACKUP_BYTES` before it fills the memory."""
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


def _refuse_foreign_files(backup: Archive, name: str) -> None:
    """Refuse settings and files that Rearguard would not have written."""
    for file, content in backup.config_files.items():
        if not CONFIG_NAME_PATTERN.fullmatch(file) or not isinstance(content, dict):
            raise ImportFileError(Problem(name, f"chosen.{file[:60]}", Message("is not a Rearguard file")))
        try:
            {
                settings.SETTINGS_FILE: settings.parse_settings,
                reminder_settings.REMINDERS_FILE: reminder_settings.parse_reminder_settings,
            }.get(file, dict)(content)
        except InvalidRequest as error:
            raise ImportFileError(Problem(name, f"chosen.{file}", error.message)) from None
    for file, text in backup.library_files.items():
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
    """Refuse an entry whose id belongs to a different entry here: appending would skip it, and data would be lost."""
    if not diary.exists:
        return
    fingerprints: dict[UUID, tuple[str, int]] = {}
    for person in diary.journal.people():
        fingerprints |= {entry.id: _fingerprint(entry) for entry in diary.journal.entries(person)}
    for number, entry in enumerate(entries, 1):
        if fingerprints.get(entry.id, fingerprint := _fingerprint(entry)) != fingerprint:
            raise ImportFileError(
                Problem(name, f"entries.{number}.id", Message("already belongs to another entry in your journal"))
            )


def _fingerprint(entry: Entry) -> tuple[str, int]:
    """Return a small value that identifies an entry's content; the order of keys does not matter."""
    return entry.person, hash((entry.at, entry.kind, entry.version, _freeze(entry.data)))


def _freeze(value: object) -> Hashable:
    if isinstance(value, Mapping):
        return frozenset((key, _freeze(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(map(_freeze, value))
    return value if isinstance(value, Hashable) else repr(value)
