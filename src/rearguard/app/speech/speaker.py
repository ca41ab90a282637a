"""Speaks a session's cues: a process for each sentence, ended when something weightier is due. It never waits."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from types import TracebackType
from typing import Protocol, Self

from rearguard.app.person.language import _
from rearguard.session import event
from rearguard.session.announcer import Announcer, announce, hear
from rearguard.session.cue import Moment
from rearguard.session.event import Event
from rearguard.session.session import Session
from rearguard.session.verbosity import Talk, wanted

LAST_WORDS = 5.0
"""Seconds that the last sentence gets when all is over."""


class Voice(Protocol):
    """What to speak with: a program for each sentence."""

    def command(self, text: str) -> tuple[str, ...] | None:
        """Return what to run for a sentence; None: it can't be said now."""
        ...

    @property
    def silence(self) -> tuple[str, ...] | None:
        """What to run to end a sentence, where ending the program is not enough."""
        ...


class Speaker:
    """Someone who speaks.

    Args:
        voice: with what; None: it says nothing.
        talk: how much.
    """

    def __init__(self, voice: Voice | None, talk: Talk) -> None:
        self.voice = voice
        self.talk = talk
        self._announcer = Announcer()
        self.process: subprocess.Popen[bytes] | None = None
        """The sentence under way."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                self.process.wait(LAST_WORDS)
        self.hush()

    def follow(self, state: Session, events: Iterable[Event]) -> None:
        """Take in what has happened, and say what is due now. Call it as often as the session is looked at."""
        if self.voice is None:
            return
        for one in events:
            match one:
                case event.Said(cue=cue) if cue.moment is Moment.WHERE or cue in wanted(state.timeline.cues, self.talk):
                    self._announcer = hear(self._announcer, cue)
                case event.Paused() | event.Hurting() | event.Ended(reason="stopped" | "hurt"):
                    self.hush()
        if self.process is not None and self.process.poll() is not None:
            self.process = None
            self._announcer = replace(self._announcer, saying=None)
        self._announcer, cue_now = announce(self._announcer, state.position, state.stale)
        if cue_now is not None:
            self._say(cue_now.text.render(_))

    def hush(self) -> None:
        """Fall silent at once."""
        self._announcer = Announcer()
        self._end()

    def _say(self, text: str) -> None:
        self._end()
        command = self.voice and self.voice.command(text)
        if command:
            self.process = _run(command)
            if self.process is None:  # it is there and can't be run: it won't be the next time either
                self.voice = None

    def _end(self) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
            silence = self.voice and self.voice.silence
            if silence:
                _run(silence)
        self.process = None


def _run(command: tuple[str, ...]) -> subprocess.Popen[bytes] | None:
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)  # noqa: S603 - our own words
    except OSError:
        return None
