"""Whether a microphone is recorded from, as Linux's sound system (ALSA) tells in files.

PipeWire and PulseAudio hold a device only while some program listens. A microphone by Bluetooth is not seen.
"""

from __future__ import annotations

from pathlib import Path

from rearguard.sitting.desktop import DesktopState

ALSA_FOLDER = Path("/proc/asound")


class MicrophoneProbe:
    """The recording devices of this machine.

    Args:
        folder: where they are listed.

    Raises:
        OSError: nothing tells of them here.
    """

    name = "ALSA"

    def __init__(self, folder: Path = ALSA_FOLDER) -> None:
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder} is not there")
        self._folder = folder

    def look(self) -> DesktopState:
        """Return whether any is in use."""
        try:
            return DesktopState(call=any(_is_recording(one) for one in self._folder.glob("card*/pcm*c/sub*/status")))
        except OSError:
            return DesktopState()

    def close(self) -> None:
        """Let go of nothing: the files are opened anew each time."""


def _is_recording(status: Path) -> bool:
    return "state: RUNNING" in status.read_text()
