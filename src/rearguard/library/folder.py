"""The files of a library folder, each with a stamp that changes with the file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from rearguard.core.message import Message
from rearguard.core.problem import Problem
from rearguard.core.value import value

FolderKind = Literal["exercises", "programs"]

FOLDER_KINDS: tuple[FolderKind, ...] = ("exercises", "programs")
"""The two subfolders in reading order: programmes refer to exercises."""


@value
class LibraryFile:
    """A file to read. `kind` is None where only the content shows it."""

    path: Path
    kind: FolderKind | None
    stamp: tuple[int, ...]


def file_stamp(path: Path) -> tuple[int, ...]:
    """Return a stamp that changes when a file is written or replaced; () if the file can't be read.

    It includes the time of the last status change, since a copy may keep the modification time.
    """
    try:
        status = path.stat()
    except OSError:
        return ()
    return (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def list_library_files(folder: Path) -> tuple[list[LibraryFile], list[Problem]]:
    """Return the files of a folder's `exercises/` and `programs/`, and problems; a missing subfolder has no files."""
    files: list[LibraryFile] = []
    problems: list[Problem] = []
    for kind in FOLDER_KINDS:
        if os.path.lexists(folder / kind):
            kind_files, kind_problems = list_files(folder / kind)
            files += kind_files
            problems += kind_problems
    return files, problems


def list_files(folder: Path) -> tuple[list[LibraryFile], list[Problem]]:
    """Return the files directly inside a folder, by name, and problems with other names."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except NotADirectoryError:
        return [], [Problem(printable_path(folder), "", Message("must be a folder"))]
    except OSError as error:
        return [], [Problem(printable_path(folder), "", unreadable_message(error))]
    files = [describe_file(folder / name) for name in names if name.lower().endswith(".toml")]
    return files, [
        Problem(printable_path(folder / name), "", HIDDEN_ENDING_MESSAGE) for name in _names_with_hidden_ending(names)
    ]


def describe_file(path: Path) -> LibraryFile:
    """Return a single file; its kind comes from its folder's name, if that is one of the two."""
    folder = path.absolute().parent.name
    return LibraryFile(path, next((kind for kind in FOLDER_KINDS if kind == folder), None), file_stamp(path))


def printable_path(path: Path | str) -> str:
    """Return a path for display: invalid bytes and control characters are replaced."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "�" for character in text)


def unreadable_message(error: OSError) -> Message:
    """Return the message for a file or folder that the system can't read."""
    return Message("can't be read: {reason}", {"reason": error.strerror or type(error).__name__})


HIDDEN_ENDING_MESSAGE = Message("is ignored: remove “.txt” from the end of its name")


def _names_with_hidden_ending(names: list[str]) -> Iterator[str]:
    """Return names such as “exercise.toml.txt”, which look like “exercise.toml” where endings are hidden."""
    return (name for name in names if name.lower().endswith(".toml.txt"))
