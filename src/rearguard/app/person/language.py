"""The reader's language: one set of catalogues for Python, the page and the exercise files.

English is the source and needs no catalogue. A catalogue is `locale/<language>/LC_MESSAGES/rearguard.mo` in the
package, compiled from the `.po` beside it. Which one is used follows LANGUAGE, LC_ALL, LC_MESSAGES and LANG, as with
every gettext program, unless one was chosen.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rearguard.core.message import Counting, Message

DOMAIN = "rearguard"
LOCALE = Path(__file__).parents[2] / "locale"

SOURCE = "en"
"""The language in which all texts are written."""

SYSTEM = "system"
"""What is chosen by who chooses nothing: the environment's language."""

LEFTWARDS = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""

NAME = Message("English")
"""Translated: how a language calls itself."""

MACHINE = "Machine-made"
"""How a catalogue's Last-Translator begins until a native speaker has read it."""

PLURALS = 200
"""For how many numbers a page is told which plural goes with them; gettext's rules go by the last two digits."""

_chosen = SYSTEM


def choose(wanted: str) -> None:
    """Use a language from now on, in the whole process; SYSTEM: the environment's."""
    global _chosen  # noqa: PLW0603 - a process speaks to one person
    _chosen = wanted
    _current.cache_clear()


def languages() -> tuple[str, ...]:
    """Return the languages that there are, the source first."""
    return SOURCE, *sorted(path.parent.parent.name for path in LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))


def language() -> str:
    """Return the language of the texts, as "en"."""
    return _current()[0]


def catalogue() -> gettext.NullTranslations:
    """Return the catalogue of the reader's language; for the source one that changes nothing."""
    return _current()[1]


def _(text: str) -> str:
    """Return a text in the reader's language."""
    found = catalogue()
    return found.ngettext(text, text.many, text.number) if isinstance(text, Counting) else found.gettext(text)


def machine_made() -> bool:
    """Whether the texts were translated by a machine and no native speaker has read them yet."""
    return str(catalogue().info().get("last-translator", "")).startswith(MACHINE)


def messages() -> dict[str, object]:
    """Return the reader's language and its texts, for the page; English has none, being the source."""
    found = catalogue()
    texts: dict[str, str] = {}
    plurals: dict[str, list[str]] = {}
    for source, text in getattr(found, "_catalog", {}).items():
        match source:
            case (str(one), int()):
                plurals.setdefault(one, []).append(text)
            case str() if source:
                texts[source] = text
    which = getattr(found, "plural", None)
    return {
        "language": language(),
        "direction": "rtl" if language().split("_")[0] in LEFTWARDS else "ltr",
        "machine_made": machine_made(),
        "languages": {name: _load(name).gettext(NAME.text) for name in languages()},
        "messages": texts,
        "plurals": plurals,
        "forms": [which(number) for number in range(PLURALS)] if which and plurals else [],
    }


@cache
def _current() -> tuple[str, gettext.NullTranslations]:
    wanted = [_chosen] if _chosen != SYSTEM else preferred(os.environ)
    found = next((name for name in wanted if name == SOURCE or gettext.find(DOMAIN, LOCALE, [name])), SOURCE)
    return found, _load(found)


def _load(name: str) -> gettext.NullTranslations:
    if name == SOURCE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, [name])


def preferred(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the languages that an environment asks for, the most wanted first: "de_AT", then "de".

    `gettext.translation` does not do, for it passes over the source where a translation is wanted less.
    """
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next(filter(None, map(environment.get, names)), "")
    for tag in filter(None, wanted.split(":")):
        whole = re.split(r"[.@]", tag)[0].replace("-", "_")
        if whole in {"C", "POSIX"}:
            yield SOURCE
        else:
            yield from (whole, whole.split("_")[0])
