"""`rearguard import`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rearguard.app import importing
from rearguard.app.clock import SystemClock
from rearguard.app.diary import Diary
from rearguard.app.home import home
from rearguard.app.language import _
from rearguard.cli.options import as_json
from rearguard.core.message import number


@click.group("import", help=_("Bring in what other programs know of you."))
def bring() -> None:
    """Group the formats."""


@bring.command(
    help=_("When you sat, from ActivityWatch: an exported FILE, or a running one. Importing again changes nothing.")
)
@click.argument("file", type=click.Path(exists=True, path_type=Path), required=False)
@click.option(
    "--from-server",
    "address",
    metavar="ADDRESS",
    is_flag=False,
    flag_value="http://localhost:5600",
    help=_("Ask the one that runs on this machine; none named: http://localhost:5600."),
)
@as_json
def activitywatch(file: Path | None, address: str | None, as_json: bool) -> None:
    """Import one or the other."""
    if (file is None) == (address is None):
        raise click.UsageError(_("Name a file, or --from-server."))
    with Diary(home(), SystemClock()) as diary:
        found = importing.from_file(diary, file) if file is not None else importing.from_server(diary, address or "")
    if as_json:
        click.echo(json.dumps({"spells": found.spells, "new": found.new, "seconds": round(found.seconds, 3)}))
    else:
        click.echo(
            _("{new} of {spells} stretches of sitting are new, {hours} hours in all.").format(
                new=found.new, spells=found.spells, hours=number(round(found.seconds / 3600, 1), _)
            )
        )
