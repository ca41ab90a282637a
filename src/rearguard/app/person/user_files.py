"""The files of a person's config folder as values: settings, and their own exercises and programmes."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rearguard.app.person.files import make_private_folder
from rearguard.app.person.paths import Paths
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.library.folder import FOLDER_KINDS

MAX_USER_FILE_BYTES = 1_000_000
"""Largest file; the same limit as for library files."""

CONFIG_NAME_PATTERN = re.compile(r"[a-z][a-z0-9-]{0,40}\.json")
LIBRARY_NAME_PATTERN = re.compile(rf"(?:{'|'.join(FOLDER_KINDS)})/[^\W.][\w -]{{0,80}}\.toml")
"""File names that are safe to take from a backup: they lead to no other folder."""


def read_config_files(home: Paths) -> dict[str, dict[str, Any]]:
    """Return the config files by name; unreadable files are left out."""
    files = {}
    for path in _list_files(home.config, "*.json"):
        with contextlib.suppress(OSError, ValueError, RecursionError):
            content = json.loads(path.read_bytes())
            if CONFIG_NAME_PATTERN.fullmatch(path.name) and isinstance(content, dict):
                files[path.name] = content
    return files


def read_library_files(home: Paths) -> dict[str, str]:
    """Return the person's own exercises and programmes by path; files that are too large or no text are left out."""
    files = {}
    for kind in FOLDER_KINDS:
        for path in _list_files(home.library / kind, "*.toml"):
            name = f"{kind}/{path.name}"
            with contextlib.suppress(OSError, ValueError):
                if LIBRARY_NAME_PATTERN.fullmatch(name) and path.stat().st_size <= MAX_USER_FILE_BYTES:
                    files[name] = path.read_bytes().decode()
    return files


def write_new_files(
    home: Paths, config_files: Mapping[str, Mapping[str, Any]], library_files: Mapping[str, str]
) -> tuple[list[Path], int]:
    """Write the files that don't exist yet, and return them and how many others differ and were left alone.

    Raises:
        Refusal: a file can't be written; then none is.
    """
    contents = {home.config / name: json.dumps(content) for name, content in config_files.items()}
    contents |= {home.library / name: text for name, text in library_files.items()}
    new = {path: text for path, text in contents.items() if not os.path.lexists(path)}
    written: list[Path] = []
    try:
        for path, text in new.items():
            make_private_folder(path.parent)
            with path.open("x", encoding="utf-8", newline="") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        delete_files(written)
        why = error.strerror or str(error)
        raise Refusal(Message("{file} can't be written: {why}", {"file": str(path), "why": why})) from error
    existing = read_user_files(home)
    expected = {**{name: dict(content) for name, content in config_files.items()}, **library_files}
    return written, sum(existing.get(name) != content for name, content in expected.items())


def read_user_files(home: Paths) -> dict[str, object]:
    """Return config and library files together, by name."""
    return {**read_config_files(home), **read_library_files(home)}


def delete_files(paths: list[Path]) -> None:
    """Delete files that were just written."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()


def _list_files(folder: Path, pattern: str) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from (path for path in sorted(folder.glob(pattern)) if path.is_file())
