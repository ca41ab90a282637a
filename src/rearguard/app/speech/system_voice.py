"""The voice that this machine speaks with, where it has one, and how to ask for it."""

from __future__ import annotations

import math
import shutil
import sys
from base64 import b64encode
from pathlib import Path

from rearguard.core.value import value

PROGRAMS = {"darwin": ("say",), "win32": ("powershell",)}
ELSEWHERE = ("espeak-ng", "spd-say", "espeak")
"""espeak-ng before the speech dispatcher: what it says ends with its process."""

WORDS_A_MINUTE = 150
"""What the cues' times reckon with."""

USUAL = 80
"""Percent that stand for the system's own loudness."""

SPEAK = (
    "Add-Type -AssemblyName System.Speech; $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voice.Rate = {rate}; $voice.Volume = {volume}; "
    "$voice.Speak([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{text}')))"
)
"""For PowerShell; the text is encoded, so that nothing in it is taken for a command or the end of a string."""


@value
class SystemVoice:
    """A program that speaks."""

    program: str
    """Its path."""
    language: str
    rate: float = 1.0
    """Times the usual pace."""
    volume: int = USUAL
    """Percent."""

    def command(self, text: str) -> tuple[str, ...]:
        """Return what to run for a sentence; it ends when the sentence does."""
        pace = str(round(WORDS_A_MINUTE * self.rate))
        match self._name:
            case "say":
                return (self.program, "-r", pace, f"[[volm {self.volume / 100}]] {text}")
            case "spd-say":
                faster, louder = round((self.rate - 1) * 100), round((self.volume - USUAL) * 100 / USUAL)
                return (self.program, "--wait", "-l", self.language, f"-r{faster}", f"-i{louder}", "--", text)
            case "powershell":
                rate = round(10 * math.log(self.rate, 3))  # three times as fast at 10, a third at -10
                encoded = b64encode(text.encode()).decode()
                script = SPEAK.format(rate=rate, volume=self.volume, text=encoded)
                return (self.program, "-NoProfile", "-Command", script)
        amplitude = str(round(self.volume * 100 / USUAL))
        return (self.program, "-v", self.language, "-s", pace, "-a", amplitude, "--", text)

    @property
    def silence(self) -> tuple[str, ...] | None:
        """What to run to end a sentence, where ending the program is not enough."""
        return (self.program, "--cancel") if self._name == "spd-say" else None

    @property
    def _name(self) -> str:
        return Path(self.program).stem


def system_voice(
    language: str, *, rate: float = 1.0, volume: int = USUAL, platform: str = sys.platform
) -> SystemVoice | None:
    """Return this machine's voice; None when it has none."""
    found = next(filter(None, map(shutil.which, PROGRAMS.get(platform, ELSEWHERE))), None)
    return None if found is None else SystemVoice(found, language, rate, volume)
