"""A text for people, not yet in their language.

The rooms below the faces never translate: they hand out messages, and a face renders them with the catalogue
of whoever reads or listens. English is the source, so an untranslated message is readable as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Self

from rearguard.core.value import value

Translate = Callable[[str], str]
"""Puts a text into the reader's language; of one that counts things, the form that the language has for so many."""


class PluralText(str):
    """An English text for one thing, which knows the one for several, and how many there are."""

    __slots__ = ("many", "number")

    many: str
    number: int

    def __new__(cls, singular: str, plural: str, number: int) -> Self:
        """Make it equal to the text for one thing, under which a catalogue has it."""
        made = super().__new__(cls, singular)
        made.many, made.number = plural, number
        return made

    def __str__(self) -> str:
        return super().__str__() if self.number == 1 else self.many


def untranslated(text: str) -> str:
    """Return `text` itself: the English source."""
    return str(text)


@value
class Message:
    """An English text with `{named}` places, and the values that go there.

    `Message("{name}: {reason}", {"name": …, "reason": …})`. The text must be written out where it is made, for the
    catalogue's extraction looks for `Message("…"`. A value that is itself a message is rendered first, and a number
    gets the language's decimal mark.
    """

    text: str
    values: Mapping[str, str | int | float | Message] = field(default_factory=dict)
    plural: str = ""
    """Said in place of `text` when the value `count` is not one; see `counted`."""

    def render(self, translate: Translate = untranslated) -> str:
        """Return the text in the reader's language, its places filled."""
        count = self.values.get("count")
        source = PluralText(self.text, self.plural, count) if self.plural and isinstance(count, int) else self.text
        text = translate(source)
        if not self.values:
            return text
        return text.format(**{name: _render_value(one, translate) for name, one in self.values.items()})

    def __str__(self) -> str:
        return self.render()


def counted(
    singular: str, plural: str, count: int, values: Mapping[str, str | int | float | Message] | None = None
) -> Message:
    """Return a message that counts things: `counted("{count} set", "{count} sets", 3)`.

    A language may have more forms than two; its catalogue knows which goes with a number.
    """
    return Message(singular, {"count": count, **(values or {})}, plural)


DECIMAL_MARK_SAMPLE = Message("0.1")
"""How a language writes it tells its decimal mark."""


def format_number(number: float, translate: Translate = untranslated) -> str:
    """Return a number with the reader's decimal mark, to six digits."""
    return f"{number:g}".replace(".", DECIMAL_MARK_SAMPLE.render(translate)[1])


def _render_value(one: str | float | Message, translate: Translate) -> str:
    match one:
        case Message():
            return one.render(translate)
        case float():
            return format_number(one, translate)
        case _:
            return str(one)
