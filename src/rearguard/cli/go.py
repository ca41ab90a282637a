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
from rearguard.app.person.language import _, language
from rearguard.app.person.paths import Home, home
from rearguard.app.person.settings import settings
from rearguard.app.speech.audio_player import PlayedVoice, player
from rearguard.app.speech.speaker import Speaker
from rearguard.app.speech.system_voice import system_voice
from rearguard.app.training.live_session import Training, event_document
from rearguard.app.training.planning import Wish
from rearguard.cli.keys import Keys
from rearguard.cli.options import wish
from rearguard.cli.session_view import Stage
from rearguard.core.errors import IllegalCommand, Refusal
from rearguard.core.message import Message
from rearguard.session.event import Event
from rearguard.session.state import Status
from rearguard.session.timeline import LEAD
from rearguard.session.verbosity import Talk
from rearguard.web.server import HOST, running, token

COMMANDS = {"right": "skip", "left": "back", "e": "easier", "h": "hurts", "q": "stop", "escape": "stop"}
"""Keys besides the space bar, which pauses and goes on."""

FRAME = 0.1
"""Seconds between two looks when nothing is due: smooth enough for a bar of characters."""

READY = 5.0
"""Seconds that a voice may take to load before the session begins without its first words."""

Show = Callable[[Training, Iterable[Event]], None]
Obey = Callable[[Training, str], tuple[Event, ...]]


@click.command(help=_("Do a session in this terminal."))
@wish
@click.option("--speed", type=click.FloatRange(0.1, 1000), default=1.0, help=_("How fast the clock runs."))
@click.option("--resume/--new", default=None, help=_("Go on with a session that was cut off, or begin anew."))
@click.option(
    "--talk", type=click.Choice(["all", "changes"]), help=_("How much is spoken; not said: as in the settings.")
)
@click.option("--quiet", is_flag=True, help=_("Speak nothing."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document a line for each event."))
def go(
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
    application = Application(home(), SystemClock(speed))
    wanted = Wish(minutes=minutes, place=place, without=without, exclude=exclude, program=program)
    try:
        speaker = (
            Speaker(None, Talk.SILENT)
            if as_json
            else speaker_of(application, lambda: application.plan(wanted), talk, quiet=quiet)
        )
        with Keys() as keys:
            training = _training(application, wanted, keys, resume=resume, lead=0.0 if as_json else LEAD)
            if as_json:
                run(training, keys, _print_json, speed)
            else:
                with speaker, Stage(application.library.exercises) as stage:

                    def show(training: Training, events: Iterable[Event]) -> None:
                        happened = tuple(events)
                        stage.show(training, happened)
                        speaker.follow(training.state, happened)

                    run(training, keys, show, speed)
                click.echo(_last_words(training))
    finally:
        application.close()


def speaker_of(application: Application, rehearse: Callable[[], object], talk: str | None, *, quiet: bool) -> Speaker:
    """Return who speaks, as much as was asked for here or else in the settings; `rehearse` has its words rendered.

    With the system's voice, or with Rearguard's own where there is none and its sound can be played.
    """
    kept = settings(application.home)
    much = Talk(talk) if talk else kept.talk
    if quiet or much not in {Talk.ALL, Talk.CHANGES}:
        return Speaker(None, Talk.SILENT)
    found = system_voice(language(), rate=kept.rate, volume=kept.volume)
    program = player()
    if found is not None or program is None or application.voice is None:
        return Speaker(found, much)
    application.speak()
    rehearse()
    wait(application.voice.ahead[:1], READY)  # its first words are due at once
    return Speaker(PlayedVoice(program, application.voice, kept.rate, kept.volume), much)


def _training(application: Application, wanted: Wish, keys: Keys, *, resume: bool | None, lead: float) -> Training:
    """Return the session to do: a new one, or the one that was cut off."""
    cut_off = application.training
    if cut_off is not None:
        _refuse_if_in_the_page(application.home)
        if resume is None and keys.here:
            click.echo(_("A session was cut off. Go on with it? (y/n)"))
            resume = keys.wait(3600.0) in {"y", "Y", "\n"}
        if resume:
            cut_off.do("resume")
            return cut_off
        application.put_away()
    return application.begin(wanted, lead=lead)


def _refuse_if_in_the_page(folders: Home) -> None:
    """Leave a session alone that is not cut off, but under way in a page."""
    port = running(folders, token(folders))
    if port is not None:
        raise Refusal(
            Message(
                "The page has a session open: go on with it or end it there, http://{host}:{port}",
                {"host": HOST, "port": port},
            )
        )


def run(training: Training, keys: Keys, show: Show, speed: float, obey: Obey | None = None) -> None:
    """Look, show, wait for a key or the next moment; a signal to stop ends it, and what was finished is kept."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        while True:
            show(training, training.do("tick"))
            if training.over:
                return
            state = training.state
            if state.status is Status.PAUSED and not keys.here:  # nobody can be asked, so it goes on by itself
                show(training, training.do("resume"))
            wait = FRAME
            if state.status is Status.RUNNING:
                wait = min(FRAME, max(0.0, state.timeline.next_time(state.position) - state.position) / speed)
            key = keys.wait(wait)
            if key is not None:
                show(training, (obey or _obey)(training, key))
    except KeyboardInterrupt:
        show(training, training.do("stop"))


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _obey(training: Training, key: str) -> tuple[Event, ...]:
    """Return what a key leads to; one that means nothing now leads to nothing."""
    status = training.state.status
    try:
        if status is Status.HURT and (key.isdecimal() or key == "x"):
            return training.do("pain", score=10 if key == "x" else int(key))
        if key == " ":
            return training.do("resume" if status is Status.PAUSED else "pause")
        if key in COMMANDS:
            return training.do(COMMANDS[key])
    except IllegalCommand:
        pass
    return ()


def _print_json(_training: Training, events: Iterable[Event]) -> None:
    for one in events:
        click.echo(json.dumps(event_document(one, _)))
    sys.stdout.flush()


def _last_words(training: Training) -> str:
    done, steps = training.state.done, training.state.timeline.steps
    if training.state.status is Status.DONE:
        return _(
            "Done. It is in your history: rearguard history\n"
            "How hard was it, 0 to 10? Your levels follow from it: rearguard felt --effort 5"
        )
    return _("Stopped. {done} of {all} steps are kept: rearguard history").format(done=len(done), all=len(steps))
