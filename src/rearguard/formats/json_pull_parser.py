"""A pull parser that reads JSON value by value, so that memory never holds the whole of a long text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from rearguard.core.message import Message
from rearguard.formats.import_error import import_file_error

MAX_VALUE_CHARS = 2**20
"""Characters of one value. The largest entry, a session's plan, has 20,000; the limit stops an endless text."""

JSON_WHITESPACE = " \t\n\r"


class JsonPullParser:
    """A parser of a JSON text that comes in chunks.

    Args:
        chunks: the text.
        file: its name, for messages.

    Every method raises `ImportFileError` where the text is not the expected JSON.
    """

    def __init__(self, chunks: Iterable[str], file: str) -> None:
        self.file = file
        self.location = ""
        """The current place in the document, for messages."""
        self._chunks = iter(chunks)
        self._text = ""
        self._offset = 0
        self._at_end = False
        self._decoder = json.JSONDecoder(object_pairs_hook=_reject_duplicates, parse_constant=_reject_constant)

    def read_members(self) -> Iterator[str]:
        """Yield the keys of a table; the caller must read the value after each key."""
        yield from self._read_container("{", "}", keys=True)

    def read_items(self) -> Iterator[str]:
        """Yield once before each item of a list; the caller must then read the item."""
        yield from self._read_container("[", "]", keys=False)

    def read_value(self) -> Any:  # noqa: ANN401 - any JSON
        """Return the next value."""
        self._peek()
        while True:
            try:
                parsed, end = self._decoder.raw_decode(self._text, self._offset)
            except RecursionError:
                self.fail(Message("is nested too deep"))
            except _DuplicateKey as error:
                self.fail(Message("contains the key {key} twice", {"key": error.key[:60]}))
            except ValueError as error:
                if self._at_end:
                    self.fail(Message("is not JSON: {why}", {"why": str(error)}))
            else:
                if end < len(self._text) or self._at_end:  # else a number might continue
                    self._offset = end
                    return parsed
            if len(self._text) - self._offset > MAX_VALUE_CHARS:
                self.fail(Message("is longer than {most} characters, or not JSON", {"most": MAX_VALUE_CHARS}))
            self._read_chunk()

    def expect_end(self) -> None:
        """Check that nothing follows."""
        if self._peek():
            self.fail(Message("continues after the end"))

    def fail(self, message: Message) -> NoReturn:
        """Raise an error at the current place."""
        raise import_file_error(self.file, self.location, message)

    def _read_container(self, first: str, last: str, *, keys: bool) -> Iterator[str]:
        self._expect(first)
        if self._peek() == last:
            self._offset += 1
            return
        while True:
            yield self._read_key() if keys else ""
            if self._peek() == last:
                self._offset += 1
                return
            self._expect(",")

    def _read_key(self) -> str:
        if self._peek() != '"':
            self.fail(Message("is not JSON: {why}", {"why": "a key in quotation marks is missing"}))
        key: str = self.read_value()
        self._expect(":")
        return key

    def _expect(self, sign: str) -> None:
        character = self._peek()
        if character != sign:
            self.fail(Message("is not JSON from Rearguard: {sign} is missing", {"sign": sign}))
        self._offset += 1

    def _peek(self) -> str:
        """Return the next character that is not whitespace; "" at the end."""
        while True:
            while self._offset < len(self._text):
                if self._text[self._offset] not in JSON_WHITESPACE:
                    return self._text[self._offset]
                self._offset += 1
            if self._at_end:
                return ""
            self._read_chunk()

    def _read_chunk(self) -> None:
        chunk = next(self._chunks, "")
        self._at_end = not chunk
        self._text = self._text[self._offset :] + chunk
        self._offset = 0


class _DuplicateKey(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _reject_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _DuplicateKey(next(key for key in keys if keys.count(key) > 1))
    return table


def _reject_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
