"""A language that nobody speaks, made of every text that there is: what is still readable English was never translated.

Its letters have accents, its words are about 40 % longer, as German's are, and it is written from right to left, as
Arabic is, whose dates and digits it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from rearguard.app.person import language

NAME = "ar_XB"
"""As CLDR calls the pseudo-language for what is written from right to left."""

ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "áƀçđéƒğĥíĵķľɱñóþɋřšţúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĽṀÑÓÞɊŘŠŢÚṼŴẊÝŽ"
)


def pseudo(text: str) -> str:
    """Return a text in that language; places and what is not made of letters stay."""
    if not re.search("[A-Za-z]", re.sub(r"\{[^{}]*\}", "", text)):
        return text
    parts = re.split(r"(\{[^{}]*\})", text)
    longer = (part if place % 2 else re.sub("([aeiou])", r"\1\1", part) for place, part in enumerate(parts))
    return "⟦" + "".join(part if i % 2 else part.translate(ACCENTED) for i, part in enumerate(longer)) + "⟧"


def write(folder: Path) -> None:
    """Write its catalogue, as one in `locale`."""
    with (language.LOCALE / "rearguard.pot").open("rb") as file:
        template = read_po(file)
    catalogue = Catalog(locale="en", fuzzy=False)
    for message in template:
        if isinstance(message.id, str):
            catalogue.add(message.id, pseudo(message.id)) if message.id else None
        else:
            catalogue.add(message.id, tuple(map(pseudo, message.id)))
    path = folder / NAME / "LC_MESSAGES/rearguard.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """Let everything be said in that language, until the block is left."""
    write(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "LOCALE", folder)
        patch.setenv("LANGUAGE", NAME)
        language.choose(language.SYSTEM)
        yield
    language.choose(language.SYSTEM)
