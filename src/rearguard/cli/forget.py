"""`rearguard forget`: delete the person's data."""

from __future__ import annotations

import json
import sys

import click

from rearguard.app.data.deletion import EVENT_KIND_NAMES, StoredData, forget_person, list_stored_data
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.paths import default_paths
from rearguard.cli.options import json_option
from rearguard.core.errors import Refusal
from rearguard.core.message import Message


@click.command(help=_("Delete all your data, after showing what that is. This can't be undone."))
@click.option("--yes", is_flag=True, help=_("Don't ask first."))
@json_option
def forget_command(yes: bool, as_json: bool) -> None:
    """List the data, ask for confirmation, and delete."""
    with Diary(default_paths(), SystemClock()) as diary:
        stored_data = list_stored_data(diary)
        if not stored_data.entries and not stored_data.files:
            click.echo(json.dumps(stored_data.as_json(_)) if as_json else _("There is no data to delete."))
            return
        if not as_json:
            _print_stored_data(stored_data)
        if not yes:
            if as_json or not sys.stdin.isatty():
                raise Refusal(Message("Nothing was deleted. To delete without being asked: rearguard forget --yes"))
            click.confirm(_("Delete all of it?"), abort=True)
        forget_person(diary)
    click.echo(json.dumps(stored_data.as_json(_)) if as_json else _("All your data has been deleted."))


def _print_stored_data(stored_data: StoredData) -> None:
    if stored_data.since is not None and stored_data.until is not None:
        first, last = (f"{time.astimezone():%Y-%m-%d %H:%M}" for time in (stored_data.since, stored_data.until))
        click.echo(_("In your journal, from {first} to {last}:").format(first=first, last=last))
    for kind, count in stored_data.entries.items():
        click.echo(f"  {count:>7}  {EVENT_KIND_NAMES[kind].render(_)}")
    click.echo(_("Files:"))
    for path in stored_data.files:
        click.echo(f"  {path}")
    click.echo(_("Not deleted: copies you made, files you exported, sets you saved."))
