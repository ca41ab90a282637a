"""One TOML file as plain tables: texts, numbers, lists and tables, and nothing that could not be said in JSON."""

from __future__ import annotations

import math
import re
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rearguard.core.message import Message
from rearguard.library.folder import unreadable
from rearguard.library.serialization import Json

LARGEST_FILE = 1_000_000
"""Bytes. An exercise takes five thousand; what is larger is something else by mistake."""

DEEPEST = 16
"""Tables within tables. Ours go four deep; far deeper ones would exhaust the stack of whoever walks them."""

TOO_DEEP = Message("is nested too deep")

ENDLESS_KEY = re.compile(r"(?:^|[\[{,])[ \t]*(?:[^\s.,=\[\]{}#]+[ \t]*\.[ \t]*){" + str(DEEPEST) + "}", re.MULTILINE)
"""A key of more dotted parts than tables may be deep."""

LARGEST_NUMBER = 2**53
"""The whole numbers up to here survive every reader of JSON."""

Place = tuple[str | int, ...]
"""Keys, and places in lists counted from 0, from the outside in."""

Finding = tuple[Place, Message]
"""What is wrong, and where inside the file."""


class Unreadable(Exception):
    """The file gives no tables at all."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.render())
        self.message = message


def read(path: Path) -> dict[str, Any]:
    """Return a file's tables.

    Raises:
        Unreadable: it is no file, too large, not UTF-8, or not TOML.
    """
    text = _text(path)
    if endless := ENDLESS_KEY.search(text):  # tomllib's time grows with the square of a key's parts
        line = text.count("\n", 0, endless.end()) + 1
        raise Unreadable(Message("line {line}: {words}", {"line": line, "words": TOO_DEEP}))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_not_toml(str(error))) from None
    except (ValueError, RecursionError):  # a number of thousands of digits; thousands of brackets
        raise Unreadable(Message("has a number too long or brackets too deep to be read")) from None


def plain(tables: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Return the tables with all that has no place in them replaced by None, and what that was."""
    findings: list[Finding] = []
    return {key: _plain(value, (key,), findings) for key, value in tables.items()}, findings


def _plain(value: Json, place: Place, findings: list[Finding]) -> Json:
    if len(place) > DEEPEST:
        findings.append((place, TOO_DEEP))
        return None
    if isinstance(value, dict):
        return {key: _plain(inner, (*place, key), findings) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, (*place, i), findings) for i, inner in enumerate(value)]
    for message in _oddities(value):
        findings.append((place, message))
        return None
    return value


def _oddities(value: object) -> Iterator[Message]:
    if isinstance(value, str):
        if not value.strip():
            yield Message("is empty: write something, or leave the key out")
        elif re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", value):
            yield Message("has a control character in it, which can't be shown or spoken")
    elif isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) > LARGEST_NUMBER:
            yield Message("is not a number that means anything here")
    else:
        yield Message("is a date or a time, which has no place here: put a text in quotes")


def _text(path: Path) -> str:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(Message("is a folder: give it a name that does not end in .toml"))
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise Unreadable(Message("is not a file"))
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise Unreadable(Message("is not there: the name leads nowhere")) from None
    except OSError as error:
        raise Unreadable(unreadable(error)) from None
    if len(content) > LARGEST_FILE:
        raise Unreadable(Message("is larger than a megabyte: this is no exercise and no programme"))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Unreadable(Message("is not UTF-8 text: save it again with the encoding “UTF-8”")) from None


def _not_toml(reason: str) -> Message:
    """Return tomllib's complaint in plain words. It ends in "(at line 3, column 7)" or "(at end of document)"."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", reason)
    words = next((words for start, words in TOML_ERRORS if reason.startswith(start)), UNKNOWN_TOML_ERROR)
    if place is None:
        return Message("at the end of the file: {words}", {"words": words})
    return Message("line {line}: {words}", {"line": int(place[1]), "words": words})


UNKNOWN_TOML_ERROR = Message("this is not TOML: compare it with one of our files")

TOML_ERRORS = (
    ("Cannot overwrite a value", Message("this key is there twice; keep one")),
    ("Cannot declare", Message("this table is there twice; a list of tables has its name in [[ ]]")),
    ("Cannot redefine", Message("this key is there twice, once as something else; keep one")),
    ("Expected '=' after a key", Message("a key and its value have “=” between them")),
    ("Expected ']", Message("a closing bracket “]” is missing, or one too many")),
    ("Unclosed array", Message("a list is not closed with “]”, or a comma is missing in it")),
    ("Unclosed inline table", Message("a table in curly brackets is not closed, or a comma is missing in it")),
    ("Expected newline or end of document", Message("there is more after the value: one key stands on one line")),
    ("Illegal character", Message("a text is not closed, or has a character in it that is not allowed")),
    ("Unterminated string", Message("a text is not closed with a quotation mark")),
    ('Expected "\'"', Message("a text is not closed with a quotation mark")),
    ("Unescaped '\\'", Message("in a text, “\\” must be written twice")),
    ("Invalid value", Message("the value is not understood: a text stands in quotation marks")),
    ("Invalid initial character", Message("a key is made of letters, digits, “-” and “_”")),
    ("Invalid statement", Message("this is neither “key = value” nor a [table]")),
    ("Invalid date or datetime", Message("this looks like a date, and is none: a text stands in quotation marks")),
)
"""The beginnings of tomllib's messages, and what to tell a person."""
