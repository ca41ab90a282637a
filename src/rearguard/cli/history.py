"""`rearguard history`."""

from __future__ import annotations

import json
from datetime import datetime

import click

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import default_paths
from rearguard.app.reports.history import history_json as sessions
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
    """Print the sessions."""
    with Diary(default_paths(), SystemClock()) as diary:
        found = sessions(diary, load_library().exercises, _)
    if as_json:
        click.echo(json.dumps(found))
        return
    if not found:
        click.echo(_("No sessions yet. Start one: rearguard go"))
        return
    for one in found:
        began = datetime.fromisoformat(one["started"])
        click.echo(
            f"{began:%Y-%m-%d %H:%M}  {format_minutes(one['seconds']):>5}  {END_REASONS.get(one['reason'], one['reason'])}"
        )
        for work in one["work"]:
            click.echo(f"    {work['name']}: {work['sets']} × {work['seconds'] // work['sets']} s")
