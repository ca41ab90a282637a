"""The reader's language: one set of catalogues for Python, the page and the exercise files.

English is the source and needs no catalogue. A catalogue is `locale/<language>/LC_MESSAGES/rearguard.mo` in the
package; which one is used follows LANGUAGE, LC_ALL, LC_MESSAGES and LANG, as with every gettext program.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "rearguard"


@cache
def catalogue() -> gettext.NullTranslations:
    """Return the catalogue of the reader's language; one that changes nothing when there is none."""
    return gettext.translation(DOMAIN, Path(__file__).parent.parent / "locale", fallback=True)


def _(text: str) -> str:
    """Return a text in the reader's language."""
    return catalogue().gettext(text)


def language() -> str:
    """Return the language of the texts, as "en"."""
    return catalogue().info().get("language", "en")


def messages() -> dict[str, object]:
    """Return the reader's language and its texts, for the page; English has none, being the source."""
    found = catalogue()
    texts = getattr(found, "_catalog", {})
    return {
        "language": language(),
        "messages": {source: text for source, text in texts.items() if isinstance(source, str) and source},
    }
