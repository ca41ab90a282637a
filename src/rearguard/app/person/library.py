"""The library of this person: the built-in files, and those in their own folder."""

from __future__ import annotations

from pathlib import Path

from rearguard.app.person.paths import default_paths
from rearguard.library.folder import FOLDER_KINDS
from rearguard.library.library import Library
from rearguard.library.loader import BUILT_IN_FOLDER, load_folders, load_for_check


def load_library() -> Library:
    """Return all exercises and programmes, from the cache while no file has changed."""
    folders = default_paths()
    return load_folders(folders.library, cache=folders.cache)


def check_library(path: Path | None = None) -> Library:
    """Read the files without the cache, and return their contents and problems.

    Args:
        path: a file or a folder; None: the built-in files and the person's own.

    Raises:
        FileNotFoundError: `path` does not exist.
    """
    folder = default_paths().library
    return load_folders(folder) if path is None else load_for_check(path, folder)


def read_library_file(name: str) -> str:
    """Return the text of an existing exercise or programme file: the person's own, else the built-in one."""
    paths = (
        folder / kind / f"{name}.toml" for folder in (default_paths().library, BUILT_IN_FOLDER) for kind in FOLDER_KINDS
    )
    return next(path for path in paths if path.is_file()).read_text("utf-8")
