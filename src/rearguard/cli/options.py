"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from rearguard.app.person.language import _

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

as_json = click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document and nothing else."))


def listed(value: tuple[str, ...]) -> tuple[str, ...]:
    """Return what an option named, once or several times, with commas or without."""
    return tuple(part.strip() for one in value for part in one.split(",") if part.strip())


def _split(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return listed(value)


def wish(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what plan one wants."""
    options: list[Decorator] = [
        click.option("--minutes", type=float, default=7.0, show_default=True, help=_("How long it may take, 2 to 30.")),
        click.option("--place", type=click.Choice(["floor", "desk", "office"]), help=_("Where you are.")),
        click.option(
            "--without",
            multiple=True,
            callback=_split,
            metavar="NEED,…",
            help=_("What you do not have: band, wall, chair, floor."),
        ),
        click.option(
            "--exclude", multiple=True, callback=_split, metavar="ID,…", help=_("Exercises that you do not want.")
        ),
        click.option("--program", metavar="ID", help=_("The programme; none: the one that suits the place.")),
    ]
    for option in reversed(options):
        command = option(command)
    return command
