"""`rearguard progress`."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import default_paths
from rearguard.app.reports.progress_report import progress_json
from rearguard.app.training.levels import undo_change as take_back
from rearguard.cli.options import json_option
from rearguard.core.message import Message, counted

MAX_PRINTED_CHANGES = 10
"""Changes: what fits on a screen."""


@click.command(help=_("Show your levels, what changed them, and your week."))
@click.option("--undo", metavar="CHANGE", help=_("Undo a change, by the id that --json shows."))
@json_option
def progress_command(undo: str | None, as_json: bool) -> None:
    """Print the ladders, the changes and the week."""
    library = load_library()
    with Diary(default_paths(), SystemClock()) as diary:
        if undo is not None:
            take_back(diary, library.exercises, undo)
        found = progress_json(diary, library.exercises, _)
    if as_json:
        click.echo(json.dumps(found))
        return
    if not found["exercises"]:
        click.echo(_("No sessions yet. Start one: rearguard go"))
        return
    for one in found["exercises"]:
        _print_ladder(one)
    for one in found["changes"][:MAX_PRINTED_CHANGES]:
        when = datetime.fromisoformat(one["at"])
        click.echo(
            f"{when:%Y-%m-%d}  {one['name']}: {_amount_text(one['before'])} → {_amount_text(one['after'])}. {one['why']}"
        )
    _print_week(found["week"])
    for text in (found["easy_week"]["text"], found["retest"]):
        if text:
            click.echo(text)


def _print_ladder(one: dict[str, Any]) -> None:
    names = {level["id"]: level["name"] for level in one["levels"]}
    dots = "●" * one["rung"] + "○" * (one["rungs"] - one["rung"])
    click.echo(f"{dots:<6} {one['name']}: {_amount_text({**one, 'level': names[one['level']]})}")
    if one["why"]:
        click.echo(f"       {one['why']}")


def _amount_text(one: dict[str, Any]) -> str:
    if one["reps"] is not None:
        return _("{level}, {reps} reps").format(level=one["level"], reps=one["reps"])
    return _("{level}, up to {seconds} s").format(level=one["level"], seconds=one["seconds"])


def _print_week(week: dict[str, Any]) -> None:
    click.echo(
        _("Last seven days: {count} sessions (goal {asked})").format(
            count=week["sessions"], asked=week["sessions_asked"]
        )
    )
    for muscle in week["muscles"]:
        text = counted(
            "{name}: {count} set (goal {asked})", "{name}: {count} sets (goal {asked})", muscle["sets"], muscle
        )
        click.echo("  " + text.render(_))
    for one in week["stretches"]:
        click.echo(
            "  " + Message("{name}: left {left} min, right {right} min (goal {asked} min per side)", one).render(_)
        )
    click.echo(week["text"])
