"""Problems in data, as values and not as exceptions."""

from __future__ import annotations

from rearguard.core.message import Message, Translate, untranslated
from rearguard.core.value import value


@value
class Problem:
    """A problem at one place.

    `file` is the path as the reader knows it, `key` the dotted place inside it ("levels.2.effort"; empty for the
    whole file), `message` what is wrong and what to do.
    """

    file: str
    key: str
    message: Message

    def render(self, translate: Translate = untranslated) -> str:
        """Return `file: key: message` in the reader's language."""
        return ": ".join(part for part in (self.file, self.key, self.message.render(translate)) if part)

    def __str__(self) -> str:
        return self.render()
