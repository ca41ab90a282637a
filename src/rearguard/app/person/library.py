"""The library of this person: ours, and the files in their own folder."""

from __future__ import annotations

from pathlib import Path

from rearguard.app.person.paths import home
from rearguard.library.folder import KINDS
from rearguard.library.library import Library
from rearguard.library.loader import OURS, check, load


def load_library() -> Library:
    """Return what can be done here; from the cache while no file has changed."""
    folders = home()
    return load(folders.library, cache=folders.cache)


def check_library(path: Path | None = None) -> Library:
    """Return what the files hold and what is wrong with them, read anew.

    Args:
        path: a file or a folder; None for ours and the person's own.

    Raises:
        FileNotFoundError: there is nothing at `path`.
    """
    folder = home().library
    return load(folder) if path is None else check(path, folder)


def library_file(name: str) -> str:
    """Return the file of an exercise or a programme that there is, as it was written: the person's own, or ours."""
    paths = (folder / kind / f"{name}.toml" for folder in (home().library, OURS) for kind in KINDS)
    return next(path for path in paths if path.is_file()).read_text("utf-8")
