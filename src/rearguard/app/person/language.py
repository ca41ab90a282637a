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

from rearguard.core.message import Message, PluralText

GETTEXT_DOMAIN = "rearguard"
LOCALE_FOLDER = Path(__file__).parents[2] / "locale"

SOURCE_LANGUAGE = "en"
"""The language in which all texts are written."""

SYSTEM_LANGUAGE = "system"
"""What is chosen by who chooses nothing: the environment's language."""

RTL_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""

LANGUAGE_NAME = Message("English")
"""Translated: how a language calls itself."""

MACHINE_TRANSLATOR = "Machine-made"
"""How a catalogue's Last-Translator begins until a native speaker has read it."""

PLURAL_NUMBERS = 200
"""For how many numbers a page is told which plural goes with them; gettext's rules go by the last two digits."""

_chosen_language = SYSTEM_LANGUAGE


def set_language(name: str) -> None:
    """Use a language from now on, in the whole process; SYSTEM: the environment's."""
    global _chosen_language  # noqa: PLW0603 - a process speaks to one person
    _chosen_language = name
    _load_current.cache_clear()


def list_languages() -> tuple[str, ...]:
    """Return the languages that there are, the source first."""
    return SOURCE_LANGUAGE, *sorted(
        path.parent.parent.name for path in LOCALE_FOLDER.glob(f"*/LC_MESSAGES/{GETTEXT_DOMAIN}.mo")
    )


def current_language() -> str:
    """Return the language of the texts, as "en"."""
    return _load_current()[0]


def current_catalogue() -> gettext.NullTranslations:
    """Return the catalogue of the reader's language; for the source one that changes nothing."""
    return _load_current()[1]


def _(text: str) -> str:
    """Return a text in the reader's language."""
    found = current_catalogue()
    return found.ngettext(text, text.many, text.number) if isinstance(text, PluralText) else found.gettext(text)


def is_machine_made() -> bool:
    """Whether the texts were translated by a machine and no native speaker has read them yet."""
    return str(current_catalogue().info().get("last-translator", "")).startswith(MACHINE_TRANSLATOR)


def messages_json() -> dict[str, object]:
    """Return the reader's language and its texts, for the page; English has none, being the source."""
    found = current_catalogue()
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
        "language": current_language(),
        "direction": "rtl" if current_language().split("_")[0] in RTL_LANGUAGES else "ltr",
        "machine_made": is_machine_made(),
        "languages": {name: _load_catalogue(name).gettext(LANGUAGE_NAME.text) for name in list_languages()},
        "messages": texts,
        "plurals": plurals,
        "forms": [which(number) for number in range(PLURAL_NUMBERS)] if which and plurals else [],
    }


@cache
def _load_current() -> tuple[str, gettext.NullTranslations]:
    wanted = [_chosen_language] if _chosen_language != SYSTEM_LANGUAGE else preferred_languages(os.environ)
    found = next(
        (name for name in wanted if name == SOURCE_LANGUAGE or gettext.find(GETTEXT_DOMAIN, LOCALE_FOLDER, [name])),
        SOURCE_LANGUAGE,
    )
    return found, _load_catalogue(found)


def _load_catalogue(name: str) -> gettext.NullTranslations:
    if name == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation(GETTEXT_DOMAIN, LOCALE_FOLDER, [name])


def preferred_languages(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the languages that an environment asks for, the most wanted first: "de_AT", then "de".

    `gettext.translation` does not do, for it passes over the source where a translation is wanted less.
    """
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next(filter(None, map(environment.get, names)), "")
    for tag in filter(None, wanted.split(":")):
        whole = re.split(r"[.@]", tag)[0].replace("-", "_")
        if whole in {"C", "POSIX"}:
            yield SOURCE_LANGUAGE
        else:
            yield from (whole, whole.split("_")[0])
