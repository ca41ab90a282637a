"""The bundled voice in a terminal: a system program plays sentences that were rendered ahead."""

from __future__ import annotations

import shutil
from pathlib import Path

from rearguard.app.speech.rendering import SpeechRenderer

PLAYER_PROGRAMS = ("pw-play", "paplay")
"""Players of PipeWire and PulseAudio, which take a volume. macOS and Windows have a voice of their own."""

PULSEAUDIO_FULL_VOLUME = 65536
"""PulseAudio's number for 100 percent."""


class AudioPlayer:
    """A player of rendered sentences.

    Args:
        program: the player's path.
        rendering: renders the sentences ahead.
        rate: factor of the voice's normal speed.
        volume: percent.
    """

    def __init__(self, program: str, rendering: SpeechRenderer, rate: float, volume: int) -> None:
        self.program = program
        self._renderer = rendering
        self._rate = rate
        self._volume = volume

    def command(self, text: str) -> tuple[str, ...] | None:
        """Return the command that plays a sentence; None: not rendered yet, so it would come too late."""
        sound = self._renderer.cache.path(text, self._rate)
        if not sound.exists():
            return None
        volume = (
            str(round(self._volume / 100 * PULSEAUDIO_FULL_VOLUME))
            if Path(self.program).stem == "paplay"
            else str(self._volume / 100)
        )
        return (self.program, f"--volume={volume}", str(sound))

    @property
    def silence(self) -> None:
        """Do nothing: ending the player is enough."""


def find_player() -> str | None:
    """Return the path of an installed player; None without one."""
    return next(filter(None, map(shutil.which, PLAYER_PROGRAMS)), None)
