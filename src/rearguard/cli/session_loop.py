"""The loop that runs a session in the terminal: clock, keys, display and speech."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable
from concurrent.futures import wait
from types import FrameType
from typing import NoReturn

from rearguard.app.application import Application
from rearguard.app.person.language import current_language
from rearguard.app.person.settings import read_settings
from rearguard.app.speech.audio_player import AudioPlayer, find_player
from rearguard.app.speech.speaker import Speaker
from rearguard.app.speech.system_voice import find_system_voice
from rearguard.app.training.live_session import LiveSession
from rearguard.cli.keys import KeyReader
from rearguard.cli.session_view import SessionView
from rearguard.core.errors import IllegalCommand
from rearguard.session.event import SessionEvent
from rearguard.session.state import SessionStatus
from rearguard.session.verbosity import Verbosity

POLL_INTERVAL_S = 0.1
"""Seconds between two ticks when nothing is due: smooth enough for a bar of characters."""

VOICE_LOAD_TIMEOUT_S = 5.0
"""Seconds that a voice may take to load before the session starts without its first words."""

ShowEvents = Callable[[LiveSession, Iterable[SessionEvent]], None]
CommandForKey = Callable[[LiveSession, str], str | None]


def make_speaker(application: Application, rehearse: Callable[[], object], talk: str | None, *, quiet: bool) -> Speaker:
    """Return a speaker that says as much as `talk`, or else the settings, ask for.

    It uses the system's voice, or the bundled voice where the system has none and a program can play its audio.

    Args:
        application: the application, with the settings and the bundled voice.
        rehearse: called to let the bundled voice render the session's texts.
        talk: the verbosity, or None for that of the settings.
        quiet: whether to return a silent speaker.
    """
    settings = read_settings(application.paths)
    verbosity = Verbosity(talk) if talk else settings.talk
    if quiet or verbosity not in {Verbosity.ALL, Verbosity.CHANGES}:
        return Speaker(None, Verbosity.SILENT)
    voice = find_system_voice(current_language(), rate=settings.rate, volume=settings.volume)
    player = find_player()
    if voice is not None or player is None or application.speech is None:
        return Speaker(voice, verbosity)
    application.prepare_speech()
    rehearse()
    wait(application.speech.prepared[:1], VOICE_LOAD_TIMEOUT_S)  # the first words are due at once
    return Speaker(AudioPlayer(player, application.speech, settings.rate, settings.volume), verbosity)


def show_and_speak(view: SessionView, speaker: Speaker) -> ShowEvents:
    """Return a function that shows events in the view and speaks them."""

    def show(session: LiveSession, events: Iterable[SessionEvent]) -> None:
        new_events = tuple(events)
        view.show(session, new_events)
        speaker.follow_session(session.state, new_events)

    return show


def run_session(
    session: LiveSession, keys: KeyReader, show: ShowEvents, speed: float, command_for_key: CommandForKey
) -> None:
    """Tick, show, and wait for a key or the next change, until the session is over.

    SIGTERM and Ctrl-C stop the session; finished steps are saved.

    Args:
        session: the session to run.
        keys: the source of keys.
        show: receives the events of each tick and key.
        speed: how many times faster than real time the session's clock runs.
        command_for_key: maps a key to a command, or to None if the key has no meaning.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        while True:
            show(session, session.apply("tick"))
            if session.is_over:
                return
            state = session.state
            if state.status is SessionStatus.PAUSED and not keys.is_terminal:  # no key can resume it
                show(session, session.apply("resume"))
            wait_s = POLL_INTERVAL_S
            if state.status is SessionStatus.RUNNING:
                until_change = (state.timeline.next_change_at(state.position) - state.position) / speed
                wait_s = min(POLL_INTERVAL_S, max(0.0, until_change))
            key = keys.wait(wait_s)
            if key is not None:
                show(session, _handle_key(session, key, command_for_key))
    except KeyboardInterrupt:
        show(session, session.apply("stop"))


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _handle_key(session: LiveSession, key: str, command_for_key: CommandForKey) -> tuple[SessionEvent, ...]:
    """Apply a key's command and return its events. A key that means nothing now does nothing."""
    try:
        if session.state.status is SessionStatus.HURT and (key.isdecimal() or key == "x"):
            return session.apply("pain", score=10 if key == "x" else int(key))
        command = command_for_key(session, key)
        return () if command is None else session.apply(command)
    except IllegalCommand:
        return ()
