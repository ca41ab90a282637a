"""A text for people, not yet in their language.

The rooms below the faces never translate: they hand out messages, and a face renders them with the catalogue
of whoever reads or listens. English is the source, so an untranslated message is readable as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from rearguard.core.value import value

Translate = Callable[[str], str]


def untranslated(text: str) -> str:
    """Return `text` itself: the English source."""
    return text


@value
class Message:
    """An English text with `{named}` places, and the values that go there.

    `Message("{count} sets", {"count": 3})`. The text must be written out where it is made, for the catalogue's
    extraction looks for `Message("…"`. A value that is itself a message is rendered first.
    """

    text: str
    values: Mapping[str, str | int | float | Message] = field(default_factory=dict)

    def render(self, translate: Translate = untranslated) -> str:
        """Return the text in the reader's language, its places filled."""
        text = translate(self.text)
        if not self.values:
            return text
        return text.format(
            **{
                name: value.render(translate) if isinstance(value, Message) else value
                for name, value in self.values.items()
            }
        )

    def __str__(self) -> str:
        return self.render()
