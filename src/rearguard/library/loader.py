"""The library from its files: ours, and the user's over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rearguard.core.message import Message
from rearguard.core.problem import Problem
from rearguard.library import snapshot
from rearguard.library.exercise import Exercise
from rearguard.library.folder import KINDS, File, file, files, library_files, shown
from rearguard.library.library import Library

OURS = Path(__file__).parent
"""The folder with the package's own `exercises/` and `programs/`."""


def load(*folders: Path, cache: Path | None = None) -> Library:
    """Return all that can be done: ours, and what the folders add or replace by id.

    Args:
        folders: each with `exercises/` and `programs/` inside, or neither; the later wins.
        cache: a folder where what was read is kept for the next time; None to read every time.

    A file that is wrong becomes problems and is left out, and what it would have replaced stays. Nothing raises.
    """
    found = [library_files(folder) for folder in (OURS, *folders)]
    everything = [one for there, _ in found for one in there]
    slips = tuple(problem for _, problems in found for problem in problems)
    library = snapshot.recall(cache, everything) if cache is not None else None
    if library is None:
        library = _read([there for there, _ in found], known={})
        if cache is not None:
            snapshot.keep(cache, everything, library)
    return Library(library.exercises, library.programs, (*slips, *library.problems))


def check(path: Path, *folders: Path) -> Library:
    """Return what a file or a folder holds, with its problems; programmes may name exercises that are loaded.

    Args:
        path: an exercise's or a programme's file, a folder of such files, or one with `exercises/` and `programs/`.
        folders: as for `load`: what else there is.

    Raises:
        FileNotFoundError: there is nothing at `path`.
    """
    there, slips = _at(path)
    if not there and not slips:
        slips = [Problem(shown(path), "", Message("there is no file here whose name ends in .toml"))]
    library = _read([there], known=load(*folders).exercises)
    return Library(library.exercises, library.programs, (*slips, *library.problems))


def _at(path: Path) -> tuple[list[File], list[Problem]]:
    path.lstat()
    if not path.is_dir():
        return [file(path)], []
    if any((path / kind).is_dir() for kind in KINDS):
        return library_files(path)
    return files(path)


def _read(folders: Sequence[Sequence[File]], known: Mapping[str, Exercise]) -> Library:
    from rearguard.library.file_reader import Reading  # noqa: PLC0415 - pydantic and tomllib take 100 ms to import

    reading = Reading(known)
    for there in folders:
        reading.folder(there)
    return reading.library()
