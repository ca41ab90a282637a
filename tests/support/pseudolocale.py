"""A pseudolocale made of every text: whatever is still readable English was never translated.

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

PSEUDOLOCALE = "ar_XB"
"""As CLDR calls the pseudo-language for what is written from right to left."""

ACCENTED_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "áƀçđéƒğĥíĵķľɱñóþɋřšţúṽŵẋýžÁƁÇĐÉƑĞĤÍĴĶĽṀÑÓÞɊŘŠŢÚṼŴẊÝŽ"
)


def pseudolocalise(text: str) -> str:
    """Return a text in the pseudolocale; placeholders and everything that isn't a letter stay."""
    if not re.search("[A-Za-z]", re.sub(r"\{[^{}]*\}", "", text)):
        return text
    parts = re.split(r"(\{[^{}]*\})", text)
    longer = (part if place % 2 else re.sub("([aeiou])", r"\1\1", part) for place, part in enumerate(parts))
    return "⟦" + "".join(part if i % 2 else part.translate(ACCENTED_LETTERS) for i, part in enumerate(longer)) + "⟧"


def write_catalogue(folder: Path) -> None:
    """Write its catalogue, like those in `locale`."""
    with (language.LOCALE_FOLDER / "rearguard.pot").open("rb") as file:
        template = read_po(file)
    catalogue = Catalog(locale="en", fuzzy=False)
    for message in template:
        if isinstance(message.id, str):
            catalogue.add(message.id, pseudolocalise(message.id)) if message.id else None
        else:
            catalogue.add(message.id, tuple(map(pseudolocalise, message.id)))
    path = folder / PSEUDOLOCALE / "LC_MESSAGES/rearguard.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)


@contextmanager
def use_pseudolocale(folder: Path) -> Iterator[None]:
    """Use the pseudolocale for all texts, until the block ends."""
    write_catalogue(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "LOCALE_FOLDER", folder)
        patch.setenv("LANGUAGE", PSEUDOLOCALE)
        language.set_language(language.SYSTEM_LANGUAGE)
        yield
    language.set_language(language.SYSTEM_LANGUAGE)
