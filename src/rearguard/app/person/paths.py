"""The folders of a person's own files."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rearguard.app.person.files import make_private_folder, write_atomically
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.core.value import value


@value
class Paths:
    """The three folders, which need not exist."""

    config: Path
    """Settings, the person's own exercises and programmes."""
    data: Path
    """The journal."""
    cache: Path
    """Files that can be rebuilt."""

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.data / "journal.db"

    @property
    def library(self) -> Path:
        """The folder whose `exercises` and `programs` are the person's own."""
        return self.config

    def write_config(self, name: str, data: Mapping[str, Any]) -> None:
        """Write JSON values into a file of the config folder, complete or not at all.

        Raises:
            Refusal: it can't be written; the old file is unchanged.
        """
        path = self.config / name
        try:
            make_private_folder(self.config)
            write_atomically(path, json.dumps(data).encode())
        except OSError as error:
            why = error.strerror or str(error)
            raise Refusal(
                Message("The settings can't be saved to {file}: {why}", {"file": str(path), "why": why})
            ) from error

    def make_data_folder(self) -> Path:
        """Create the data folder if needed, private, and return it."""
        return make_private_folder(self.data)


def default_paths() -> Paths:
    """Return the folders: those below `REARGUARD_HOME` if it is set, else the platform's."""
    root = os.environ.get("REARGUARD_HOME")
    if root:
        base = Path(root).expanduser()
        return Paths(base / "config", base / "data", base / "cache")
    from platformdirs import PlatformDirs  # noqa: PLC0415 - costs 20 ms, and REARGUARD_HOME doesn't need it

    folders = PlatformDirs("rearguard", appauthor=False)
    return Paths(folders.user_config_path, folders.user_data_path, folders.user_cache_path)
