"""What a person chose and wrote themselves: the files of their config folder, as values."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rearguard.app.person.paths import PRIVATE, Home
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.library.folder import KINDS

LARGEST = 1_000_000
"""Bytes of one file: what the library reads of its own at most."""

CHOICE = re.compile(r"[a-z][a-z0-9-]{0,40}\.json")
WRITTEN = re.compile(rf"(?:{'|'.join(KINDS)})/[^\W.][\w -]{{0,80}}\.toml")
"""Names that can stand in a document and lead nowhere else."""


def choices(home: Home) -> dict[str, dict[str, Any]]:
    """Return what was chosen, by file; what can't be read is as if it were not there."""
    found = {}
    for path in _files(home.config, "*.json"):
        with contextlib.suppress(OSError, ValueError, RecursionError):
            said = json.loads(path.read_bytes())
            if CHOICE.fullmatch(path.name) and isinstance(said, dict):
                found[path.name] = said
    return found


def written(home: Home) -> dict[str, str]:
    """Return the person's own exercises and programmes, by path; what is no text of usual size is left out."""
    found = {}
    for kind in KINDS:
        for path in _files(home.library / kind, "*.toml"):
            name = f"{kind}/{path.name}"
            with contextlib.suppress(OSError, ValueError):
                if WRITTEN.fullmatch(name) and path.stat().st_size <= LARGEST:
                    found[name] = path.read_bytes().decode()
    return found


def keep_new(home: Home, choices: Mapping[str, Mapping[str, Any]], texts: Mapping[str, str]) -> tuple[list[Path], int]:
    """Write what is not there yet, and return the files written and how many differ and were left as they are.

    Raises:
        Refusal: one can't be written; then none was.
    """
    wanted = {home.config / name: json.dumps(said) for name, said in choices.items()}
    wanted |= {home.library / name: text for name, text in texts.items()}
    new = {path: text for path, text in wanted.items() if not os.path.lexists(path)}
    made: list[Path] = []
    try:
        for path, text in new.items():
            path.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="") as file:
                made.append(path)
                file.write(text)
    except OSError as error:
        undo(made)
        why = error.strerror or str(error)
        raise Refusal(Message("{file} can't be written: {why}", {"file": str(path), "why": why})) from error
    there = choices_and_texts(home)
    said = {**{name: dict(one) for name, one in choices.items()}, **texts}
    return made, sum(there.get(name) != one for name, one in said.items())


def choices_and_texts(home: Home) -> dict[str, object]:
    """Return all of it, by file."""
    return {**choices(home), **written(home)}


def undo(made: list[Path]) -> None:
    """Take away what was just written."""
    for path in made:
        with contextlib.suppress(OSError):
            path.unlink()


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (path for path in sorted(folder.glob(pattern)) if path.is_file())
