"""`rearguard watch`: detect sitting and remind the person to move."""

from __future__ import annotations

import contextlib
import gc
import json
import signal
import sys
from typing import Any

import click

from rearguard.app.person.clock import read_clocks
from rearguard.app.person.language import _
from rearguard.app.person.paths import Paths, default_paths
from rearguard.app.person.reminder_settings import REMINDER_KEYS, change_reminder_settings, read_reminder_settings
from rearguard.app.watcher.desktop import open_desktop
from rearguard.cli.options import json_option
from rearguard.core.message import Message


class WatchStopped(Exception):
    """A signal to stop arrived while the watcher was waiting."""


@click.command(help=_("Detect sitting and remind you to move. Runs until stopped."))
@click.option(
    "--once", is_flag=True, help=_("Check once: what is detected, your charge, and why you are reminded or not.")
)
@click.option("--install", is_flag=True, help=_("Start at every login."))
@click.option("--uninstall", is_flag=True, help=_("Stop starting at login."))
@click.option(
    "--set",
    "wanted",
    multiple=True,
    metavar="KEY=VALUE",
    help=_("Change reminder settings: {keys}. Example: --set after=45 --set standing=true").format(
        keys=", ".join(REMINDER_KEYS)
    ),
)
@click.option("--errand", is_flag=True, hidden=True)
@json_option
def watch_command(
    once: bool, install: bool, uninstall: bool, wanted: tuple[str, ...], errand: bool, as_json: bool
) -> None:
    """Watch, check once, change settings, or configure the start at login."""
    if sum((once, install, uninstall, bool(wanted), errand)) > 1:
        raise click.UsageError(_("Use only one of --once, --install, --uninstall and --set."))
    if as_json and not (once or wanted):
        raise click.UsageError(_("--json needs --once or --set."))
    paths = default_paths()
    if errand:
        _run_task(paths)
    elif once:
        _print_decision(paths, as_json=as_json)
    elif wanted:
        _change_settings(paths, wanted, as_json=as_json)
    elif install or uninstall:
        from rearguard.app.watcher.autostart import configure_autostart  # noqa: PLC0415 - the running watcher does not need it

        for line in configure_autostart(install=install):
            click.echo(line.render(_))
    else:
        _run_watcher(paths)


def _run_watcher(paths: Paths) -> None:
    """Watch until a signal arrives."""
    from rearguard.app.person.instance_lock import hold_instance_lock  # noqa: PLC0415
    from rearguard.app.watcher.subprocess_runner import SubprocessRunner  # noqa: PLC0415 - the other modes do not need these
    from rearguard.app.watcher.watcher import Watcher  # noqa: PLC0415

    is_over = is_waiting = False

    def stop(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        nonlocal is_over
        is_over = True
        if is_waiting:
            raise WatchStopped

    def print_message(message: Message) -> None:
        click.echo(message.render(_), err=True)

    with hold_instance_lock(paths):
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        runner = SubprocessRunner()
        watcher = Watcher(paths, open_desktop, read_clocks, runner, print_message)
        gc.collect()
        gc.freeze()
        with contextlib.suppress(WatchStopped):
            while not is_over:
                wait_s = watcher.look()
                is_waiting = True
                if not is_over:
                    watcher.wait(wait_s)
                is_waiting = False
        runner.stop()
        watcher.stop()


def _print_decision(paths: Paths, *, as_json: bool) -> None:
    from rearguard.app.person.clock import SystemClock  # noqa: PLC0415 - the running watcher opens no journal
    from rearguard.app.person.diary import Diary  # noqa: PLC0415
    from rearguard.app.person.instance_lock import is_watcher_running  # noqa: PLC0415
    from rearguard.app.person.library import load_library  # noqa: PLC0415
    from rearguard.app.watcher.reminding import decision_json  # noqa: PLC0415

    desktop = open_desktop()
    desktop_state = desktop.look()
    desktop.close()
    with Diary(paths, SystemClock()) as diary:
        decision = decision_json(diary, load_library().exercises, desktop_state, _)
    decision = {**decision, "desktop": desktop.name, "watching": is_watcher_running(paths)}
    if as_json:
        click.echo(json.dumps(decision))
    else:
        _print_state(decision)


def _print_state(decision: dict[str, Any]) -> None:
    if decision["seen"]["idle"] is None:
        click.echo(_("Can't detect keyboard or mouse use on this desktop."))
    else:
        click.echo(_("Last keyboard or mouse use: {seconds} s ago.").format(seconds=round(decision["seen"]["idle"])))
    if not decision["watching"]:
        click.echo(_("Sitting detection is off. Turn it on: rearguard watch --install"))
    charge = decision["charge"]
    click.echo(_("Charge: {low}–{high}%").format(low=round(charge["low"]), high=round(charge["high"])))
    click.echo(_("Now is a good time:") if decision["nudge"] else _("No reminder right now, because:"))
    for reason in decision["why"]:
        click.echo(f"  {reason}")


def _change_settings(paths: Paths, settings: tuple[str, ...], *, as_json: bool) -> None:
    current = read_reminder_settings(paths).as_json()
    changes = {}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals or key not in current:
            raise click.UsageError(
                _("Use --set KEY=VALUE, with one of these keys: {keys}").format(keys=", ".join(REMINDER_KEYS))
            )
        changes[key] = text if isinstance(current[key], str) else _parse_value(text)
    new_settings = change_reminder_settings(paths, changes).as_json()
    if as_json:
        click.echo(json.dumps(new_settings))
    else:
        for key, value in new_settings.items():
            click.echo(f"{key} = {value if isinstance(value, str) else json.dumps(value)}")


def _parse_value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _run_task(paths: Paths) -> None:
    """Run a task that the watcher sends on standard input, and print its report on standard output."""
    import subprocess  # noqa: PLC0415 - the running watcher imports as little as possible

    from rearguard.app.person.clock import SystemClock  # noqa: PLC0415
    from rearguard.app.person.diary import Diary  # noqa: PLC0415
    from rearguard.app.person.language import set_language  # noqa: PLC0415
    from rearguard.app.person.library import load_library  # noqa: PLC0415
    from rearguard.app.person.settings import read_settings  # noqa: PLC0415
    from rearguard.app.watcher.background_task import run_task  # noqa: PLC0415
    from rearguard.app.watcher.notification import DesktopNotifications  # noqa: PLC0415
    from rearguard.app.watcher.subprocess_runner import encode_report  # noqa: PLC0415

    set_language(read_settings(paths).language)
    with Diary(paths, SystemClock()) as diary:
        report, starts_page = run_task(json.load(sys.stdin), diary, load_library().exercises, DesktopNotifications(_))
    click.echo(encode_report(report))
    if starts_page:
        null = subprocess.DEVNULL
        # In a session of its own, so that the page's server outlives the watcher.
        subprocess.Popen(
            [sys.executable, "-m", "rearguard"], stdin=null, stdout=null, stderr=null, start_new_session=True
        )
