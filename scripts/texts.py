"""Gather every text that a person reads or hears into one catalogue, and update the translations.

uv run --group dev scripts/texts.py           write src/rearguard/locale/rearguard.pot, and each .po with its .mo
uv run --group dev scripts/texts.py --check   fail if one is not up to date, or a translation is missing or wrong
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "src/rearguard/locale"
TEMPLATE = LOCALE / "rearguard.pot"

TEXT_KEYS = {
    "name", "summary", "good_for", "notes", "change", "setup", "start", "work", "halfway", "last", "switch",
    "tempo_words", "feel", "stop", "say", "cue", "text", "advice",
}  # fmt: skip
"""The keys of a library file whose values are texts."""

TRANSLATOR_NOTES = {
    "0.1": "How a tenth is written: only its decimal mark is used, between these two digits.",
    "English": "The name of your own language, in your own language: what one picks in the settings.",
}
"""What a translator must know and can't see."""

Text = str | tuple[str, ...]
"""A text, or one thing and several of it."""


def extract_code_texts(pattern: str, method: str, keywords: dict[str, Any]) -> Iterator[tuple[Text, str]]:
    """Yield source texts and the files that contain them."""
    for path in sorted(ROOT.glob(pattern)):
        with path.open("rb") as file:
            for _line, text, _comments, _context in extract(method, file, keywords, options={"jsx": True}):
                yield text, path.relative_to(ROOT).as_posix()


def extract_library_texts() -> Iterator[tuple[Text, str]]:
    """Yield the texts of exercises and programmes."""
    for path in sorted(ROOT.glob("src/rearguard/library/*/*.toml")):
        for text in _texts(tomllib.loads(path.read_text("utf-8"))):
            yield text, path.relative_to(ROOT).as_posix()


def _texts(value: object, key: str = "") -> Iterator[str]:
    match value:
        case dict():
            for name, inner in value.items():
                yield from _texts(inner, name)
        case list():
            for inner in value:
                yield from _texts(inner, key)
        case str() if key in TEXT_KEYS and value:
            yield value


def build_template() -> Catalog:
    """Return the catalogue of all texts."""
    # A date of its own would make the file differ from day to day.
    catalogue = Catalog(
        project="rearguard", charset="utf-8", creation_date=datetime(2026, 1, 1, tzinfo=UTC), fuzzy=False
    )
    places: dict[Text, list[str]] = {}
    for text, where in (
        *extract_code_texts("src/rearguard/**/*.py", "python", {"_": None, "Message": None, "counted": (1, 2)}),
        *extract_code_texts("frontend/src/**/*.ts*", "javascript", {"t": None, "tn": (1, 2)}),
        *extract_library_texts(),
    ):
        if where not in places.setdefault(text, []):
            places[text].append(where)
    for text in sorted(places, key=lambda text: (text,) if isinstance(text, str) else text):
        note = TRANSLATOR_NOTES.get(text) if isinstance(text, str) else None
        catalogue.add(text, locations=[(where, 0) for where in places[text]], auto_comments=[note] if note else [])
    return catalogue


def update_translation(path: Path, source: Catalog) -> Catalog:
    """Return a translation with exactly the texts of the catalogue; new texts are empty."""
    with path.open("rb") as file:
        translation = read_po(file)
    translation.update(source, no_fuzzy_matching=True)
    translation.obsolete.clear()
    return translation


def find_mistakes(translation: Catalog) -> Iterator[str]:
    """Yield the mistakes in a translation, a line each."""
    for message in translation:
        if not message.id:
            continue
        sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        forms = (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)
        if message.fuzzy or not all(forms):
            yield f"{sources[0]!r} is not translated"
        elif not all(_fits(form, sources, several=len(sources) > 1) for form in forms):
            yield f"{sources[0]!r} has other places than its translation"


def _fits(form: str, sources: tuple[str, ...], *, several: bool) -> bool:
    """Whether a form has the placeholders of its source; a plural form may leave out the number, as in "one set"."""
    source_placeholders = [Counter(re.findall(r"\{[^{}]*\}", source)) for source in sources]
    placeholders = Counter(re.findall(r"\{[^{}]*\}", form))
    return placeholders in source_placeholders or (
        several and placeholders + Counter(["{count}"]) in source_placeholders
    )


def serialise_catalogue(catalogue: Catalog, *, places: bool) -> bytes:
    """Return a catalogue as a file's bytes; a translation has no source positions, which would clutter its diffs."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, include_lineno=False, no_location=not places)
    # Babel's version would make the file differ from machine to machine.
    return re.sub(rb'"Generated-By: .*\n', b"", buffer.getvalue())


def main() -> None:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    source = build_template()
    translations = {
        path: update_translation(path, source) for path in sorted(LOCALE.glob("*/LC_MESSAGES/rearguard.po"))
    }
    fresh = {TEMPLATE: serialise_catalogue(source, places=True)}
    fresh |= {path: serialise_catalogue(translation, places=False) for path, translation in translations.items()}
    if not check:
        for path, content in fresh.items():
            path.write_bytes(content)
        for path, translation in translations.items():
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, translation)
    wrong = [
        f"{path.relative_to(ROOT)} is not up to date: run `uv run --group dev just write`"
        for path, content in fresh.items()
        if check and (not path.exists() or path.read_bytes() != content)
    ]
    for path, translation in translations.items():
        wrong += [f"{path.relative_to(ROOT)}: {mistake}" for mistake in find_mistakes(translation)]
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)  # noqa: T201 - what this script is for
        sys.exit(1 if check else 0)


if __name__ == "__main__":
    main()
