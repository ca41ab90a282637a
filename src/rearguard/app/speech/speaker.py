"""Speech output of a session: a process per sentence, ended when a more important cue is due. It never blocks."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from types import TracebackType
from typing import Protocol, Self

from rearguard.app.person.language import _
from rearguard.session import event
from rearguard.session.announcer import Announcer, announce_next, enqueue_cue
from rearguard.session.cue import CueKind
from rearguard.session.event import SessionEvent
from rearguard.session.session import SessionState
from rearguard.session.verbosity import Verbosity, filter_cues

LAST_SENTENCE_S = 5.0
"""Seconds that the last sentence gets to finish at the end."""


class SpeechProgram(Protocol):
    """A voice that runs a program per sentence."""

    def command(self, text: str) -> tuple[str, ...] | None:
        """Return the command that speaks a sentence; None: not possible now."""
        ...

    @property
    def silence(self) -> tuple[str, ...] | None:
        """The command that ends a sentence, if ending the program is not enough."""
        ...


class Speaker:
    """A speaker of session cues.

    Args:
        voice: the voice; None: silent.
        talk: which cues to speak.
    """

    def __init__(self, voice: SpeechProgram | None, talk: Verbosity) -> None:
        self.voice = voice
        self.talk = talk
        self._announcer = Announcer()
        self.process: subprocess.Popen[bytes] | None = None
        """The process of the current sentence."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
                self.process.wait(LAST_SENTENCE_S)
        self.stop_speaking()

    def follow_session(self, state: SessionState, events: Iterable[SessionEvent]) -> None:
        """Process new events and speak the cue that is due. Call it on every tick of the session."""
        if self.voice is None:
            return
        for session_event in events:
            match session_event:
                case event.CueDue(cue=cue) if cue.kind is CueKind.WHERE or cue in filter_cues(
                    state.timeline.cues, self.talk
                ):
                    self._announcer = enqueue_cue(self._announcer, cue)
                case event.Paused() | event.PainReported() | event.Ended(reason="stopped" | "hurt"):
                    self.stop_speaking()
        if self.process is not None and self.process.poll() is not None:
            self.process = None
            self._announcer = replace(self._announcer, speaking=None)
        self._announcer, cue_now = announce_next(self._announcer, state.position, state.cue_stale_after_s)
        if cue_now is not None:
            self._say(cue_now.text.render(_))

    def stop_speaking(self) -> None:
        """Stop speaking at once."""
        self._announcer = Announcer()
        self._end_process()

    def _say(self, text: str) -> None:
        self._end_process()
        command = self.voice and self.voice.command(text)
        if command:
            self.process = _start_program(command)
            if self.process is None:  # it exists but can't run, so later tries would fail too
                self.voice = None

    def _end_process(self) -> None:
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
            silence = self.voice and self.voice.silence
            if silence:
                _start_program(silence)
        self.process = None


def _start_program(command: tuple[str, ...]) -> subprocess.Popen[bytes] | None:
    devnull = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=devnull, stdout=devnull, stderr=devnull)  # noqa: S603 - our own words
    except OSError:
        return None
