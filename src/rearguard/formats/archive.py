"""A person's data as one JSON document, written and read without loss.

Each entry is on a line of its own, so that two exports can be compared line by line. The document holds no time of
export: the same journal gives the same bytes.
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
from rearguard.formats.json_pull_parser import JsonPullParser
from rearguard.journal.entry import Entry

ARCHIVE_FORMAT = "rearguard"
ARCHIVE_VERSION = 1
"""Version of the document's format."""

_encode = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
"""Encodes like the journal's own rows: ASCII, keys in their stored order."""


@value(kw_only=True)
class Archive:
    """The journal's entries in order, and the files beside the journal."""

    person: str
    config_files: Mapping[str, Any] = field(default_factory=dict)
    """Settings, by the name of their file in the config folder."""
    library_files: Mapping[str, str] = field(default_factory=dict)
    """The person's own exercises and programmes, by path: "programs/mine.toml"."""
    entries: Iterable[Entry] = ()


def write_archive(archive: Archive) -> Iterator[str]:
    """Yield the document in pieces."""
    head = {
        "format": ARCHIVE_FORMAT,
        "version": ARCHIVE_VERSION,
        "person": archive.person,
        "chosen": {name: archive.config_files[name] for name in sorted(archive.config_files)},
        "library": {path: archive.library_files[path] for path in sorted(archive.library_files)},
    }
    yield "{\n" + "".join(f"{json.dumps(key)}:{_encode(content)},\n" for key, content in head.items()) + '"entries":['
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


def read_archive(chunks: Iterable[str], file: str, person: str, now: datetime) -> Archive:
    """Read a document.

    Args:
        chunks: its text.
        file: its name, for messages.
        person: the person it must belong to.
        now: no entry may be later.

    Raises:
        ImportFileError: the document is not valid.
    """
    stream = JsonPullParser(chunks, file)
    head: dict[str, Any] = {}
    entries: list[Entry] | None = None
    for key in stream.read_members():
        stream.location = key[:60]
        if key in head or (key == "entries" and entries is not None):
            stream.fail(Message("appears twice"))
        if key == "entries":
            entries = list(_read_entries(stream, person, now))
        else:
            head[key] = stream.read_value()
    stream.location = ""
    stream.expect_end()
    return _make_archive(stream, head, entries, person)


def _read_entries(stream: JsonPullParser, person: str, now: datetime) -> Iterator[Entry]:
    ids: set[UUID] = set()
    for number, _ in enumerate(stream.read_items(), 1):
        stream.location = f"entries.{number}"
        document = stream.read_value()
        try:
            entry = entry_schema.parse_entry(document, person, now)
        except entry_schema.MalformedEntry as error:
            stream.location = ".".join(part for part in (stream.location, error.key) if part)
            stream.fail(error.message)
        if entry.id in ids:
            stream.location += ".id"
            stream.fail(Message("already belongs to another entry in this file"))
        ids.add(entry.id)
        yield entry


def _make_archive(stream: JsonPullParser, head: Mapping[str, Any], entries: list[Entry] | None, person: str) -> Archive:
    def refuse_unless(condition: bool, key: str, message: Message) -> None:  # noqa: FBT001 - reads as a condition
        if not condition:
            stream.location = key
            stream.fail(message)

    refuse_unless(head.get("format") == ARCHIVE_FORMAT, "format", Message("is not a Rearguard export"))
    refuse_unless(
        head.get("version") == ARCHIVE_VERSION, "version", Message("was written by a newer version: update Rearguard")
    )
    refuse_unless(head.get("person") == person, "person", Message("belongs to another person"))
    refuse_unless(entries is not None, "entries", Message("is missing"))
    unknown = sorted(head.keys() - {"format", "version", "person", "chosen", "library"})
    refuse_unless(not unknown, unknown[0][:60] if unknown else "", Message("is not a known key"))
    chosen, library = head.get("chosen", {}), head.get("library", {})
    refuse_unless(isinstance(chosen, dict), "chosen", Message("must be a table"))
    refuse_unless(isinstance(library, dict), "library", Message("must be a table"))
    for path, text in library.items():
        refuse_unless(isinstance(text, str), f"library.{path[:60]}", Message("must be text"))
    return Archive(person=person, config_files=chosen, library_files=library, entries=entries or ())
