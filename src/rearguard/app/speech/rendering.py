"""Turns texts into sound ahead of time: one thread beside the others, that nobody waits for who need not."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from queue import Empty, PriorityQueue
from typing import Protocol

from rearguard.app.person.paths import Home
from rearguard.app.speech.bundled_tts import OwnVoice, speaks, version
from rearguard.app.speech.voice_cache import VoiceCache
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

LONGEST = 300
"""Characters: more than any cue of ours has."""

WAITING = 64
"""Texts that may wait at once for who asked: more than a page needs ahead, and an end to what anyone can pile up."""

IDLE = 600.0
"""Seconds without work after which the voice is let go: what it knows takes 50 MB."""

NOTHING = ""

STOP, ASKED, AHEAD = range(3)
"""What comes first."""


class Voice(Protocol):
    """What turns a text into sound."""

    def say(self, text: str, rate: float) -> bytes:
        """Return a WAV file."""
        ...


Job = tuple[int, int, str, float, Future[bytes]]
"""Its urgency, its number, the text and its rate, and where the sound goes."""


class Rendering:
    """Who is asked for sound. Call it from one thread, and close it.

    Args:
        cache: where it is kept.
        load: makes the voice, in the thread beside.
    """

    def __init__(self, cache: VoiceCache, load: Callable[[], Voice] = OwnVoice) -> None:
        self.cache = cache
        self._load = load
        self._jobs: PriorityQueue[Job] = PriorityQueue()
        self._numbers = itertools.count()
        self._asked: set[Future[bytes]] = set()
        self.ahead: list[Future[bytes]] = []
        """What was to be rendered ahead, in its order."""
        self._thread: threading.Thread | None = None

    @property
    def awake(self) -> bool:
        """Whether anyone has wanted sound yet."""
        return self._thread is not None

    def wake(self) -> None:
        """Have the voice loaded, so that the first text need not wait for that."""
        self._put(ASKED, NOTHING, 1.0)

    def ask(self, text: str, rate: float) -> Future[bytes]:
        """Have a text rendered next. What comes of it is a WAV file, or the error that kept it from being made.

        Raises:
            Refusal: the text is too long, or too many wait.
        """
        if len(text) > LONGEST:
            raise Refusal(Message("A text to be spoken has {longest} characters at most.", {"longest": LONGEST}))
        self._asked = {one for one in self._asked if not one.done()}
        if len(self._asked) >= WAITING:
            raise Refusal(Message("Too much is waiting to be spoken already."))
        future = self._put(ASKED, text, rate)
        self._asked.add(future)
        return future

    def prepare(self, texts: Iterable[str], rate: float) -> None:
        """Have texts rendered in their order whenever nothing else is asked for, instead of what was before."""
        for one in self.ahead:
            one.cancel()
        self.ahead = [self._put(AHEAD, text, rate) for text in dict.fromkeys(texts)]

    def close(self) -> None:
        """Let what waits be, and end."""
        if self._thread is not None:
            self._put(STOP, "", 1.0)
            self._thread.join()
            self._thread = None

    def _put(self, urgency: int, text: str, rate: float) -> Future[bytes]:
        if self._thread is None:
            # A daemon: should it hang, the program ends all the same.
            self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
            self._thread.start()
        future = Future[bytes]()
        self._jobs.put((urgency, next(self._numbers), text, round(rate, 2), future))
        return future

    def _work(self) -> None:
        voice: Voice | None = None
        while True:
            try:
                urgency, _number, text, rate, future = self._jobs.get(timeout=IDLE)
            except Empty:
                voice = None
                continue
            if urgency == STOP:
                return
            if not future.set_running_or_notify_cancel():
                continue
            try:
                sound = self.cache.get(text, rate) if text else None
                if sound is None:
                    voice = voice or self._load()
                    sound = voice.say(text, rate)
                    if text:
                        self.cache.put(text, rate, sound)
            except Exception as error:  # noqa: BLE001 - whoever asked is told, and the next text may be fine
                future.set_exception(error)
            else:
                future.set_result(sound)


def rendering(home: Home, language: str) -> Rendering | None:
    """Return who renders texts of a language here; None when the extra is not installed or does not speak it."""
    return Rendering(VoiceCache(home.cache / "voice", version())) if speaks(language) else None
