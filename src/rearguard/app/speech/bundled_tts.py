"""The voice of the extra `voice`: it lies in a package of this machine, and turns a text into sound by itself."""

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

LANGUAGE = "en"
"""The only one that it speaks."""

NAME = "heart"
"""The voice that comes with the package. The others would be fetched from elsewhere, so they are never asked for."""

SAMPLE_RATE = 24_000
"""Samples a second."""

AUDIBLE = 0.01
"""Of a sentence's peak: 40 dB below it, where what is heard begins and ends."""

MARGIN = 0.02
"""Seconds kept before and after, so that no consonant is cut."""

LOUDNESS, PEAK = 0.12, 0.9
"""Root mean square that all sentences are brought to, so that a single word is as loud as a long one, and the
amplitude that nothing passes. The voice itself speaks at 0.03 to 0.05."""

GET = "pip install 'rearguard[voice]'"
"""How to get it where it is missing."""


class OwnVoice:
    """The loaded voice: a second to load, 200 MB, then some hundredths of a second a sentence.

    Raises:
        Refusal: it can't be loaded.
    """

    def __init__(self) -> None:
        # The runtime is bounded to versions that send nothing; a newer one must be told before it is loaded.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        try:
            import onnxruntime  # noqa: PLC0415 - only with the extra, and only when something is to be said
            from hibari import Hibari  # noqa: PLC0415 - as above
        except ImportError as error:  # installed, and yet not to be loaded: a library of the system is missing
            raise Refusal(Message("The voice can't be loaded: {why}", {"why": str(error)})) from error

        onnxruntime.disable_telemetry_events()  # what Windows would gather
        self._speak = Hibari(voice=NAME)

    def say(self, text: str, rate: float) -> bytes:
        """Return a text as sound: a WAV file of one channel, 16 bits, that begins with the first sound.

        Args:
            text: what cannot be pronounced is left out.
            rate: times the voice's own pace, 0.5 to 2.
        """
        # Seeded: the same text, the same sound.
        return _wav(_even(_trimmed(self._speak(_plain(text), speed=rate, seed=0))))


def speaks(language: str) -> bool:
    """Whether the extra is installed and knows a language."""
    return language.startswith(LANGUAGE) and all(map(find_spec, ("hibari", "onnxruntime")))


def version() -> str:
    """Return what the voice sounds like: whatever changes it changes this."""
    from importlib import metadata  # noqa: PLC0415 - takes as long to load as all the rest

    return f"{NAME}-{metadata.version('hibari-tts')}-{LOUDNESS}"


def _plain(text: str) -> str:
    """Return a text with ordinary digits: by raised, circled and ancient ones the voice's reading of numbers fails."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isdecimal() or not sign.isdigit())


def _trimmed(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what is heard of a sentence: the voice breathes for a quarter of a second before each."""
    loud = abs(samples) > AUDIBLE * abs(samples).max(initial=0.0)
    (heard,) = loud.nonzero()
    if not len(heard):
        return samples[:0]
    margin = round(MARGIN * SAMPLE_RATE)
    return samples[max(0, heard[0] - margin) : heard[-1] + margin]


def _even(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(samples):
        return samples
    mean = float((samples**2).mean()) ** 0.5
    louder = min(LOUDNESS / mean, PEAK / float(abs(samples).max()))
    even: NDArray[np.float32] = (samples * louder).astype(samples.dtype)
    return even


def _wav(samples: NDArray[np.float32]) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes((samples * 32767).astype("<i2").tobytes())
    return file.getvalue()
