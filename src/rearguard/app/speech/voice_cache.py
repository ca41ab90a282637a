"""A disk cache of synthesised texts: bounded, private, every file complete."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from rearguard.app.person.files import make_private_folder, write_atomically

MAX_CACHE_BYTES = 64 * 2**20
"""Bytes: about 800 sentences, or a dozen different sessions. The oldest are deleted."""

RIFF_HEADER_BYTES = 8
"""Bytes of a WAV file that its own length field does not count."""


class VoiceCache:
    """A folder of WAV files.

    Args:
        folder: need not exist; files that can't be read or written count as missing.
        version: of the voice; another version's files are not found.
        max_bytes: most bytes of all files together.
    """

    def __init__(self, folder: Path, version: str, max_bytes: int = MAX_CACHE_BYTES) -> None:
        self.folder = folder
        self.version = version
        self.max_bytes = max_bytes

    def path(self, text: str, rate: float) -> Path:
        """Return the path for a text at a rate. The name reveals nothing about the text."""
        key = f"{self.version}\n{rate}\n{text}".encode("utf-8", "replace")
        return self.folder / f"{hashlib.sha256(key).hexdigest()}.wav"

    def get(self, text: str, rate: float) -> bytes | None:
        """Return the sound of a text and mark it as used; None if it is missing or damaged."""
        path = self.path(text, rate)
        try:
            sound = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        is_complete = int.from_bytes(sound[4:RIFF_HEADER_BYTES], "little") + RIFF_HEADER_BYTES == len(sound)
        return sound if is_complete else None

    def put(self, text: str, rate: float, sound: bytes) -> None:
        """Store the sound of a text, and delete the least recently used files beyond the limit."""
        with contextlib.suppress(OSError):
            make_private_folder(self.folder)
            write_atomically(self.path(text, rate), sound)
            self._make_room()

    def _make_room(self) -> None:
        """Delete the least recently used files until the rest fits."""
        files = sorted(((path.stat(), path) for path in self.folder.iterdir()), key=lambda file: file[0].st_mtime_ns)
        size = sum(stat.st_size for stat, _ in files)
        for stat, path in files:
            if size <= self.max_bytes:
                return
            path.unlink()
            size -= stat.st_size
