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
from rearguard.app.person.paths import home
from rearguard.app.reports.progress_report import report
from rearguard.app.training.levels import undo as take_back
from rearguard.cli.options import as_json
from rearguard.core.message import Message, counted

SHOWN = 10
"""Changes: what fits on a screen."""


@click.command(help=_("Tell where you stand on each ladder, what moved you there, and what your week held."))
@click.option("--undo", metavar="CHANGE", help=_("Take back a change, by its id as --json tells it."))
@as_json
def progress(undo: str | None, as_json: bool) -> None:
    """Print the ladders, the changes and the week."""
    library = load_library()
    with Diary(home(), SystemClock()) as diary:
        if undo is not None:
            take_back(diary, library.exercises, undo)
        found = report(diary, library.exercises, _)
    if as_json:
        click.echo(json.dumps(found))
        return
    if not found["exercises"]:
        click.echo(_("Nothing yet. Begin with: rearguard go"))
        return
    for one in found["exercises"]:
        _ladder(one)
    for one in found["changes"][:SHOWN]:
        when = datetime.fromisoformat(one["at"])
        click.echo(f"{when:%Y-%m-%d}  {one['name']}: {_amount(one['before'])} → {_amount(one['after'])}. {one['why']}")
    _week(found["week"])
    for text in (found["easy_week"]["text"], found["retest"]):
        if text:
            click.echo(text)


def _ladder(one: dict[str, Any]) -> None:
    names = {level["id"]: level["name"] for level in one["levels"]}
    dots = "●" * one["rung"] + "○" * (one["rungs"] - one["rung"])
    click.echo(f"{dots:<6} {one['name']}: {_amount({**one, 'level': names[one['level']]})}")
    if one["why"]:
        click.echo(f"       {one['why']}")


def _amount(one: dict[str, Any]) -> str:
    if one["reps"] is not None:
        return _("{level}, {reps} times").format(level=one["level"], reps=one["reps"])
    return _("{level}, up to {seconds} s").format(level=one["level"], seconds=one["seconds"])


def _week(week: dict[str, Any]) -> None:
    click.echo(
        _("Seven days: {count} sessions of {asked}").format(count=week["sessions"], asked=week["sessions_asked"])
    )
    for muscle in week["muscles"]:
        text = counted("{name}: {count} set of {asked}", "{name}: {count} sets of {asked}", muscle["sets"], muscle)
        click.echo("  " + text.render(_))
    for one in week["stretches"]:
        click.echo("  " + Message("{name}: left {left}, right {right} minutes of {asked}", one).render(_))
    click.echo(week["text"])
