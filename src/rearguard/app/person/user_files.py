"""What a person chose and wrote themselves: the files of their config folder, as values."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rearguard.app.person.paths import PRIVATE_FOLDER_MODE, Paths
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.library.folder import FOLDER_KINDS

MAX_USER_FILE_BYTES = 1_000_000
"""Bytes of one file: what the library reads of its own at most."""

CONFIG_NAME_PATTERN = re.compile(r"[a-z][a-z0-9-]{0,40}\.json")
LIBRARY_NAME_PATTERN = re.compile(rf"(?:{'|'.join(FOLDER_KINDS)})/[^\W.][\w -]{{0,80}}\.toml")
"""Names that can stand in a document and lead nowhere else."""


def read_config_files(home: Paths) -> dict[str, dict[str, Any]]:
    """Return what was chosen, by file; what can't be read is as if it were not there."""
    found = {}
    for path in _list_files(home.config, "*.json"):
        with contextlib.suppress(OSError, ValueError, RecursionError):
            said = json.loads(path.read_bytes())
            if CONFIG_NAME_PATTERN.fullmatch(path.name) and isinstance(said, dict):
                found[path.name] = said
    return found


def read_library_files(home: Paths) -> dict[str, str]:
    """Return the person's own exercises and programmes, by path; what is no text of usual size is left out."""
    found = {}
    for kind in FOLDER_KINDS:
        for path in _list_files(home.library / kind, "*.toml"):
            name = f"{kind}/{path.name}"
            with contextlib.suppress(OSError, ValueError):
                if LIBRARY_NAME_PATTERN.fullmatch(name) and path.stat().st_size <= MAX_USER_FILE_BYTES:
                    found[name] = path.read_bytes().decode()
    return found


def write_new_files(
    home: Paths, config_files: Mapping[str, Mapping[str, Any]], library_files: Mapping[str, str]
) -> tuple[list[Path], int]:
    """Write what is not there yet, and return the files written and how many differ and were left as they are.

    Raises:
        Refusal: one can't be written; then none was.
    """
    wanted = {home.config / name: json.dumps(said) for name, said in config_files.items()}
    wanted |= {home.library / name: text for name, text in library_files.items()}
    new = {path: text for path, text in wanted.items() if not os.path.lexists(path)}
    made: list[Path] = []
    try:
        for path, text in new.items():
            path.parent.mkdir(mode=PRIVATE_FOLDER_MODE, parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="") as file:
                made.append(path)
                file.write(text)
    except OSError as error:
        delete_files(made)
        why = error.strerror or str(error)
        raise Refusal(Message("{file} can't be written: {why}", {"file": str(path), "why": why})) from error
    there = read_user_files(home)
    said = {**{name: dict(one) for name, one in config_files.items()}, **library_files}
    return made, sum(there.get(name) != one for name, one in said.items())


def read_user_files(home: Paths) -> dict[str, object]:
    """Return all of it, by file."""
    return {**read_config_files(home), **read_library_files(home)}


def delete_files(made: list[Path]) -> None:
    """Take away what was just written."""
    for path in made:
        with contextlib.suppress(OSError):
            path.unlink()


def _list_files(folder: Path, pattern: str) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (path for path in sorted(folder.glob(pattern)) if path.is_file())
