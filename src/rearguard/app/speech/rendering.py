"""Turns texts into sound ahead of time: one thread beside the others, that nobody waits for who need not."""

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
"""Characters: more than any cue of ours has."""

MAX_WAITING_TEXTS = 64
"""Texts that may wait at once for who asked: more than a page needs ahead, and an end to what anyone can pile up."""

UNLOAD_AFTER_S = 600.0
"""Seconds without work after which the voice is let go: what it knows takes 50 MB."""

NO_TEXT = ""

STOP_PRIORITY, REQUESTED_PRIORITY, AHEAD_PRIORITY = range(3)
"""What comes first."""


class Synthesiser(Protocol):
    """What turns a text into sound."""

    def say(self, text: str, rate: float) -> bytes:
        """Return a WAV file."""
        ...


SpeechJob = tuple[int, int, str, float, Future[bytes]]
"""Its urgency, its number, the text and its rate, and where the sound goes."""


class SpeechRenderer:
    """Who is asked for sound. Call it from one thread, and close it.

    Args:
        cache: where it is kept.
        load: makes the voice, in the thread beside.
    """

    def __init__(self, cache: VoiceCache, load: Callable[[], Synthesiser] = BundledVoice) -> None:
        self.cache = cache
        self._load_voice = load
        self._jobs: PriorityQueue[SpeechJob] = PriorityQueue()
        self._numbers = itertools.count()
        self._requested: set[Future[bytes]] = set()
        self.prepared: list[Future[bytes]] = []
        """What was to be rendered ahead, in its order."""
        self._thread: threading.Thread | None = None

    @property
    def is_started(self) -> bool:
        """Whether anyone has wanted sound yet."""
        return self._thread is not None

    def start(self) -> None:
        """Have the voice loaded, so that the first text need not wait for that."""
        self._enqueue(REQUESTED_PRIORITY, NO_TEXT, 1.0)

    def request(self, text: str, rate: float) -> Future[bytes]:
        """Have a text rendered next. What comes of it is a WAV file, or the error that kept it from being made.

        Raises:
            Refusal: the text is too long, or too many wait.
        """
        if len(text) > MAX_TEXT_CHARS:
            raise Refusal(
                Message("A text to speak can have at most {longest} characters.", {"longest": MAX_TEXT_CHARS})
            )
        self._requested = {one for one in self._requested if not one.done()}
        if len(self._requested) >= MAX_WAITING_TEXTS:
            raise Refusal(Message("Too many texts are waiting to be spoken. Try again in a moment."))
        future = self._enqueue(REQUESTED_PRIORITY, text, rate)
        self._requested.add(future)
        return future

    def prepare(self, texts: Iterable[str], rate: float) -> None:
        """Have texts rendered in their order whenever nothing else is asked for, instead of what was before."""
        for one in self.prepared:
            one.cancel()
        self.prepared = [self._enqueue(AHEAD_PRIORITY, text, rate) for text in dict.fromkeys(texts)]

    def close(self) -> None:
        """Let what waits be, and end."""
        if self._thread is not None:
            self._enqueue(STOP_PRIORITY, "", 1.0)
            self._thread.join()
            self._thread = None

    def _enqueue(self, urgency: int, text: str, rate: float) -> Future[bytes]:
        if self._thread is None:
            # A daemon: should it hang, the program ends all the same.
            self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
            self._thread.start()
        future = Future[bytes]()
        self._jobs.put((urgency, next(self._numbers), text, round(rate, 2), future))
        return future

    def _run(self) -> None:
        voice: Synthesiser | None = None
        while True:
            try:
                urgency, _number, text, rate, future = self._jobs.get(timeout=UNLOAD_AFTER_S)
            except Empty:
                voice = None
                continue
            if urgency == STOP_PRIORITY:
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
            except Exception as error:  # noqa: BLE001 - whoever asked is told, and the next text may be fine
                future.set_exception(error)
            else:
                future.set_result(sound)


def make_renderer(home: Paths, language: str) -> SpeechRenderer | None:
    """Return who renders texts of a language here; None when the extra is not installed or does not speak it."""
    return SpeechRenderer(VoiceCache(home.cache / "voice", voice_version())) if can_speak(language) else None
