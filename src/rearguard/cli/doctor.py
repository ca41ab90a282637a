"""`rearguard doctor`."""

from __future__ import annotations

import json
import sys

import click

from rearguard.app.doctor import checkup
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.paths import home
from rearguard.cli.options import as_json


@click.command(help=_("Say what works on this machine, what does not, and what to do."))
@as_json
def doctor(as_json: bool) -> None:
    """Look at everything that must work."""
    with Diary(home(), SystemClock()) as diary:
        found = list(checkup(diary))
    if as_json:
        rows = [{"name": one.name.render(), "fine": one.fine, "message": one.message.render(_)} for one in found]
        click.echo(json.dumps(rows))
    else:
        for one in found:
            click.echo(f"{'✓' if one.fine else '✗'} {one.name.render(_)}: {one.message.render(_)}")
    if not all(one.fine for one in found):
        sys.exit(1)
