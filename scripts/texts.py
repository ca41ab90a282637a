"""Gather every text that a person sees or hears into one catalogue: Python, the page, the exercise files.

uv run scripts/texts.py           write src/rearguard/locale/rearguard.pot
uv run scripts/texts.py --check   fail if it is not up to date
"""

from __future__ import annotations

import argparse
import io
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "src/rearguard/locale/rearguard.pot"

SPOKEN = {
    "name", "summary", "good_for", "notes", "change", "setup", "start", "work", "halfway", "last", "switch",
    "tempo_words", "feel", "stop", "say", "cue", "text", "advice",
}  # fmt: skip
"""The keys of a library file whose values are texts."""


def in_code(pattern: str, method: str, keywords: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield texts and the files in which they are written out."""
    for path in sorted(ROOT.glob(pattern)):
        with path.open("rb") as file:
            for _line, text, _comments, _context in extract(method, file, keywords, options={"jsx": True}):
                for one in (text,) if isinstance(text, str) else text:
                    yield one, path.relative_to(ROOT).as_posix()


def in_library() -> Iterator[tuple[str, str]]:
    """Yield the texts of exercises and programmes."""
    for path in sorted(ROOT.glob("src/rearguard/library/*/*.toml")):
        for text in _texts(tomllib.loads(path.read_text())):
            yield text, path.relative_to(ROOT).as_posix()


def _texts(value: object, key: str = "") -> Iterator[str]:
    match value:
        case dict():
            for name, inner in value.items():
                yield from _texts(inner, name)
        case list():
            for inner in value:
                yield from _texts(inner, key)
        case str() if key in SPOKEN and value:
            yield value


def catalogue() -> bytes:
    """Return the catalogue as a file's bytes."""
    # A date of its own would make the file differ from day to day.
    found = Catalog(project="rearguard", charset="utf-8", creation_date=datetime(2026, 1, 1, tzinfo=UTC), fuzzy=False)
    places: dict[str, list[str]] = {}
    for text, where in (
        *in_code("src/rearguard/**/*.py", "python", {"_": None, "Message": None}),
        *in_code("frontend/src/**/*.ts*", "javascript", {"t": None}),
        *in_library(),
    ):
        if where not in places.setdefault(text, []):
            places[text].append(where)
    for text in sorted(places):
        found.add(text, locations=[(where, 0) for where in places[text]])
    buffer = io.BytesIO()
    write_po(buffer, found, width=120, include_lineno=False)
    # Which Babel wrote it would make the file differ from machine to machine.
    return b"".join(line for line in buffer.getvalue().splitlines(keepends=True) if b"Generated-By" not in line)


def main() -> None:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    fresh = catalogue()
    if parser.parse_args().check:
        if not CATALOGUE.exists() or CATALOGUE.read_bytes() != fresh:
            sys.exit(f"{CATALOGUE.relative_to(ROOT)} is not up to date: run uv run just write")
        return
    CATALOGUE.parent.mkdir(exist_ok=True)
    CATALOGUE.write_bytes(fresh)


if __name__ == "__main__":
    main()
