"""Rearguard's own voice in a terminal: a program of the system's plays what was rendered ahead."""

from __future__ import annotations

import shutil
from pathlib import Path

from rearguard.app.speech.rendering import Rendering

PLAYERS = ("pw-play", "paplay")
"""Of PipeWire and PulseAudio: both take how loud. Where neither is, macOS and Windows have a voice of their own."""

FULL = 65536
"""What PulseAudio calls 100 percent."""


class PlayedVoice:
    """A player and who renders for it.

    Args:
        program: the player's path.
        rendering: was told what will be said.
        rate: times the voice's own pace.
        volume: percent.
    """

    def __init__(self, program: str, rendering: Rendering, rate: float, volume: int) -> None:
        self.program = program
        self._rendering = rendering
        self._rate = rate
        self._volume = volume

    def command(self, text: str) -> tuple[str, ...] | None:
        """Return what to run for a sentence; None when it is not rendered yet: it would come late."""
        sound = self._rendering.cache.path(text, self._rate)
        if not sound.exists():
            return None
        loud = str(round(self._volume / 100 * FULL)) if Path(self.program).stem == "paplay" else str(self._volume / 100)
        return (self.program, f"--volume={loud}", str(sound))

    @property
    def silence(self) -> None:
        """Ending the player is enough."""


def player() -> str | None:
    """Return the path of what plays sound here; None when nothing does."""
    return next(filter(None, map(shutil.which, PLAYERS)), None)
