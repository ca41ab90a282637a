"""`rearguard history`."""

from __future__ import annotations

import json
from datetime import datetime

import click

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import home
from rearguard.app.reports.history import history as sessions
from rearguard.cli.options import as_json
from rearguard.plan.explanation import clock

REASONS = {
    "done": _("done"),
    "stopped": _("stopped"),
    "hurt": _("stopped: it hurt"),
    "interrupted": _("interrupted"),
    None: _("not ended"),
}


@click.command(help=_("List what you did, the newest first."))
@as_json
def history(as_json: bool) -> None:
    """Print the sessions."""
    with Diary(home(), SystemClock()) as diary:
        found = sessions(diary, load_library().exercises, _)
    if as_json:
        click.echo(json.dumps(found))
        return
    if not found:
        click.echo(_("Nothing yet. Begin with: rearguard go"))
        return
    for one in found:
        began = datetime.fromisoformat(one["started"])
        click.echo(f"{began:%Y-%m-%d %H:%M}  {clock(one['seconds']):>5}  {REASONS.get(one['reason'], one['reason'])}")
        for work in one["work"]:
            click.echo(f"    {work['name']}: {work['sets']} × {work['seconds'] // work['sets']} s")
