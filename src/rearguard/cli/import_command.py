"""`rearguard import`: import a backup, a programme or ActivityWatch data."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rearguard.app.data import backup, importing
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.paths import default_paths
from rearguard.app.person.screening import close_with_snapshot
from rearguard.app.training import prescription
from rearguard.cli.options import json_option
from rearguard.core.message import format_number
from rearguard.plan.explanation import describe_prescriber


@click.group("import", help=_("Import a backup, a programme or ActivityWatch data."))
def import_group() -> None:
    """Group the import formats."""


@import_group.command(
    help=_("Import sitting time from ActivityWatch: an exported FILE, or directly. Importing it twice does no harm.")
)
@click.argument("file", type=click.Path(exists=True, path_type=Path), required=False)
@click.option(
    "--from-server",
    "address",
    metavar="ADDRESS",
    is_flag=False,
    flag_value="http://localhost:5600",
    help=_("Ask the ActivityWatch that runs on this computer (default: http://localhost:5600)."),
)
@json_option
def activitywatch_command(file: Path | None, address: str | None, as_json: bool) -> None:
    """Import from a file or from a running ActivityWatch server."""
    if (file is None) == (address is None):
        raise click.UsageError(_("Give a file, or use --from-server."))
    with Diary(default_paths(), SystemClock()) as diary:
        result = (
            importing.import_activitywatch_file(diary, file)
            if file is not None
            else importing.import_activitywatch_server(diary, address or "")
        )
    if as_json:
        click.echo(json.dumps({"spells": result.bouts, "new": result.new, "seconds": round(result.seconds, 3)}))
    else:
        click.echo(
            _("{new} new periods of sitting (of {spells}), {hours} hours in total.").format(
                new=result.new, spells=result.bouts, hours=format_number(round(result.seconds / 3600, 1), _)
            )
        )


@import_group.command(
    "json",
    help=_("Restore a full backup (json), from this computer or another. Importing it twice does no harm."),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True))
@json_option
def json_command(file: Path, as_json: bool) -> None:
    """Import a backup."""
    with Diary(default_paths(), SystemClock()) as diary, click.open_file(str(file), "rb") as stream:
        result = backup.import_backup(diary, backup.read_chunks(stream), str(file))
        close_with_snapshot(diary)
    if as_json:
        result_json = {"entries": result.entries, "new": result.new, "files": result.files, "kept": result.differing}
        click.echo(json.dumps(result_json))
        return
    click.echo(_("{new} of {entries} entries are new.").format(new=result.new, entries=result.entries))
    if result.files:
        click.echo(_("Imported settings, exercises and programmes: {count}.").format(count=result.files))
    if result.differing:
        click.echo(_("Kept your own version of files that differ: {count}.").format(count=result.differing))


@import_group.command(
    help=_("Import a programme that was prescribed to you, or your own: a TOML FILE. Importing it twice does no harm.")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path, allow_dash=True))
@click.option("--replace", "replace_it", is_flag=True, help=_("Replace another programme with the same id."))
@json_option
def program_command(file: Path, replace_it: bool, as_json: bool) -> None:
    """Import a programme."""
    with click.open_file(str(file), "rb") as stream:
        content = stream.read(prescription.MAX_PROGRAM_BYTES + 1)
    with Diary(default_paths(), SystemClock()) as diary:
        result = prescription.import_program(diary, content, str(file), replace_it=replace_it)
        close_with_snapshot(diary)
    if as_json:
        prescribed = result.program.prescribed
        click.echo(json.dumps({"program": result.program.id, "new": result.is_new, "by": prescribed and prescribed.by}))
        return
    click.echo(_("Imported: {name}.").format(name=result.program.name) if result.is_new else _("Already imported."))
    for line in describe_prescriber(result.program.prescribed):
        click.echo(line.render(_))
