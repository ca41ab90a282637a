"""The loader of the library: built-in files, and the user's files over them."""

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
    """Load the library: the built-in files, and what the folders add or replace by id.

    Args:
        folders: each with `exercises/` and `programs/` inside, or neither; the last wins.
        cache: a folder for a snapshot of the result; None: read all files every time.

    A file with problems is left out, and the file that it would have replaced stays. Nothing raises.
    """
    listings = [list_library_files(folder) for folder in (BUILT_IN_FOLDER, *folders)]
    all_files = [file for files, _ in listings for file in files]
    listing_problems = tuple(problem for _, problems in listings for problem in problems)
    library = snapshot.load_library_snapshot(cache, all_files) if cache is not None else None
    if library is None:
        library = _read([files for files, _ in listings], known={})
        if cache is not None:
            snapshot.save_library_snapshot(cache, all_files, library)
    return Library(library.exercises, library.programs, (*listing_problems, *library.problems))


def load_for_check(path: Path, *folders: Path) -> Library:
    """Load a file or a folder with its problems; programmes may use all exercises of `load_folders`.

    Args:
        path: an exercise or programme file, a folder of such files, or a folder with `exercises/` and `programs/`.
        folders: more folders, as in `load_folders`.

    Raises:
        FileNotFoundError: `path` doesn't exist.
    """
    files, listing_problems = _files_at(path)
    if not files and not listing_problems:
        listing_problems = [Problem(printable_path(path), "", Message("there is no .toml file here"))]
    library = _read([files], known=load_folders(*folders).exercises)
    return Library(library.exercises, library.programs, (*listing_problems, *library.problems))


def _files_at(path: Path) -> tuple[list[LibraryFile], list[Problem]]:
    path.lstat()
    if not path.is_dir():
        return [describe_file(path)], []
    if any((path / kind).is_dir() for kind in FOLDER_KINDS):
        return list_library_files(path)
    return list_files(path)


def _read(folders: Sequence[Sequence[LibraryFile]], known: Mapping[str, Exercise]) -> Library:
    from rearguard.library.file_reader import LibraryReader  # noqa: PLC0415 - pydantic and tomllib take 100 ms to import

    reader = LibraryReader(known)
    for files in folders:
        reader.read_folder(files)
    return reader.build_library()
