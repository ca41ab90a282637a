"""All that is kept of a person as one JSON document, and back: nothing added, nothing lost.

An entry stands on a line of its own, so that two exports can be compared line by line. Nothing in it tells when it was
made: the same journal gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import datetime
from typing import Any
from uuid import UUID

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.formats import entry_schema
from rearguard.formats.json_pull_parser import Stream
from rearguard.journal.entry import Entry

FORMAT = "rearguard"
VERSION = 1
"""Of the document's form."""

_encode = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
"""As the journal's own rows: ASCII, and the keys in the order in which they were written."""


@value(kw_only=True)
class Archive:
    """What is kept besides the journal, and the journal's entries in order."""

    person: str
    chosen: Mapping[str, Any] = field(default_factory=dict)
    """What was chosen, by the name of its file in the config folder."""
    library: Mapping[str, str] = field(default_factory=dict)
    """The person's own exercises and programmes, by path: "programs/mine.toml"."""
    entries: Iterable[Entry] = ()


def write(archive: Archive) -> Iterator[str]:
    """Yield the document in pieces."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "person": archive.person,
        "chosen": {name: archive.chosen[name] for name in sorted(archive.chosen)},
        "library": {path: archive.library[path] for path in sorted(archive.library)},
    }
    yield "{\n" + "".join(f"{json.dumps(key)}:{_encode(said)},\n" for key, said in head.items()) + '"entries":['
    separator = "\n"
    for entry in archive.entries:
        yield separator + _encode(
            {
                "id": str(entry.id),
                "at": entry.at.isoformat(),
                "kind": entry.kind.value,
                "version": entry.version,
                "data": dict(entry.data),
            }
        )
        separator = ",\n"
    yield "\n]}\n"


def read(chunks: Iterable[str], file: str, person: str, now: datetime) -> Archive:
    """Return what a document holds.

    Args:
        chunks: its text.
        file: its name, for what is wrong.
        person: whose it must be.
        now: nothing may have happened later.

    Raises:
        Unreadable: it is wrong somewhere. Then nothing of it counts.
    """
    stream = Stream(chunks, file)
    head: dict[str, Any] = {}
    entries: list[Entry] | None = None
    for key in stream.members():
        stream.place = key[:60]
        if key in head or (key == "entries" and entries is not None):
            stream.refuse(Message("is there twice"))
        if key == "entries":
            entries = list(_entries(stream, person, now))
        else:
            head[key] = stream.value()
    stream.place = ""
    stream.end()
    return _archive(stream, head, entries, person)


def _entries(stream: Stream, person: str, now: datetime) -> Iterator[Entry]:
    seen: set[UUID] = set()
    for number, _ in enumerate(stream.entries(), 1):
        stream.place = f"entries.{number}"
        said = stream.value()
        try:
            entry = entry_schema.entry(said, person, now)
        except entry_schema.Malformed as error:
            stream.place = ".".join(part for part in (stream.place, error.key) if part)
            stream.refuse(error.message)
        if entry.id in seen:
            stream.place += ".id"
            stream.refuse(Message("is another entry's in this file already"))
        seen.add(entry.id)
        yield entry


def _archive(stream: Stream, head: Mapping[str, Any], entries: list[Entry] | None, person: str) -> Archive:
    def refuse_unless(fine: bool, key: str, message: Message) -> None:  # noqa: FBT001 - what is refused unless it is so
        if not fine:
            stream.place = key
            stream.refuse(message)

    refuse_unless(head.get("format") == FORMAT, "format", Message("this is no export of Rearguard"))
    refuse_unless(head.get("version") == VERSION, "version", Message("a newer version wrote this: update Rearguard"))
    refuse_unless(head.get("person") == person, "person", Message("is another person's"))
    refuse_unless(entries is not None, "entries", Message("is missing"))
    unknown = sorted(head.keys() - {"format", "version", "person", "chosen", "library"})
    refuse_unless(not unknown, unknown[0][:60] if unknown else "", Message("there is no such key here"))
    chosen, library = head.get("chosen", {}), head.get("library", {})
    refuse_unless(isinstance(chosen, dict), "chosen", Message("must be a table"))
    refuse_unless(isinstance(library, dict), "library", Message("must be a table"))
    for path, text in library.items():
        refuse_unless(isinstance(text, str), f"library.{path[:60]}", Message("must be a text"))
    return Archive(person=person, chosen=chosen, library=library, entries=entries or ())
