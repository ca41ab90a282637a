"""`rearguard go`: the session in this terminal."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import wait
from types import FrameType
from typing import NoReturn

import click

from rearguard.app.application import Application
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.language import _, current_language
from rearguard.app.person.paths import Paths, default_paths
from rearguard.app.person.settings import read_settings
from rearguard.app.speech.audio_player import AudioPlayer, find_player
from rearguard.app.speech.speaker import Speaker
from rearguard.app.speech.system_voice import find_system_voice
from rearguard.app.training.live_session import LiveSession, event_json
from rearguard.app.training.planning import PlanRequest
from rearguard.cli.keys import KeyReader
from rearguard.cli.options import plan_options
from rearguard.cli.session_view import SessionView
from rearguard.core.errors import IllegalCommand, Refusal
from rearguard.core.message import Message
from rearguard.session.event import SessionEvent
from rearguard.session.state import SessionStatus
from rearguard.session.timeline import LEAD_IN_S
from rearguard.session.verbosity import Verbosity
from rearguard.web.server import HOST, find_running_port, read_or_make_token

KEY_COMMANDS = {"right": "skip", "left": "back", "e": "easier", "h": "hurts", "q": "stop", "escape": "stop"}
"""Keys besides the space bar, which pauses and goes on."""

POLL_INTERVAL_S = 0.1
"""Seconds between two looks when nothing is due: smooth enough for a bar of characters."""

VOICE_LOAD_TIMEOUT_S = 5.0
"""Seconds that a voice may take to load before the session begins without its first words."""

ShowEvents = Callable[[LiveSession, Iterable[SessionEvent]], None]
HandleKey = Callable[[LiveSession, str], tuple[SessionEvent, ...]]


@click.command(help=_("Do a session in the terminal."))
@plan_options
@click.option("--speed", type=click.FloatRange(0.1, 1000), default=1.0, help=_("Speed of the clock (1 is normal)."))
@click.option("--resume/--new", default=None, help=_("Resume an unfinished session, or start a new one."))
@click.option("--talk", type=click.Choice(["all", "changes"]), help=_("How much is spoken (default: your settings)."))
@click.option("--quiet", is_flag=True, help=_("Don't speak."))
@click.option("--json", "as_json", is_flag=True, help=_("Print each event as one line of JSON."))
def go_command(
    minutes: float,
    place: str | None,
    without: tuple[str, ...],
    exclude: tuple[str, ...],
    program: str | None,
    speed: float,
    resume: bool | None,
    talk: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Guide through a session."""
    application = Application(default_paths(), SystemClock(speed))
    wanted = PlanRequest(minutes=minutes, place=place, without=without, exclude=exclude, program=program)
    try:
        speaker = (
            Speaker(None, Verbosity.SILENT)
            if as_json
            else make_speaker(application, lambda: application.make_plan(wanted), talk, quiet=quiet)
        )
        with KeyReader() as keys:
            training = _start_or_resume(application, wanted, keys, resume=resume, lead=0.0 if as_json else LEAD_IN_S)
            if as_json:
                run_session(training, keys, _print_events, speed)
            else:
                with speaker, SessionView(application.library.exercises) as stage:

                    def show(training: LiveSession, events: Iterable[SessionEvent]) -> None:
                        happened = tuple(events)
                        stage.show(training, happened)
                        speaker.follow_session(training.state, happened)

                    run_session(training, keys, show, speed)
                click.echo(_closing_text(training))
    finally:
        application.close()


def make_speaker(application: Application, rehearse: Callable[[], object], talk: str | None, *, quiet: bool) -> Speaker:
    """Return who speaks, as much as was asked for here or else in the settings; `rehearse` has its words rendered.

    With the system's voice, or with Rearguard's own where there is none and its sound can be played.
    """
    kept = read_settings(application.paths)
    much = Verbosity(talk) if talk else kept.talk
    if quiet or much not in {Verbosity.ALL, Verbosity.CHANGES}:
        return Speaker(None, Verbosity.SILENT)
    found = find_system_voice(current_language(), rate=kept.rate, volume=kept.volume)
    program = find_player()
    if found is not None or program is None or application.speech is None:
        return Speaker(found, much)
    application.prepare_speech()
    rehearse()
    wait(application.speech.prepared[:1], VOICE_LOAD_TIMEOUT_S)  # its first words are due at once
    return Speaker(AudioPlayer(program, application.speech, kept.rate, kept.volume), much)


def _start_or_resume(
    application: Application, wanted: PlanRequest, keys: KeyReader, *, resume: bool | None, lead: float
) -> LiveSession:
    """Return the session to do: a new one, or the one that was cut off."""
    cut_off = application.live_session
    if cut_off is not None:
        _refuse_if_open_in_page(application.paths)
        if resume is None and keys.is_terminal:
            click.echo(_("You have an unfinished session. Resume it? (y/n)"))
            resume = keys.wait(3600.0) in {"y", "Y", "\n"}
        if resume:
            cut_off.apply("resume")
            return cut_off
        application.abandon()
    return application.start_session(wanted, lead=lead)


def _refuse_if_open_in_page(folders: Paths) -> None:
    """Leave a session alone that is not cut off, but under way in a page."""
    port = find_running_port(folders, read_or_make_token(folders))
    if port is not None:
        raise Refusal(
            Message(
                "A session is open in your browser. Continue or end it there: http://{host}:{port}",
                {"host": HOST, "port": port},
            )
        )


def run_session(
    training: LiveSession, keys: KeyReader, show: ShowEvents, speed: float, obey: HandleKey | None = None
) -> None:
    """Look, show, wait for a key or the next moment; a signal to stop ends it, and what was finished is kept."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        while True:
            show(training, training.apply("tick"))
            if training.is_over:
                return
            state = training.state
            if (
                state.status is SessionStatus.PAUSED and not keys.is_terminal
            ):  # nobody can be asked, so it goes on by itself
                show(training, training.apply("resume"))
            wait = POLL_INTERVAL_S
            if state.status is SessionStatus.RUNNING:
                wait = min(
                    POLL_INTERVAL_S, max(0.0, state.timeline.next_change_at(state.position) - state.position) / speed
                )
            key = keys.wait(wait)
            if key is not None:
                show(training, (obey or _handle_key)(training, key))
    except KeyboardInterrupt:
        show(training, training.apply("stop"))


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _handle_key(training: LiveSession, key: str) -> tuple[SessionEvent, ...]:
    """Return what a key leads to; one that means nothing now leads to nothing."""
    status = training.state.status
    try:
        if status is SessionStatus.HURT and (key.isdecimal() or key == "x"):
            return training.apply("pain", score=10 if key == "x" else int(key))
        if key == " ":
            return training.apply("resume" if status is SessionStatus.PAUSED else "pause")
        if key in KEY_COMMANDS:
            return training.apply(KEY_COMMANDS[key])
    except IllegalCommand:
        pass
    return ()


def _print_events(_training: LiveSession, events: Iterable[SessionEvent]) -> None:
    for one in events:
        click.echo(json.dumps(event_json(one, _)))
    sys.stdout.flush()


def _closing_text(training: LiveSession) -> str:
    done, steps = training.state.done_steps, training.state.timeline.steps
    if training.state.status is SessionStatus.DONE:
        return _(
            "Done. See your sessions: rearguard history\nHow hard was it, 0 to 10? It sets your levels: "
            "rearguard felt --effort 5"
        )
    return _("Stopped. {done} of {all} steps are saved: rearguard history").format(done=len(done), all=len(steps))
