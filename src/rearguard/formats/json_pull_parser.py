"""JSON read value by value, so that memory holds one value of a list and never the whole of a long text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from rearguard.core.message import Message
from rearguard.formats.import_error import wrong

LARGEST = 2**20
"""Characters of one value. The largest entry, a session's plan, is 20,000; a text without end stops here."""

BLANK = " \t\n\r"


class Stream:
    """A JSON text that comes in chunks.

    Args:
        chunks: the text.
        file: its name, for what is wrong.

    Every method raises `Unreadable` where the text is not the JSON that it should be.
    """

    def __init__(self, chunks: Iterable[str], file: str) -> None:
        self.file = file
        self.place = ""
        """Where we are, as it is to be told."""
        self._chunks = iter(chunks)
        self._text = ""
        self._at = 0
        self._ended = False
        self._decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)

    def members(self) -> Iterator[str]:
        """Yield the keys of a table; after each its value must be read."""
        yield from self._inside("{", "}", keys=True)

    def entries(self) -> Iterator[str]:
        """Yield once before each entry of a list, which must then be read."""
        yield from self._inside("[", "]", keys=False)

    def value(self) -> Any:  # noqa: ANN401 - whatever JSON says
        """Return the value that comes next."""
        self._peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError:
                self.refuse(Message("is nested too deep"))
            except _Twice as error:
                self.refuse(Message("has the key {key} twice", {"key": error.key[:60]}))
            except ValueError as error:
                if self._ended:
                    self.refuse(Message("is no JSON: {why}", {"why": str(error)}))
            else:
                if end < len(self._text) or self._ended:  # else a number might go on
                    self._at = end
                    return found
            if len(self._text) - self._at > LARGEST:
                self.refuse(Message("is longer than {most} characters, or no JSON", {"most": LARGEST}))
            self._more()

    def end(self) -> None:
        """Make sure that nothing follows."""
        if self._peek():
            self.refuse(Message("there is more after the end"))

    def refuse(self, message: Message) -> NoReturn:
        """Say what is wrong where we are."""
        raise wrong(self.file, self.place, message)

    def _inside(self, first: str, last: str, *, keys: bool) -> Iterator[str]:
        self._take(first)
        if self._peek() == last:
            self._at += 1
            return
        while True:
            yield self._key() if keys else ""
            if self._peek() == last:
                self._at += 1
                return
            self._take(",")

    def _key(self) -> str:
        if self._peek() != '"':
            self.refuse(Message("is no JSON: {why}", {"why": "a key in quotation marks is missing"}))
        key: str = self.value()
        self._take(":")
        return key

    def _take(self, sign: str) -> None:
        found = self._peek()
        if found != sign:
            self.refuse(Message("is no JSON of ours: {sign} is missing", {"sign": sign}))
        self._at += 1

    def _peek(self) -> str:
        """Return the next character that is not blank; "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in BLANK:
                    return self._text[self._at]
                self._at += 1
            if self._ended:
                return ""
            self._more()

    def _more(self) -> None:
        chunk = next(self._chunks, "")
        self._ended = not chunk
        self._text = self._text[self._at :] + chunk
        self._at = 0


class _Twice(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twice(next(key for key in keys if keys.count(key) > 1))
    return table


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
