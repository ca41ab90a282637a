"""The speech program of this machine, if it has one, and its command lines."""

from __future__ import annotations

import math
import shutil
import sys
from base64 import b64encode
from pathlib import Path

from rearguard.core.value import value

SPEECH_PROGRAMS = {"darwin": ("say",), "win32": ("powershell",)}
LINUX_SPEECH_PROGRAMS = ("espeak-ng", "spd-say", "espeak")
"""espeak-ng before the speech dispatcher, since its speech ends with its process."""

WORDS_PER_MINUTE = 150
"""The speed that cue durations are computed with."""

DEFAULT_VOLUME_PERCENT = 80
"""The volume, in percent, that means the system's own loudness."""

POWERSHELL_SCRIPT = (
    "Add-Type -AssemblyName System.Speech; $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voice.Rate = {rate}; $voice.Volume = {volume}; "
    "$voice.Speak([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{text}')))"
)
"""For PowerShell; the text is encoded, so that no part of it is taken for a command or the end of a string."""


@value
class SystemVoice:
    """A speech program with its settings."""

    program: str
    """Its path."""
    language: str
    rate: float = 1.0
    """Factor of the normal speed."""
    volume: int = DEFAULT_VOLUME_PERCENT
    """Percent."""

    def command(self, text: str) -> tuple[str, ...]:
        """Return the command that speaks a sentence; it ends with the sentence."""
        words_per_minute = str(round(WORDS_PER_MINUTE * self.rate))
        match self._name:
            case "say":
                return (self.program, "-r", words_per_minute, f"[[volm {self.volume / 100}]] {text}")
            case "spd-say":
                rate_change, volume_change = (
                    round((self.rate - 1) * 100),
                    round((self.volume - DEFAULT_VOLUME_PERCENT) * 100 / DEFAULT_VOLUME_PERCENT),
                )
                return (
                    self.program,
                    "--wait",
                    "-l",
                    self.language,
                    f"-r{rate_change}",
                    f"-i{volume_change}",
                    "--",
                    text,
                )
            case "powershell":
                rate = round(10 * math.log(self.rate, 3))  # three times as fast at 10, a third at -10
                encoded = b64encode(text.encode()).decode()
                script = POWERSHELL_SCRIPT.format(rate=rate, volume=self.volume, text=encoded)
                return (self.program, "-NoProfile", "-Command", script)
        amplitude = str(round(self.volume * 100 / DEFAULT_VOLUME_PERCENT))
        return (self.program, "-v", self.language, "-s", words_per_minute, "-a", amplitude, "--", text)

    @property
    def silence(self) -> tuple[str, ...] | None:
        """The command that ends a sentence, if ending the program is not enough."""
        return (self.program, "--cancel") if self._name == "spd-say" else None

    @property
    def _name(self) -> str:
        return Path(self.program).stem


def find_system_voice(
    language: str, *, rate: float = 1.0, volume: int = DEFAULT_VOLUME_PERCENT, platform: str = sys.platform
) -> SystemVoice | None:
    """Return this machine's voice; None without one."""
    program = next(filter(None, map(shutil.which, SPEECH_PROGRAMS.get(platform, LINUX_SPEECH_PROGRAMS))), None)
    return None if program is None else SystemVoice(program, language, rate, volume)
