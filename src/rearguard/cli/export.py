"""`rearguard export`."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import click

from rearguard.app.data.exporting import FORMATS, Export, Format, Wanted
from rearguard.app.data.exporting import export as made
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import home
from rearguard.core.errors import Refusal
from rearguard.core.message import Message

PRIVATE = 0o600
"""It is health data: nobody else on this machine may look."""

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""Without the last, which is Windows', line ends would be changed."""


@click.command(
    help=_(
        "Write what is kept of you. csv: for a spreadsheet; json: all of it, to be imported again; fit: a session, for "
        "sports services; ics: the coming sessions, for a calendar; fhir: for who treats you."
    )
)
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help=_("Where to; a folder: there; not said, or -: to standard output."),
)
@click.option("--force", is_flag=True, help=_("Write over a file that is there."))
@click.option(
    "--table",
    type=click.Choice(["sets", "sessions", "felt", "tests", "day"]),
    default="sets",
    show_default=True,
    help=_("Which table, of csv."),
)
@click.option("--session", metavar="ID", help=_("Which session, of fit; not said: the last."))
@click.option("--name", metavar="NAME", help=_("Whose it is, in fhir; not said: nobody is named."))
def export(form: Format, output: Path | None, force: bool, table: str, session: str | None, name: str | None) -> None:
    """Write it."""
    with Diary(home(), SystemClock()) as diary:
        found = made(diary, load_library(), form, Wanted(table=table, session=session, name=name), _)
        if output is None or str(output) == "-":
            _print(found, form)
        else:
            _write(found, output / found.file if output.is_dir() else output, force=force)


def _print(found: Export, form: Format) -> None:
    if found.binary and sys.stdout.isatty():
        raise Refusal(
            Message(
                "This is nothing for a terminal. Name a file: rearguard export {format} -o {file}",
                {"format": form, "file": found.file},
            )
        )
    with click.open_file("-", "wb") as out:
        out.writelines(found.content)


def _write(found: Export, path: Path, *, force: bool) -> None:
    path = path.resolve()  # what a link leads to is written, and the link stays
    if path.exists() and not path.is_file():  # a pipe, or /dev/stdout
        with path.open("wb") as file:
            file.writelines(found.content)
        return
    if path.exists() and not force:
        if not sys.stdin.isatty():
            raise Refusal(Message("{file} is there already. To write over it: --force", {"file": str(path)}))
        click.confirm(_("{file} is there already. Write over it?").format(file=path), abort=True, err=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, NEW, PRIVATE), "wb") as file:
            file.writelines(found.content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    click.echo(_("Written: {file}").format(file=path))
