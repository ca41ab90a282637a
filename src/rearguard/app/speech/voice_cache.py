"""Spoken texts on disk, so that each is made once: bounded, private, and each whole or not there at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from rearguard.app.person.paths import PRIVATE

LARGEST = 64 * 2**20
"""Bytes: some 800 sentences, a dozen different sessions. The oldest make room."""

RIFF = 8
"""Bytes of a WAV file before those that its header counts."""


class VoiceCache:
    """A folder of WAV files.

    Args:
        folder: need not exist; what can't be read or written there is as if it had not been kept.
        version: of the voice: another one's files are not found.
        largest: bytes that all files may take together.
    """

    def __init__(self, folder: Path, version: str, largest: int = LARGEST) -> None:
        self.folder = folder
        self.version = version
        self.largest = largest

    def path(self, text: str, rate: float) -> Path:
        """Return where a text at a rate is kept. The name tells nothing of the text."""
        key = f"{self.version}\n{rate}\n{text}".encode("utf-8", "replace")
        return self.folder / f"{hashlib.sha256(key).hexdigest()}.wav"

    def get(self, text: str, rate: float) -> bytes | None:
        """Return a spoken text, and take it for used; None when it is not here, or was damaged."""
        path = self.path(text, rate)
        try:
            sound = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        whole = int.from_bytes(sound[4:RIFF], "little") + RIFF == len(sound)
        return sound if whole else None

    def put(self, text: str, rate: float, sound: bytes) -> None:
        """Keep a spoken text, and let go of what was not used for longest."""
        path = self.path(text, rate)
        part = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
            part.write_bytes(sound)
            part.replace(path)
            self._make_room()
        with contextlib.suppress(OSError):
            part.unlink()

    def _make_room(self) -> None:
        """Delete the oldest until the rest fits."""
        found = sorted(((one.stat(), one) for one in self.folder.iterdir()), key=lambda row: row[0].st_mtime_ns)
        size = sum(stat.st_size for stat, _ in found)
        for stat, path in found:
            if size <= self.largest:
                return
            path.unlink()
            size -= stat.st_size
