"""The command line: its commands, and how errors become messages and exit statuses."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from rearguard.app.person.language import _
from rearguard.cli import parser_i18n
from rearguard.core.errors import InvalidRequest, Refusal

EXIT_REFUSED, EXIT_WRONG_USAGE = 1, 2
"""Exit statuses: the command can't or may not be carried out; the usage is wrong."""

COMMAND_TARGETS = {
    "go": "rearguard.cli.go:go_command",
    "plan": "rearguard.cli.plan:plan_command",
    "library": "rearguard.cli.library:library_group",
    "coach": "rearguard.cli.coach:coach_command",
    "charge": "rearguard.cli.charge:charge_command",
    "sat": "rearguard.cli.charge:sat_command",
    "moved": "rearguard.cli.charge:moved_command",
    "felt": "rearguard.cli.charge:felt_command",
    "watch": "rearguard.cli.watch:watch_command",
    "import": "rearguard.cli.import_command:import_group",
    "export": "rearguard.cli.export:export_command",
    "forget": "rearguard.cli.forget:forget_command",
    "screen": "rearguard.cli.screen:screen_command",
    "test": "rearguard.cli.self_test:test_command",
    "history": "rearguard.cli.history:history_command",
    "progress": "rearguard.cli.progress:progress_command",
    "doctor": "rearguard.cli.doctor:doctor_command",
}
SERVE_TARGET = "rearguard.cli.serve:serve_command"


class LazyCommands(click.Group):
    """A command group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of use."""
        return list(COMMAND_TARGETS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Import and return a command; None if it does not exist."""
        return _load_command(COMMAND_TARGETS[cmd_name]) if cmd_name in COMMAND_TARGETS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve a command, or suggest a similar name for an unknown command."""
        if args and not args[0].startswith("-") and args[0] not in COMMAND_TARGETS:
            from difflib import get_close_matches  # noqa: PLC0415 - only a mistyped command needs it

            near = get_close_matches(args[0], COMMAND_TARGETS, n=1)
            text = _("There is no command {name}. Did you mean {near}?") if near else _("There is no command {name}.")
            raise click.UsageError(text.format(name=args[0], near=near[0] if near else ""), ctx)
        return super().resolve_command(ctx, args)


def _load_command(target: str) -> click.Command:
    """Import the command at `module:name`."""
    module, name = target.split(":")
    command: click.Command = getattr(import_module(module), name)
    return command


@click.group(
    cls=LazyCommands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Short guided exercise for people who sit all day. Run without a command to open Rearguard in your browser."
    ),
)
@click.option("--port", type=click.IntRange(1, 65535), help=_("Port to use (if taken, the next free one)."))
@click.option("--no-browser", is_flag=True, help=_("Don't open the browser."))
@click.version_option(package_name="rearguard", message="rearguard %(version)s", help=_("Show the version and exit."))
@click.pass_context
def cli(context: click.Context, port: int | None, no_browser: bool) -> None:
    """Open the page if no command is given."""
    if context.invoked_subcommand is None:
        context.invoke(_load_command(SERVE_TARGET), port=port, no_browser=no_browser)


def main() -> NoReturn:
    """Run a command; print an error as one line and exit with its status."""
    parser_i18n.translate_parser()
    try:
        status: Any = cli.main(standalone_mode=False)
    except click.ClickException as error:
        text = error.format_message()
        context = getattr(error, "ctx", None)
        if context is not None:
            text += " " + _("Try: {command} --help").format(command=context.command_path)
        _fail(text, EXIT_WRONG_USAGE)
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.Abort:
        _fail(_("Stopped."), 130)
    except InvalidRequest as error:
        _fail(error.message.render(_), EXIT_WRONG_USAGE)
    except Refusal as error:
        _fail(error.message.render(_), EXIT_REFUSED)
    except BrokenPipeError:  # the reader of a pipe has closed it
        sys.stderr.close()
        sys.exit(EXIT_REFUSED)
    except OSError as error:
        _fail(_("{file}: {why}").format(file=error.filename or "rearguard", why=error.strerror or error), EXIT_REFUSED)
    gc.freeze()  # saves the last collection at exit, which takes 7 ms
    sys.exit(status if isinstance(status, int) else 0)


def _fail(text: str, status: int) -> NoReturn:
    click.echo(" ".join(text.split()), err=True)
    sys.exit(status)
