"""The library of this person: ours, and the files in their own folder."""

from __future__ import annotations

from pathlib import Path

from rearguard.app.home import home
from rearguard.library.library import Library
from rearguard.library.loader import check, load


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
