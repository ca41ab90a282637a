"""The library from its files: ours, and the user's over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rearguard.core.message import Message
from rearguard.core.problem import Problem
from rearguard.library import snapshot
from rearguard.library.exercise import Exercise
from rearguard.library.folder import (
    FOLDER_KINDS,
    LibraryFile,
    describe_file,
    list_files,
    list_library_files,
    printable_path,
)
from rearguard.library.library import Library

BUILT_IN_FOLDER = Path(__file__).parent
"""The folder with the package's own `exercises/` and `programs/`."""


def load_folders(*folders: Path, cache: Path | None = None) -> Library:
    """Return all that can be done: ours, and what the folders add or replace by id.

    Args:
        folders: each with `exercises/` and `programs/` inside, or neither; the later wins.
        cache: a folder where what was read is kept for the next time; None to read every time.

    A file that is wrong becomes problems and is left out, and what it would have replaced stays. Nothing raises.
    """
    found = [list_library_files(folder) for folder in (BUILT_IN_FOLDER, *folders)]
    everything = [one for there, _ in found for one in there]
    slips = tuple(problem for _, problems in found for problem in problems)
    library = snapshot.load_library_snapshot(cache, everything) if cache is not None else None
    if library is None:
        library = _read([there for there, _ in found], known={})
        if cache is not None:
            snapshot.save_library_snapshot(cache, everything, library)
    return Library(library.exercises, library.programs, (*slips, *library.problems))


def load_for_check(path: Path, *folders: Path) -> Library:
    """Return what a file or a folder holds, with its problems; programmes may name exercises that are loaded.

    Args:
        path: an exercise's or a programme's file, a folder of such files, or one with `exercises/` and `programs/`.
        folders: as for `load_folders`: what else there is.

    Raises:
        FileNotFoundError: there is nothing at `path`.
    """
    there, slips = _files_at(path)
    if not there and not slips:
        slips = [Problem(printable_path(path), "", Message("there is no .toml file here"))]
    library = _read([there], known=load_folders(*folders).exercises)
    return Library(library.exercises, library.programs, (*slips, *library.problems))


def _files_at(path: Path) -> tuple[list[LibraryFile], list[Problem]]:
    path.lstat()
    if not path.is_dir():
        return [describe_file(path)], []
    if any((path / kind).is_dir() for kind in FOLDER_KINDS):
        return list_library_files(path)
    return list_files(path)


def _read(folders: Sequence[Sequence[LibraryFile]], known: Mapping[str, Exercise]) -> Library:
    from rearguard.library.file_reader import LibraryReader  # noqa: PLC0415 - pydantic and tomllib take 100 ms to import

    reading = LibraryReader(known)
    for there in folders:
        reading.read_folder(there)
    return reading.build_library()
