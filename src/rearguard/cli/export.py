"""`rearguard export`: save the person's data in a file."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import click

from rearguard.app.data.exporting import EXPORT_FORMATS, ExportFile, ExportFormat, ExportOptions, export_data
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import default_paths
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

PRIVATE_FILE_MODE = 0o600
"""Read and write for the owner only, since it is health data."""

CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""The flags of a new file. Without `O_BINARY`, Windows would change line ends."""


@click.command(
    help=_(
        "Export your data: json (full backup), csv (spreadsheet), fit (fitness apps), ics (calendar), fhir (clinician)."
    )
)
@click.argument("form", metavar="FORMAT", type=click.Choice(EXPORT_FORMATS))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help=_("File or folder to save to (default, or -: standard output)."),
)
@click.option("--force", is_flag=True, help=_("Overwrite an existing file."))
@click.option(
    "--table",
    type=click.Choice(["sets", "sessions", "felt", "tests", "day"]),
    default="sets",
    show_default=True,
    help=_("For csv: the table."),
)
@click.option("--session", metavar="ID", help=_("For fit: the session (default: the last)."))
@click.option("--name", metavar="NAME", help=_("For fhir: your name (default: no name)."))
def export_command(
    form: ExportFormat, output: Path | None, force: bool, table: str, session: str | None, name: str | None
) -> None:
    """Write the export to a file or to standard output."""
    with Diary(default_paths(), SystemClock()) as diary:
        options = ExportOptions(table=table, session=session, name=name)
        export = export_data(diary, load_library(), form, options, _)
        if output is None or str(output) == "-":
            _print_export(export, form)
        else:
            _write_export(export, output / export.file_name if output.is_dir() else output, force=force)


def _print_export(export: ExportFile, form: ExportFormat) -> None:
    if export.is_binary and sys.stdout.isatty():
        raise Refusal(
            Message(
                "This format can't be shown in a terminal. Save it to a file: rearguard export {format} -o {file}",
                {"format": form, "file": export.file_name},
            )
        )
    with click.open_file("-", "wb") as out:
        out.writelines(export.content)


def _write_export(export: ExportFile, path: Path, *, force: bool) -> None:
    path = path.resolve()  # a symbolic link stays, and its target is written
    if path.exists() and not path.is_file():  # a pipe, or /dev/stdout
        with path.open("wb") as file:
            file.writelines(export.content)
        return
    if path.exists() and not force:
        if not sys.stdin.isatty():
            raise Refusal(Message("{file} already exists. To overwrite it: --force", {"file": str(path)}))
        click.confirm(_("{file} already exists. Overwrite it?").format(file=path), abort=True, err=True)
    partial_path = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(partial_path, CREATE_FLAGS, PRIVATE_FILE_MODE), "wb") as file:
            file.writelines(export.content)
            file.flush()
            os.fsync(file.fileno())
        partial_path.replace(path)
    finally:
        with contextlib.suppress(OSError):
            partial_path.unlink()
    click.echo(_("Saved: {file}").format(file=path))
