"""The files of a folder: which there are, and the stamp by which a changed one is told."""

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
"""The two subfolders, in the order in which they are read: a programme names exercises."""


@value
class LibraryFile:
    """A file to read. `kind` is None where only its content tells."""

    path: Path
    kind: FolderKind | None
    stamp: tuple[int, ...]


def file_stamp(path: Path) -> tuple[int, ...]:
    """Return what stays equal as long as nobody writes a file or puts another in its place; () if it can't be seen.

    The time of the last change of status is there because a copy may keep the time of the last writing.
    """
    try:
        status = path.stat()
    except OSError:
        return ()
    return (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def list_library_files(folder: Path) -> tuple[list[LibraryFile], list[Problem]]:
    """Return the files of a folder that has `exercises/` and `programs/`; one that isn't there has no files."""
    found: list[LibraryFile] = []
    problems: list[Problem] = []
    for kind in FOLDER_KINDS:
        if os.path.lexists(folder / kind):
            there, wrong = list_files(folder / kind)
            found += there
            problems += wrong
    return found, problems


def list_files(folder: Path) -> tuple[list[LibraryFile], list[Problem]]:
    """Return the files right inside a folder, by name, and what looks like a slip."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except NotADirectoryError:
        return [], [Problem(printable_path(folder), "", Message("must be a folder"))]
    except OSError as error:
        return [], [Problem(printable_path(folder), "", unreadable_message(error))]
    found = [describe_file(folder / name) for name in names if name.lower().endswith(".toml")]
    return found, [
        Problem(printable_path(folder / name), "", HIDDEN_ENDING_MESSAGE) for name in _names_with_hidden_ending(names)
    ]


def describe_file(path: Path) -> LibraryFile:
    """Return one file that stands anywhere; the name of its folder tells its kind, if it can."""
    folder = path.absolute().parent.name
    return LibraryFile(path, next((kind for kind in FOLDER_KINDS if kind == folder), None), file_stamp(path))


def printable_path(path: Path | str) -> str:
    """Return a path that can be printed: bytes that are no text, and characters that move a cursor, are replaced."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "�" for character in text)


def unreadable_message(error: OSError) -> Message:
    """Return what to say of a file or folder that the system does not let us read."""
    return Message("can't be read: {reason}", {"reason": error.strerror or type(error).__name__})


HIDDEN_ENDING_MESSAGE = Message("is ignored: remove “.txt” from the end of its name")


def _names_with_hidden_ending(names: list[str]) -> Iterator[str]:
    """Where endings are hidden, an editor's “exercise.toml” is easily an “exercise.toml.txt”."""
    return (name for name in names if name.lower().endswith(".toml.txt"))
