"""Options shared by several commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from rearguard.app.person.language import _

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

json_option = click.option("--json", "as_json", is_flag=True, help=_("Print the result as JSON."))


def split_list(value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of an option that may be repeated and may separate values by commas."""
    return tuple(part.strip() for text in value for part in text.split(",") if part.strip())


def _split_callback(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return split_list(value)


def plan_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a plan to a command."""
    options: list[Decorator] = [
        click.option("--minutes", type=float, default=7.0, show_default=True, help=_("Minutes you have, 2 to 30.")),
        click.option("--place", type=click.Choice(["floor", "desk", "office"]), help=_("Where you exercise.")),
        click.option(
            "--without",
            multiple=True,
            callback=_split_callback,
            metavar="NEED,…",
            help=_("Equipment you don't have: band, wall, chair, floor."),
        ),
        click.option(
            "--exclude", multiple=True, callback=_split_callback, metavar="ID,…", help=_("Exercises to leave out.")
        ),
        click.option("--program", metavar="ID", help=_("Programme to use (default: the one for the place).")),
    ]
    for option in reversed(options):
        command = option(command)
    return command
