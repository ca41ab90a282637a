"""`rearguard history`: list past sessions."""

from __future__ import annotations

import json
from datetime import datetime

import click

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import default_paths
from rearguard.app.reports.history import history_json
from rearguard.cli.options import json_option
from rearguard.plan.explanation import format_minutes

END_REASONS = {
    "done": _("done"),
    "stopped": _("stopped"),
    "hurt": _("stopped because it hurt"),
    "interrupted": _("interrupted"),
    None: _("unfinished"),
}


@click.command(help=_("List your sessions, newest first."))
@json_option
def history_command(as_json: bool) -> None:
    """Print the past sessions, newest first."""
    with Diary(default_paths(), SystemClock()) as diary:
        sessions = history_json(diary, load_library().exercises, _)
    if as_json:
        click.echo(json.dumps(sessions))
        return
    if not sessions:
        click.echo(_("No sessions yet. Start one: rearguard go"))
        return
    for session in sessions:
        started_at = datetime.fromisoformat(session["started"])
        reason = END_REASONS.get(session["reason"], session["reason"])
        click.echo(f"{started_at:%Y-%m-%d %H:%M}  {format_minutes(session['seconds']):>5}  {reason}")
        for work in session["work"]:
            click.echo(f"    {work['name']}: {work['sets']} × {work['seconds'] // work['sets']} s")
