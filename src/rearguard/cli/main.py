"""The command line."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from rearguard.app.person.language import _
from rearguard.cli import parser_i18n
from rearguard.core.errors import Misuse, Refusal

REFUSED, WRONG_USAGE = 1, 2
"""Exit statuses: it can't or may not be done; it was asked wrongly."""

COMMANDS = {
    "go": "rearguard.cli.go:go",
    "plan": "rearguard.cli.plan:plan",
    "library": "rearguard.cli.library:library",
    "coach": "rearguard.cli.coach:coach",
    "charge": "rearguard.cli.charge:charge",
    "sat": "rearguard.cli.charge:sat",
    "moved": "rearguard.cli.charge:moved",
    "felt": "rearguard.cli.charge:felt",
    "watch": "rearguard.cli.watch:watch",
    "import": "rearguard.cli.import_command:bring",
    "export": "rearguard.cli.export:export",
    "forget": "rearguard.cli.forget:forget",
    "screen": "rearguard.cli.screen:screen",
    "test": "rearguard.cli.self_test:test",
    "history": "rearguard.cli.history:history",
    "progress": "rearguard.cli.progress:progress",
    "doctor": "rearguard.cli.doctor:doctor",
}
SERVE = "rearguard.cli.serve:serve_page"


class Commands(click.Group):
    """Commands that are imported when they are called; none named: the page."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import one."""
        return _load(COMMANDS[cmd_name]) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say what was perhaps meant by an unknown command."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches  # noqa: PLC0415 - only for mistakes

            near = get_close_matches(args[0], COMMANDS, n=1)
            text = _("There is no command {name}; did you mean {near}?") if near else _("There is no command {name}.")
            raise click.UsageError(text.format(name=args[0], near=near[0] if near else ""), ctx)
        return super().resolve_command(ctx, args)


def _load(where: str) -> click.Command:
    module, name = where.split(":")
    command: click.Command = getattr(import_module(module), name)
    return command


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_("Wake the glutes that sitting puts to sleep. Without a command: start the local server and open the page."),
)
@click.option("--port", type=click.IntRange(1, 65535), help=_("The port to serve on; taken: the next free one."))
@click.option("--no-browser", is_flag=True, help=_("Do not open the page."))
@click.version_option(package_name="rearguard", message="rearguard %(version)s", help=_("Show the version and exit."))
@click.pass_context
def cli(context: click.Context, port: int | None, no_browser: bool) -> None:
    """Serve the page when no command is named."""
    if context.invoked_subcommand is None:
        context.invoke(_load(SERVE), port=port, no_browser=no_browser)


def main() -> NoReturn:
    """Run, and turn what went wrong into one line and a status."""
    parser_i18n.follow()
    try:
        status: Any = cli.main(standalone_mode=False)
    except click.ClickException as error:
        text = error.format_message()
        context = getattr(error, "ctx", None)
        if context is not None:
            text += " " + _("Try: {command} --help").format(command=context.command_path)
        _fail(text, WRONG_USAGE)
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.Abort:
        _fail(_("Stopped."), 130)
    except Misuse as error:
        _fail(error.message.render(_), WRONG_USAGE)
    except Refusal as error:
        _fail(error.message.render(_), REFUSED)
    except BrokenPipeError:  # the reader of a pipe has had enough
        sys.stderr.close()
        sys.exit(REFUSED)
    except OSError as error:
        _fail(_("{file}: {why}").format(file=error.filename or "rearguard", why=error.strerror or error), REFUSED)
    gc.freeze()  # what ends has no use for a last collection, which takes 7 ms
    sys.exit(status if isinstance(status, int) else 0)


def _fail(text: str, status: int) -> NoReturn:
    click.echo(" ".join(text.split()), err=True)
    sys.exit(status)
