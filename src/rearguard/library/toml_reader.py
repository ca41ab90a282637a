"""TOML files as plain tables, with JSON's types only."""

from __future__ import annotations

import math
import re
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rearguard.core.message import Message
from rearguard.library.folder import unreadable_message
from rearguard.library.serialization import Json

MAX_FILE_BYTES = 1_000_000
"""Bytes. An exercise has about five thousand; a larger file is a mistake."""

MAX_TABLE_DEPTH = 16
"""The deepest nesting of tables. Ours are four deep; very deep ones would exhaust the stack of a recursive reader."""

TOO_DEEP_MESSAGE = Message("is nested too deep")

OVERLONG_KEY_PATTERN = re.compile(
    r"(?:^|[\[{,])[ \t]*(?:[^\s.,=\[\]{}#]+[ \t]*\.[ \t]*){" + str(MAX_TABLE_DEPTH) + "}", re.MULTILINE
)
"""A key with more dotted parts than the nesting limit."""

MAX_TOML_NUMBER = 2**53
"""The largest integer that every JSON reader preserves."""

KeyPath = tuple[str | int, ...]
"""Keys, and list indices from 0, from the outermost in."""

FileFinding = tuple[KeyPath, Message]
"""A place in the file, and what is wrong there."""


class UnreadableFile(Exception):
    """A file that can't be read as TOML at all."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


def read_toml(path: Path) -> dict[str, Any]:
    """Return a file's tables.

    Raises:
        UnreadableFile: it is not a file, too large, not UTF-8, or not TOML.
    """
    text = _read_text(path)
    if overlong_key := OVERLONG_KEY_PATTERN.search(text):  # tomllib's time is quadratic in a key's parts
        line = text.count("\n", 0, overlong_key.end()) + 1
        raise UnreadableFile(Message("line {line}: {words}", {"line": line, "words": TOO_DEEP_MESSAGE}))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(_toml_error_message(str(error))) from None
    except (ValueError, RecursionError):  # a number of thousands of digits; thousands of brackets
        raise UnreadableFile(Message("has a number that is too long, or brackets that are nested too deep")) from None


def sanitize_tables(tables: dict[str, Any]) -> tuple[dict[str, Any], list[FileFinding]]:
    """Return the tables with invalid values replaced by None, and the findings about these values."""
    findings: list[FileFinding] = []
    return {key: _sanitize(value, (key,), findings) for key, value in tables.items()}, findings


def _sanitize(value: Json, path: KeyPath, findings: list[FileFinding]) -> Json:
    if len(path) > MAX_TABLE_DEPTH:
        findings.append((path, TOO_DEEP_MESSAGE))
        return None
    if isinstance(value, dict):
        return {key: _sanitize(inner, (*path, key), findings) for key, inner in value.items()}
    if isinstance(value, list):
        return [_sanitize(inner, (*path, i), findings) for i, inner in enumerate(value)]
    for message in _invalid_value_messages(value):
        findings.append((path, message))
        return None
    return value


def _invalid_value_messages(value: object) -> Iterator[Message]:
    if isinstance(value, str):
        if not value.strip():
            yield Message("is empty: write something or remove the key")
        elif re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", value):
            yield Message("contains a control character, which can't be shown or spoken")
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) > MAX_TOML_NUMBER:
            yield Message("is not a number that can be used here")
    else:
        yield Message("is a date or a time, which isn't allowed here: put text in quotation marks")


def _read_text(path: Path) -> str:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(Message("is a folder: rename it so it doesn't end in .toml"))
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would block
            raise UnreadableFile(Message("is not a file"))
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile(Message("doesn't exist, or is a broken link")) from None
    except OSError as error:
        raise UnreadableFile(unreadable_message(error)) from None
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableFile(Message("is larger than a megabyte, too large for an exercise or a programme"))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise UnreadableFile(Message("is not UTF-8 text: save it with the encoding “UTF-8”")) from None


def _toml_error_message(reason: str) -> Message:
    """Return tomllib's message in plain words; it ends in "(at line 3, column 7)" or "(at end of document)"."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", reason)
    words = next(
        (words for start, words in TOML_ERROR_MESSAGES if reason.startswith(start)), UNKNOWN_TOML_ERROR_MESSAGE
    )
    if place is None:
        return Message("at the end of the file: {words}", {"words": words})
    return Message("line {line}: {words}", {"line": int(place[1]), "words": words})


UNKNOWN_TOML_ERROR_MESSAGE = Message("this is not valid TOML: compare it with one of our files")

TOML_ERROR_MESSAGES = (
    ("Cannot overwrite a value", Message("this key appears twice: keep one")),
    ("Cannot declare", Message("this table appears twice: for a list of tables, write its name in [[ ]]")),
    ("Cannot redefine", Message("this key appears twice, once as something else: keep one")),
    ("Expected '=' after a key", Message("“=” is missing between a key and its value")),
    ("Expected ']", Message("a closing bracket “]” is missing, or there is one too many")),
    ("Unclosed array", Message("a list has no closing “]”, or a comma is missing in it")),
    ("Unclosed inline table", Message("a table in curly brackets has no closing bracket, or a comma is missing in it")),
    (
        "Expected newline or end of document",
        Message("there is something after the value: put each key on a line of its own"),
    ),
    ("Illegal character", Message("a text has no closing quotation mark, or contains a character that isn't allowed")),
    ("Unterminated string", Message("a text has no closing quotation mark")),
    ('Expected "\'"', Message("a text has no closing quotation mark")),
    ("Unescaped '\\'", Message("in a text, “\\” must be written twice")),
    ("Invalid value", Message("this value can't be read: put text in quotation marks")),
    ("Invalid initial character", Message("a key can only contain letters, digits, “-” and “_”")),
    ("Invalid statement", Message("this is neither “key = value” nor a [table]")),
    ("Invalid date or datetime", Message("this looks like a date but isn't one: put text in quotation marks")),
)
"""The beginnings of tomllib's messages, and ours for them."""
