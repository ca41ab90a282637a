"""Where things are kept: the person's own folders."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.core.value import value

PRIVATE = 0o700
"""Health data: nobody else on this machine may look."""


@value
class Home:
    """The three folders. They need not exist."""

    config: Path
    """Settings, the person's own exercises and programmes."""
    data: Path
    """The journal."""
    cache: Path
    """What can be made anew."""

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.data / "journal.db"

    @property
    def library(self) -> Path:
        """The folder whose `exercises` and `programs` are the person's own."""
        return self.config

    def keep(self, name: str, data: Mapping[str, Any]) -> None:
        """Write what a person chose into a file of the config folder, whole or not at all.

        Raises:
            Refusal: it can't be written; what was before holds.
        """
        path = self.config / name
        part = path.with_name(f"{name}.{os.getpid()}")
        try:
            self.config.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            part.write_text(json.dumps(data))
            part.replace(path)
        except OSError as error:
            why = error.strerror or str(error)
            raise Refusal(
                Message("The settings can't be kept in {file}: {why}", {"file": str(path), "why": why})
            ) from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink()

    def private_data(self) -> Path:
        """Return the data folder, made and private."""
        self.data.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        return self.data


def home() -> Home:
    """Return the folders: those below `REARGUARD_HOME` when it is set, else the platform's."""
    root = os.environ.get("REARGUARD_HOME")
    if root:
        base = Path(root).expanduser()
        return Home(base / "config", base / "data", base / "cache")
    from platformdirs import PlatformDirs  # noqa: PLC0415 - costs 20 ms, and REARGUARD_HOME needs none of it

    folders = PlatformDirs("rearguard", appauthor=False)
    return Home(folders.user_config_path, folders.user_data_path, folders.user_cache_path)
