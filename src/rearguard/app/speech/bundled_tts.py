"""The bundled voice of the extra `voice`: a package that synthesises speech on this machine."""

from __future__ import annotations

import io
import os
import unicodedata
import wave
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rearguard.core.errors import Refusal
from rearguard.core.message import Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VOICE_LANGUAGE = "en"
"""The only language that it speaks."""

VOICE_NAME = "heart"
"""The voice in the package. The others would be downloaded, so they are never used."""

SAMPLE_RATE_HZ = 24_000
AUDIBLE_SHARE = 0.01
"""Audible level as a share of a sentence's peak (40 dB below it), which marks its start and end."""

MARGIN_S = 0.02
"""Seconds of margin before and after, so that no consonant is cut."""

TARGET_RMS, MAX_AMPLITUDE = 0.12, 0.9
"""Root mean square of every sentence after normalisation, so that a single word is as loud as a long sentence, and the
largest amplitude. The voice itself speaks at 0.03 to 0.05."""

INSTALL_VOICE_COMMAND = "pip install 'rearguard[voice]'"
"""The command that installs it."""


class BundledVoice:
    """The loaded voice: takes 1 s to load and 200 MB, then some hundredths of a second a sentence.

    Raises:
        Refusal: it can't be loaded.
    """

    def __init__(self) -> None:
        # The pinned versions of the runtime send no telemetry; a newer one needs this before it is loaded.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        try:
            import onnxruntime  # noqa: PLC0415 - only with the extra, and slow
            from hibari import Hibari  # noqa: PLC0415 - as above
        except ImportError as error:  # installed but not loadable: a system library is missing
            raise Refusal(Message("The voice can't be loaded: {why}", {"why": str(error)})) from error

        onnxruntime.disable_telemetry_events()  # collected on Windows
        self._model = Hibari(voice=VOICE_NAME)

    def say(self, text: str, rate: float) -> bytes:
        """Synthesise a text as a WAV file: mono, 16 bits, without leading silence.

        Args:
            text: characters that can't be pronounced are left out.
            rate: factor of the voice's normal speed, 0.5 to 2.
        """
        # Seeded, so that the same text always gives the same sound.
        return _encode_wav(_normalise_loudness(_trim_silence(self._model(_plain_digits(text), speed=rate, seed=0))))


def can_speak(language: str) -> bool:
    """Whether the extra is installed and speaks a language."""
    return language.startswith(VOICE_LANGUAGE) and all(map(find_spec, ("hibari", "onnxruntime")))


def voice_version() -> str:
    """Return a string that changes whenever the voice's sound does."""
    from importlib import metadata  # noqa: PLC0415 - slow to import

    return f"{VOICE_NAME}-{metadata.version('hibari-tts')}-{TARGET_RMS}"


def _plain_digits(text: str) -> str:
    """Return a text with ordinary digits: raised, circled and ancient ones break the voice's reading of numbers."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if character.isdecimal() or not character.isdigit()
    )


def _trim_silence(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cut the silence around a sentence: the voice breathes for a quarter of a second before each."""
    is_loud = abs(samples) > AUDIBLE_SHARE * abs(samples).max(initial=0.0)
    (loud_indices,) = is_loud.nonzero()
    if not len(loud_indices):
        return samples[:0]
    margin = round(MARGIN_S * SAMPLE_RATE_HZ)
    return samples[max(0, loud_indices[0] - margin) : loud_indices[-1] + margin]


def _normalise_loudness(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(samples):
        return samples
    rms = float((samples**2).mean()) ** 0.5
    gain = min(TARGET_RMS / rms, MAX_AMPLITUDE / float(abs(samples).max()))
    normalised: NDArray[np.float32] = (samples * gain).astype(samples.dtype)
    return normalised


def _encode_wav(samples: NDArray[np.float32]) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE_HZ)
        out.writeframes((samples * 32767).astype("<i2").tobytes())
    return file.getvalue()
