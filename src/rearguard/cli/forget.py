"""`rearguard forget`."""

from __future__ import annotations

import json
import sys

import click

from rearguard.app.data.forgetting import NAMES, Holdings, holdings
from rearguard.app.data.forgetting import forget as erase
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.paths import home
from rearguard.cli.options import as_json
from rearguard.core.errors import Refusal
from rearguard.core.message import Message


@click.command(help=_("Erase all that is kept of you, after showing what. There is no way back; export it first."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@as_json
def forget(yes: bool, as_json: bool) -> None:
    """Show, ask, erase."""
    with Diary(home(), SystemClock()) as diary:
        found = holdings(diary)
        if not found.entries and not found.files:
            click.echo(json.dumps(found.as_json(_)) if as_json else _("Nothing is kept of you."))
            return
        if not as_json:
            _show(found)
        if not yes:
            if as_json or not sys.stdin.isatty():
                raise Refusal(Message("Nothing was erased. To erase it without being asked: rearguard forget --yes"))
            click.confirm(_("Erase all of it?"), abort=True)
        erase(diary)
    click.echo(json.dumps(found.as_json(_)) if as_json else _("All of it is erased."))


def _show(found: Holdings) -> None:
    if found.since is not None and found.until is not None:
        first, last = (f"{time.astimezone():%Y-%m-%d %H:%M}" for time in (found.since, found.until))
        click.echo(_("In your journal, from {first} to {last}:").format(first=first, last=last))
    for kind, count in found.entries.items():
        click.echo(f"  {count:>7}  {NAMES[kind].render(_)}")
    click.echo(_("Files:"))
    for path in found.files:
        click.echo(f"  {path}")
    click.echo(_("Not here, and so not erased: copies that you made, what you exported, sets that you saved."))
