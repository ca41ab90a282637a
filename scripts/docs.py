"""Write the pages of the documentation that come from the code.

uv run --group dev scripts/docs.py           write them
uv run --group dev scripts/docs.py --check   fail if one is not up to date
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from architecture_page import render_architecture_page
from library_page import render_library_page
from session_page import render_session_page

from rearguard.cli.main import cli

ROOT = Path(__file__).parent.parent
HELP_WIDTH = 100


def render_commands_page() -> str:
    """Return the reference of the commands, from their help."""
    parts = ["# The commands\n", "<!-- Generated from the commands themselves: uv run --group dev just write -->\n"]
    for name, command in _commands(cli, "rearguard"):
        context = click.Context(command, info_name=name, terminal_width=HELP_WIDTH, max_content_width=HELP_WIDTH)
        parts.append(f"## {name}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for part in command.list_commands(context):
            inner = command.get_command(context, part)
            if inner is not None:
                yield from _commands(inner, f"{name} {part}")


PAGES = {
    "docs/explanation/architecture.md": render_architecture_page,
    "docs/reference/commands.md": render_commands_page,
    "docs/reference/exercise-file.md": render_library_page,
    "docs/reference/session.md": render_session_page,
}


def main() -> None:
    """Write or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = []
    for name, page in PAGES.items():
        path, fresh = ROOT / name, page()
        if not path.exists() or path.read_text() != fresh:
            stale.append(name)
            if not check:
                path.write_text(fresh)
    if check and stale:
        sys.exit(f"not up to date: {', '.join(stale)}: run `uv run --group dev just write`")


if __name__ == "__main__":
    main()
