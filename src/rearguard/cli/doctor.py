"""`rearguard doctor`."""

from __future__ import annotations

import json
import sys

import click

from rearguard.app.doctor import run_checks
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.paths import default_paths
from rearguard.cli.options import json_option


@click.command(help=_("Check what works on this computer and how to fix what doesn't."))
@json_option
def doctor_command(as_json: bool) -> None:
    """Look at everything that must work."""
    with Diary(default_paths(), SystemClock()) as diary:
        found = list(run_checks(diary))
    if as_json:
        rows = [{"name": one.name.render(), "fine": one.is_ok, "message": one.message.render(_)} for one in found]
        click.echo(json.dumps(rows))
    else:
        for one in found:
            mark = "✗" if not one.is_ok else "!" if one.limited else "✓"
            click.echo(f"{mark} {one.name.render(_)}: {one.message.render(_)}")
    if not all(one.is_ok for one in found):
        sys.exit(1)
