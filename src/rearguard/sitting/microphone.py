"""The microphone probe: whether a microphone is in use, from the status files of Linux's sound system (ALSA).

PipeWire and PulseAudio hold a device only while a program listens. Bluetooth microphones are not detected.
"""

from __future__ import annotations

from pathlib import Path

from rearguard.sitting.desktop import DesktopState

ALSA_FOLDER = Path("/proc/asound")


class MicrophoneProbe:
    """A probe of this machine's recording devices.

    Args:
        folder: the folder of the status files.

    Raises:
        OSError: there is no such folder.
    """

    name = "ALSA"

    def __init__(self, folder: Path = ALSA_FOLDER) -> None:
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder} is not there")
        self._folder = folder

    def look(self) -> DesktopState:
        """Return whether any device is in use."""
        try:
            return DesktopState(
                call=any(_is_recording(status) for status in self._folder.glob("card*/pcm*c/sub*/status"))
            )
        except OSError:
            return DesktopState()

    def close(self) -> None:
        """Do nothing: each look opens the files again."""


def _is_recording(status: Path) -> bool:
    return "state: RUNNING" in status.read_text()
