"""Whether a microphone is recorded from, as Linux's sound system (ALSA) tells in files.

PipeWire and PulseAudio hold a device only while some program listens. A microphone by Bluetooth is not seen.
"""

from __future__ import annotations

from pathlib import Path

from rearguard.sitting.desktop import Look

FOLDER = Path("/proc/asound")


class Microphone:
    """The recording devices of this machine.

    Args:
        folder: where they are listed.

    Raises:
        OSError: nothing tells of them here.
    """

    name = "ALSA"

    def __init__(self, folder: Path = FOLDER) -> None:
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder} is not there")
        self._folder = folder

    def look(self) -> Look:
        """Return whether any is in use."""
        try:
            return Look(call=any(_running(one) for one in self._folder.glob("card*/pcm*c/sub*/status")))
        except OSError:
            return Look()

    def close(self) -> None:
        """Let go of nothing: the files are opened anew each time."""


def _running(status: Path) -> bool:
    return "state: RUNNING" in status.read_text()
