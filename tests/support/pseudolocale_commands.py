"""The commands' output in the pseudolocale, as a process: their help is read when they are imported.

python tests/support/pseudolocale_commands.py FOLDER    prints {"the words of a command": its output}
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))  # it is run as a program

from rearguard.app.person.paths import Paths
from support import pseudolocale

COMMAND_LINES = (
    ("nonsense",),
    ("plan", "--minutes", "99"),
    ("plan", "--minutes", "x"),
    ("plan", "--nonsense"),
    ("plan",),
    ("screen", "--answers", "/nowhere"),
    ("screen", "--answers", "-"),
    ("plan", "--without", "band", "--charge", "40.5"),
    ("library", "list"),
    ("library", "show", "monster-walk"),
    ("library", "show", "article"),
    ("library", "show", "nonsense"),
    ("library", "check"),
    ("go", "--json", "--speed", "1000", "--minutes", "3"),
    ("history",),
    ("sat", "00:00", "00:10"),
    ("felt",),
    ("felt", "--numb", "3"),
    ("charge",),
    ("watch", "--once"),
    ("watch", "--set", "nonsense"),
    ("progress",),
    ("test",),
    ("test", "one-leg-stance", "--value", "31.5", "--side", "left"),
    ("test", "nonsense"),
    ("import", "program", "/nowhere"),
    ("forget",),
    ("coach", "/nowhere", "--exercise", "clamshell"),
    ("coach", "/nowhere"),
)
"""What is asked after all the help, in this order: before the questions are answered there is no plan."""


def list_help_commands(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words that ask a command and all its subcommands for help."""
    yield (*words, "--help")
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from list_help_commands(inner, (*words, name))


def main() -> None:
    """Print all output."""
    folder = Path(sys.argv[1])
    home = Paths(folder / "config", folder / "data", folder / "cache")
    with pseudolocale.use_pseudolocale(folder / "locale"):
        from rearguard.cli import parser_i18n  # noqa: PLC0415
        from rearguard.cli.main import cli  # noqa: PLC0415
        from support.home_fixture import ALL_NO_ANSWERS, run_command  # noqa: PLC0415 - they import the commands

        parser_i18n.translate_parser()
        outputs = {}
        for words in (*list_help_commands(cli), *COMMAND_LINES):
            result = run_command(*words, home=home, stdin_text=json.dumps(ALL_NO_ANSWERS))
            outputs[" ".join(words)] = f"{result.stdout}\n{result.stderr}"
    print(json.dumps(outputs))  # noqa: T201 - what it is for


if __name__ == "__main__":
    main()
