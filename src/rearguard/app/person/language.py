"""The reader's language: one set of catalogues for Python, the page and the exercise files.

English is the source and needs no catalogue. A catalogue is `locale/<language>/LC_MESSAGES/rearguard.mo` in the
package, compiled from the `.po` beside it. The environment selects it (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), as with
every gettext program, unless the person chose a language.
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
"""The language of the source texts."""

SYSTEM_LANGUAGE = "system"
"""The default choice: the environment's language."""

RTL_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""

LANGUAGE_NAME = Message("English")
"""Translated: a language's own name for itself."""

MACHINE_TRANSLATOR = "Machine-made"
"""How a catalogue's Last-Translator begins until a native speaker has read it."""

PLURAL_NUMBERS = 200
"""How many numbers the page gets a plural form for; gettext's rules look at the last two digits."""

_chosen_language = SYSTEM_LANGUAGE


def set_language(name: str) -> None:
    """Use a language in the whole process; `SYSTEM_LANGUAGE`: the environment's."""
    global _chosen_language  # noqa: PLW0603 - a process speaks to one person
    _chosen_language = name
    _load_current.cache_clear()


def list_languages() -> tuple[str, ...]:
    """Return the available languages, the source language first."""
    return SOURCE_LANGUAGE, *sorted(
        path.parent.parent.name for path in LOCALE_FOLDER.glob(f"*/LC_MESSAGES/{GETTEXT_DOMAIN}.mo")
    )


def current_language() -> str:
    """Return the language of the texts, for example "en"."""
    return _load_current()[0]


def current_catalogue() -> gettext.NullTranslations:
    """Return the catalogue of the reader's language; the source language's changes nothing."""
    return _load_current()[1]


def _(text: str) -> str:
    """Translate a text into the reader's language."""
    catalogue = current_catalogue()
    return catalogue.ngettext(text, text.many, text.number) if isinstance(text, PluralText) else catalogue.gettext(text)


def is_machine_made() -> bool:
    """Whether the texts are a machine translation that no native speaker has checked."""
    return str(current_catalogue().info().get("last-translator", "")).startswith(MACHINE_TRANSLATOR)


def messages_json() -> dict[str, object]:
    """Return the reader's language and its texts for the page; English, the source, has no texts."""
    catalogue = current_catalogue()
    texts: dict[str, str] = {}
    plurals: dict[str, list[str]] = {}
    for source, text in getattr(catalogue, "_catalog", {}).items():
        match source:
            case (str(singular), int()):
                plurals.setdefault(singular, []).append(text)
            case str() if source:
                texts[source] = text
    plural_index = getattr(catalogue, "plural", None)
    return {
        "language": current_language(),
        "direction": "rtl" if current_language().split("_")[0] in RTL_LANGUAGES else "ltr",
        "machine_made": is_machine_made(),
        "languages": {name: _load_catalogue(name).gettext(LANGUAGE_NAME.text) for name in list_languages()},
        "messages": texts,
        "plurals": plurals,
        "forms": [plural_index(number) for number in range(PLURAL_NUMBERS)] if plural_index and plurals else [],
    }


@cache
def _load_current() -> tuple[str, gettext.NullTranslations]:
    preferred = [_chosen_language] if _chosen_language != SYSTEM_LANGUAGE else preferred_languages(os.environ)
    language = next(
        (name for name in preferred if name == SOURCE_LANGUAGE or gettext.find(GETTEXT_DOMAIN, LOCALE_FOLDER, [name])),
        SOURCE_LANGUAGE,
    )
    return language, _load_catalogue(language)


def _load_catalogue(name: str) -> gettext.NullTranslations:
    if name == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    return gettext.translation(GETTEXT_DOMAIN, LOCALE_FOLDER, [name])


def preferred_languages(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the languages that an environment asks for, in order of preference: "de_AT", then "de".

    `gettext.translation` can't do this: it skips the source language even if it is preferred to a translation.
    """
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    setting = next(filter(None, map(environment.get, names)), "")
    for tag in filter(None, setting.split(":")):
        locale_name = re.split(r"[.@]", tag)[0].replace("-", "_")
        if locale_name in {"C", "POSIX"}:
            yield SOURCE_LANGUAGE
        else:
            yield from (locale_name, locale_name.split("_")[0])
