"""`rearguard progress`: show levels, their changes and the week."""

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
from rearguard.app.training.levels import undo_change
from rearguard.cli.options import json_option
from rearguard.core.message import Message, counted

MAX_PRINTED_CHANGES = 10
"""The number of changes that fits on a screen."""


@click.command(help=_("Show your levels, what changed them, and your week."))
@click.option("--undo", metavar="CHANGE", help=_("Undo a change, by the id that --json shows."))
@json_option
def progress_command(undo: str | None, as_json: bool) -> None:
    """Undo a change if asked, then print the levels, the changes and the week."""
    library = load_library()
    with Diary(default_paths(), SystemClock()) as diary:
        if undo is not None:
            undo_change(diary, library.exercises, undo)
        progress = progress_json(diary, library.exercises, _)
    if as_json:
        click.echo(json.dumps(progress))
        return
    if not progress["exercises"]:
        click.echo(_("No sessions yet. Start one: rearguard go"))
        return
    for exercise in progress["exercises"]:
        _print_level(exercise)
    for change in progress["changes"][:MAX_PRINTED_CHANGES]:
        changed_at = datetime.fromisoformat(change["at"])
        before, after = _amount_text(change["before"]), _amount_text(change["after"])
        click.echo(f"{changed_at:%Y-%m-%d}  {change['name']}: {before} → {after}. {change['why']}")
    _print_week(progress["week"])
    for text in (progress["easy_week"]["text"], progress["retest"]):
        if text:
            click.echo(text)


def _print_level(exercise: dict[str, Any]) -> None:
    names = {level["id"]: level["name"] for level in exercise["levels"]}
    dots = "●" * exercise["rung"] + "○" * (exercise["rungs"] - exercise["rung"])
    click.echo(f"{dots:<6} {exercise['name']}: {_amount_text({**exercise, 'level': names[exercise['level']]})}")
    if exercise["why"]:
        click.echo(f"       {exercise['why']}")


def _amount_text(amount: dict[str, Any]) -> str:
    if amount["reps"] is not None:
        return _("{level}, {reps} reps").format(level=amount["level"], reps=amount["reps"])
    return _("{level}, up to {seconds} s").format(level=amount["level"], seconds=amount["seconds"])


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
    for stretch in week["stretches"]:
        click.echo(
            "  " + Message("{name}: left {left} min, right {right} min (goal {asked} min per side)", stretch).render(_)
        )
    click.echo(week["text"])
