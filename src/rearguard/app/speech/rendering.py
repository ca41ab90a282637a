"""Speech synthesis ahead of time, in a background thread."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from queue import Empty, PriorityQueue
from typing import Protocol

from rearguard.app.person.paths import Paths
from rearguard.app.speech.bundled_tts import BundledVoice, can_speak, voice_version
from rearguard.app.speech.voice_cache import VoiceCache
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

MAX_TEXT_CHARS = 300
"""Longest text in characters; no cue is as long."""

MAX_WAITING_TEXTS = 64
"""Most requested texts that may wait at once: more than a page needs, and a bound on the queue."""

UNLOAD_AFTER_S = 600.0
"""Seconds without work after which the voice is unloaded, to free 50 MB."""

NO_TEXT = ""
"""A job that only loads the voice."""

STOP_PRIORITY, REQUESTED_PRIORITY, AHEAD_PRIORITY = range(3)
"""Priorities of jobs; the lowest runs first."""


class Synthesiser(Protocol):
    """A speech synthesiser."""

    def say(self, text: str, rate: float) -> bytes:
        """Synthesise a text as a WAV file."""
        ...


SpeechJob = tuple[int, int, str, float, Future[bytes]]
"""Priority, sequence number, text, rate, and the future that receives the sound."""


class SpeechRenderer:
    """A queue of texts to synthesise. Call it from a single thread, and close it.

    Args:
        cache: stores the sounds.
        load: loads the voice, in the background thread.
    """

    def __init__(self, cache: VoiceCache, load: Callable[[], Synthesiser] = BundledVoice) -> None:
        self.cache = cache
        self._load_voice = load
        self._jobs: PriorityQueue[SpeechJob] = PriorityQueue()
        self._numbers = itertools.count()
        self._requested: set[Future[bytes]] = set()
        self.prepared: list[Future[bytes]] = []
        """The sounds of the last `prepare`, in order."""
        self._thread: threading.Thread | None = None

    @property
    def is_started(self) -> bool:
        """Whether any sound was requested yet."""
        return self._thread is not None

    def start(self) -> None:
        """Load the voice in the background, so that the first text doesn't wait for it."""
        self._enqueue(REQUESTED_PRIORITY, NO_TEXT, 1.0)

    def request(self, text: str, rate: float) -> Future[bytes]:
        """Synthesise a text next, and return the future of its WAV file or error.

        Raises:
            Refusal: the text is too long, or too many texts wait.
        """
        if len(text) > MAX_TEXT_CHARS:
            raise Refusal(
                Message("A text to speak can have at most {longest} characters.", {"longest": MAX_TEXT_CHARS})
            )
        self._requested = {future for future in self._requested if not future.done()}
        if len(self._requested) >= MAX_WAITING_TEXTS:
            raise Refusal(Message("Too many texts are waiting to be spoken. Try again in a moment."))
        future = self._enqueue(REQUESTED_PRIORITY, text, rate)
        self._requested.add(future)
        return future

    def prepare(self, texts: Iterable[str], rate: float) -> None:
        """Synthesise texts in order while nothing is requested, in place of those of the last call."""
        for future in self.prepared:
            future.cancel()
        self.prepared = [self._enqueue(AHEAD_PRIORITY, text, rate) for text in dict.fromkeys(texts)]

    def close(self) -> None:
        """Stop the thread; waiting texts are dropped."""
        if self._thread is not None:
            self._enqueue(STOP_PRIORITY, "", 1.0)
            self._thread.join()
            self._thread = None

    def _enqueue(self, priority: int, text: str, rate: float) -> Future[bytes]:
        if self._thread is None:
            # A daemon: should it hang, the program ends all the same.
            self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
            self._thread.start()
        future = Future[bytes]()
        self._jobs.put((priority, next(self._numbers), text, round(rate, 2), future))
        return future

    def _run(self) -> None:
        voice: Synthesiser | None = None
        while True:
            try:
                priority, _number, text, rate, future = self._jobs.get(timeout=UNLOAD_AFTER_S)
            except Empty:
                voice = None
                continue
            if priority == STOP_PRIORITY:
                return
            if not future.set_running_or_notify_cancel():
                continue
            try:
                sound = self.cache.get(text, rate) if text else None
                if sound is None:
                    voice = voice or self._load_voice()
                    sound = voice.say(text, rate)
                    if text:
                        self.cache.put(text, rate, sound)
            except Exception as error:  # noqa: BLE001 - the caller gets it, and the next text may succeed
                future.set_exception(error)
            else:
                future.set_result(sound)


def make_renderer(paths: Paths, language: str) -> SpeechRenderer | None:
    """Return a renderer for a language; None if the extra is not installed or does not speak it."""
    return SpeechRenderer(VoiceCache(paths.cache / "voice", voice_version())) if can_speak(language) else None
