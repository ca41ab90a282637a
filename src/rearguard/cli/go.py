"""`rearguard go`: a session in this terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

import click

from rearguard.app.application import Application
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.language import _
from rearguard.app.person.paths import Paths, default_paths
from rearguard.app.speech.speaker import Speaker
from rearguard.app.training.live_session import LiveSession, event_json
from rearguard.app.training.planning import PlanRequest
from rearguard.cli.keys import KeyReader
from rearguard.cli.options import plan_options
from rearguard.cli.session_loop import make_speaker, run_session, show_and_speak
from rearguard.cli.session_view import SessionView
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.session.event import SessionEvent
from rearguard.session.state import SessionStatus
from rearguard.session.timeline import LEAD_IN_S
from rearguard.session.verbosity import Verbosity
from rearguard.web.server import HOST, find_running_port, read_or_make_token

KEY_COMMANDS = {"right": "skip", "left": "back", "e": "easier", "h": "hurts", "q": "stop", "escape": "stop"}
"""The commands of keys, besides the space bar, which pauses and resumes."""


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
    """Run a session."""
    application = Application(default_paths(), SystemClock(speed))
    request = PlanRequest(minutes=minutes, place=place, without=without, exclude=exclude, program=program)
    try:
        speaker = (
            Speaker(None, Verbosity.SILENT)
            if as_json
            else make_speaker(application, lambda: application.make_plan(request), talk, quiet=quiet)
        )
        with KeyReader() as keys:
            session = _start_or_resume(application, request, keys, resume=resume, lead=0.0 if as_json else LEAD_IN_S)
            if as_json:
                run_session(session, keys, _print_events, speed, _command_for_key)
            else:
                with speaker, SessionView(application.library.exercises) as view:
                    run_session(session, keys, show_and_speak(view, speaker), speed, _command_for_key)
                click.echo(_closing_text(session))
    finally:
        application.close()


def _start_or_resume(
    application: Application, request: PlanRequest, keys: KeyReader, *, resume: bool | None, lead: float
) -> LiveSession:
    """Return a new session, or the unfinished session to resume."""
    unfinished = application.live_session
    if unfinished is not None:
        _refuse_if_open_in_page(application.paths)
        if resume is None and keys.is_terminal:
            click.echo(_("You have an unfinished session. Resume it? (y/n)"))
            resume = keys.wait(3600.0) in {"y", "Y", "\n"}
        if resume:
            unfinished.apply("resume")
            return unfinished
        application.abandon()
    return application.start_session(request, lead=lead)


def _refuse_if_open_in_page(paths: Paths) -> None:
    """Refuse if the server runs, since the session is then in progress in the browser."""
    port = find_running_port(paths, read_or_make_token(paths))
    if port is not None:
        raise Refusal(
            Message(
                "A session is open in your browser. Continue or end it there: http://{host}:{port}",
                {"host": HOST, "port": port},
            )
        )


def _command_for_key(session: LiveSession, key: str) -> str | None:
    if key == " ":
        return "resume" if session.state.status is SessionStatus.PAUSED else "pause"
    return KEY_COMMANDS.get(key)


def _print_events(_session: LiveSession, events: Iterable[SessionEvent]) -> None:
    for event in events:
        click.echo(json.dumps(event_json(event, _)))
    sys.stdout.flush()


def _closing_text(session: LiveSession) -> str:
    done, steps = session.state.done_steps, session.state.timeline.steps
    if session.state.status is SessionStatus.DONE:
        return _(
            "Done. See your sessions: rearguard history\nHow hard was it, 0 to 10? It sets your levels: "
            "rearguard felt --effort 5"
        )
    return _("Stopped. {done} of {all} steps are saved: rearguard history").format(done=len(done), all=len(steps))
