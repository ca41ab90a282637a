"""The whole of what is kept of a person as one document, and back: all of it or nothing, and never twice."""

from __future__ import annotations

import codecs
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import IO
from uuid import UUID

from rearguard.app.person import reminder_settings, settings, user_files
from rearguard.app.person.diary import Diary
from rearguard.app.person.user_files import CHOICE, LARGEST, WRITTEN
from rearguard.core.errors import Misuse, Refusal
from rearguard.core.message import Message
from rearguard.core.problem import Problem
from rearguard.core.value import value
from rearguard.formats import archive
from rearguard.formats.archive import Archive
from rearguard.formats.import_error import Unreadable
from rearguard.journal.entry import Entry

MOST = 256_000_000
"""Bytes. Three years of everything are a tenth of it; what is read is held in memory until all of it was found good."""

CHUNK = 65_536


@value(kw_only=True)
class TakenIn:
    """What an import came to."""

    entries: int
    """That the document holds."""
    new: int
    """Those that were not in the journal yet."""
    files: int
    """Settings, exercises and programmes that were not here yet."""
    kept: int
    """Those that are here in another form, which stays."""


def whole(diary: Diary) -> Iterator[str]:
    """Yield the document, in pieces."""
    home = diary.home
    yield from archive.write(
        Archive(
            person=diary.person,
            chosen=user_files.choices(home),
            library=user_files.written(home),
            entries=diary.read(),
        )
    )


def take_in(diary: Diary, chunks: Iterable[bytes], name: str) -> TakenIn:
    """Add what a document holds and is not here yet.

    Args:
        diary: the journal.
        chunks: the document.
        name: of the document, for what is wrong.

    Raises:
        Refusal: it is wrong somewhere, or can't be kept; nothing was taken in.
    """
    try:
        found = archive.read(_text(chunks, name), name, diary.person, diary.clock.now())
        entries = list(found.entries)
        _refuse_odd(found, name)
        _refuse_changed(diary, entries, name)
    except Unreadable as error:
        raise Refusal(Message("{problem}. Nothing was imported.", {"problem": error.problem.render()})) from None
    made, kept = user_files.keep_new(diary.home, found.chosen, found.library)
    try:
        new = diary.journal.append(entries) if entries else 0
    except BaseException:
        user_files.undo(made)
        raise
    diary.wrote = diary.wrote or new > 0
    return TakenIn(entries=len(entries), new=new, files=len(made), kept=kept)


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what a stream holds."""
    while chunk := stream.read(CHUNK):
        yield chunk


def _text(chunks: Iterable[bytes], name: str) -> Iterator[str]:
    """Yield a text as it is decoded; a text too long to be held is refused before it is."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST:
                raise Refusal(Message("{file} is larger than {most} MB", {"file": name, "most": MOST // 1_000_000}))
            if text := decoder.decode(chunk):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text
    except UnicodeDecodeError:
        raise Refusal(Message("{file} is no JSON: {why}", {"file": name, "why": "UTF-8"})) from None


def _refuse_odd(found: Archive, name: str) -> None:
    """Refuse settings and files that could not be here."""
    for file, said in found.chosen.items():
        if not CHOICE.fullmatch(file) or not isinstance(said, dict):
            raise Unreadable(Problem(name, f"chosen.{file[:60]}", Message("is no file of ours")))
        try:
            {settings.FILE: settings.parse, reminder_settings.FILE: reminder_settings.parse}.get(file, dict)(said)
        except Misuse as error:
            raise Unreadable(Problem(name, f"chosen.{file}", error.message)) from None
    for file, text in found.library.items():
        if not WRITTEN.fullmatch(file) or len(text) > LARGEST or "\0" in text or not _encodable(text):
            raise Unreadable(Problem(name, f"library.{file[:60]}", Message("is no file of ours")))


def _encodable(text: str) -> bool:
    try:
        return len(text.encode()) <= LARGEST
    except UnicodeEncodeError:
        return False


def _refuse_changed(diary: Diary, entries: Iterable[Entry], name: str) -> None:
    """Refuse an entry whose id is another's here: appending would pass it over, and something would be lost."""
    if not diary.exists:
        return
    ours: dict[UUID, tuple[str, int]] = {}
    for person in diary.journal.people():
        ours |= {entry.id: _print(entry) for entry in diary.journal.entries(person)}
    for number, entry in enumerate(entries, 1):
        if ours.get(entry.id, mine := _print(entry)) != mine:
            raise Unreadable(Problem(name, f"entries.{number}.id", Message("is another entry's in your journal")))


def _print(entry: Entry) -> tuple[str, int]:
    """Return what tells an entry from another, in little room; another order of keys makes no other entry."""
    return entry.person, hash((entry.at, entry.kind, entry.version, _frozen(entry.data)))


def _frozen(value: object) -> Hashable:
    if isinstance(value, Mapping):
        return frozenset((key, _frozen(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return value if isinstance(value, Hashable) else repr(value)
