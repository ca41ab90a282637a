"""`rearguard import`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rearguard.app.data import backup, importing
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.paths import home
from rearguard.app.person.screening import keep_snapshot
from rearguard.app.training import prescription
from rearguard.cli.options import as_json
from rearguard.core.message import number
from rearguard.plan.explanation import attribute


@click.group("import", help=_("Bring in what you saved, and what others know of you."))
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


@bring.command(
    "json",
    help=_("What was exported as json, here or on another machine of yours. Importing again changes nothing."),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True))
@as_json
def from_json(file: Path, as_json: bool) -> None:
    """Import it."""
    with Diary(home(), SystemClock()) as diary, click.open_file(str(file), "rb") as stream:
        found = backup.take_in(diary, backup.chunks(stream), str(file))
        keep_snapshot(diary)
    if as_json:
        told = {"entries": found.entries, "new": found.new, "files": found.files, "kept": found.kept}
        click.echo(json.dumps(told))
        return
    click.echo(_("{new} of {entries} entries are new.").format(new=found.new, entries=found.entries))
    if found.files:
        click.echo(_("Settings, exercises and programmes taken over: {count}.").format(count=found.files))
    if found.kept:
        click.echo(_("Left as they are here, because they differ: {count}.").format(count=found.kept))


@bring.command(
    help=_(
        "A programme that somebody prescribed you, or one of your own: a TOML FILE. Importing again changes nothing."
    )
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True))
@click.option("--replace", "replace_it", is_flag=True, help=_("Put it in the place of another with its id."))
@as_json
def program(file: Path, replace_it: bool, as_json: bool) -> None:
    """Import it."""
    with click.open_file(str(file), "rb") as stream:
        content = stream.read(prescription.LARGEST + 1)
    with Diary(home(), SystemClock()) as diary:
        found = prescription.take_in(diary, content, str(file), replace_it=replace_it)
        keep_snapshot(diary)
    if as_json:
        said = found.program.prescribed
        click.echo(json.dumps({"program": found.program.id, "new": found.new, "by": said and said.by}))
        return
    click.echo(_("Imported: {name}.").format(name=found.program.name) if found.new else _("It is here already."))
    for line in attribute(found.program.prescribed):
        click.echo(line.render(_))
