"""Texts for people, before translation.

The packages below the hosts never translate: they return messages, and a host renders each in the reader's
language. English is the source, so an untranslated message is readable as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Self

from rearguard.core.value import value

Translate = Callable[[str], str]
"""Translates a text into the reader's language; for a `PluralText`, into the plural form for its number."""


class PluralText(str):
    """The English singular text, with the plural text and the number of things."""

    __slots__ = ("many", "number")

    many: str
    number: int

    def __new__(cls, singular: str, plural: str, number: int) -> Self:
        """Make it equal to the singular text, which is its key in the catalogue."""
        text = super().__new__(cls, singular)
        text.many, text.number = plural, number
        return text

    def __str__(self) -> str:
        return super().__str__() if self.number == 1 else self.many


def untranslated(text: str) -> str:
    """Return `text` itself: the English source."""
    return str(text)


@value
class Message:
    """An English text with `{named}` placeholders, and their values.

    `Message("{name}: {reason}", {"name": …, "reason": …})`. The text must be a literal, since the catalogue's
    extraction looks for `Message("…"`. A value that is itself a message is rendered first, and a number gets the
    language's decimal mark.
    """

    text: str
    values: Mapping[str, str | int | float | Message] = field(default_factory=dict)
    plural: str = ""
    """The text for any `count` but 1; see `counted`."""

    def render(self, translate: Translate = untranslated) -> str:
        """Return the text in the reader's language with its values filled in."""
        count = self.values.get("count")
        source = PluralText(self.text, self.plural, count) if self.plural and isinstance(count, int) else self.text
        text = translate(source)
        if not self.values:
            return text
        return text.format(**{name: _render_value(value, translate) for name, value in self.values.items()})

    def __str__(self) -> str:
        return self.render()


def counted(
    singular: str, plural: str, count: int, values: Mapping[str, str | int | float | Message] | None = None
) -> Message:
    """Return a message with a count: `counted("{count} set", "{count} sets", 3)`.

    A language may have more than two plural forms; its catalogue chooses by the number.
    """
    return Message(singular, {"count": count, **(values or {})}, plural)


DECIMAL_MARK_SAMPLE = Message("0.1")
"""Its translation shows a language's decimal mark."""


def format_number(number: float, translate: Translate = untranslated) -> str:
    """Return a number with six significant digits and the reader's decimal mark."""
    return f"{number:g}".replace(".", DECIMAL_MARK_SAMPLE.render(translate)[1])


def _render_value(value: str | float | Message, translate: Translate) -> str:
    match value:
        case Message():
            return value.render(translate)
        case float():
            return format_number(value, translate)
        case _:
            return str(value)
