"""`rearguard doctor`: check what works on this computer."""

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
    """Run all checks; the exit status is 1 if any fails."""
    with Diary(default_paths(), SystemClock()) as diary:
        checks = list(run_checks(diary))
    if as_json:
        checks_json = [
            {"name": check.name.render(), "fine": check.is_ok, "message": check.message.render(_)} for check in checks
        ]
        click.echo(json.dumps(checks_json))
    else:
        for check in checks:
            mark = "✗" if not check.is_ok else "!" if check.limited else "✓"
            click.echo(f"{mark} {check.name.render(_)}: {check.message.render(_)}")
    if not all(check.is_ok for check in checks):
        sys.exit(1)
