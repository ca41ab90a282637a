"""`rearguard watch`: it notices the sitting, and speaks up at the right moment."""

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
from rearguard.app.person.reminder_settings import REMINDER_FIELDS, change_reminder_settings, read_reminder_settings
from rearguard.app.watcher.desktop import open_desktop
from rearguard.cli.options import json_option
from rearguard.core.message import Message


class WatchStopped(Exception):
    """A signal came while nothing was being done."""


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
        keys=", ".join(REMINDER_FIELDS)
    ),
)
@click.option("--errand", is_flag=True, hidden=True)
@json_option
def watch_command(
    once: bool, install: bool, uninstall: bool, wanted: tuple[str, ...], errand: bool, as_json: bool
) -> None:
    """Choose between the ways of watching."""
    if sum((once, install, uninstall, bool(wanted), errand)) > 1:
        raise click.UsageError(_("Use only one of --once, --install, --uninstall and --set."))
    if as_json and not (once or wanted):
        raise click.UsageError(_("--json needs --once or --set."))
    folders = default_paths()
    if errand:
        _run_task(folders)
    elif once:
        _print_decision(folders, as_json=as_json)
    elif wanted:
        _change_settings(folders, wanted, as_json=as_json)
    elif install or uninstall:
        from rearguard.app.watcher.autostart import configure_autostart  # noqa: PLC0415 - the watcher that stays needs none of it

        for line in configure_autostart(install=install):
            click.echo(line.render(_))
    else:
        _run_watcher(folders)


def _run_watcher(folders: Paths) -> None:
    """Watch until a signal comes."""
    from rearguard.app.person.instance_lock import hold_instance_lock  # noqa: PLC0415
    from rearguard.app.watcher.subprocess_runner import SubprocessRunner  # noqa: PLC0415 - the other ways need none of these
    from rearguard.app.watcher.watcher import Watcher  # noqa: PLC0415

    over = waiting = False

    def stop(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        nonlocal over
        over = True
        if waiting:
            raise WatchStopped

    def say(message: Message) -> None:
        click.echo(message.render(_), err=True)

    with hold_instance_lock(folders):
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        child = SubprocessRunner()
        watcher = Watcher(folders, open_desktop, read_clocks, child, say)
        gc.collect()
        gc.freeze()
        with contextlib.suppress(WatchStopped):
            while not over:
                seconds = watcher.look()
                waiting = True
                if not over:
                    watcher.wait(seconds)
                waiting = False
        child.stop()
        watcher.stop()


def _print_decision(folders: Paths, *, as_json: bool) -> None:
    from rearguard.app.person.clock import SystemClock  # noqa: PLC0415 - the watcher that stays opens no journal
    from rearguard.app.person.diary import Diary  # noqa: PLC0415
    from rearguard.app.person.instance_lock import is_watcher_running  # noqa: PLC0415
    from rearguard.app.person.library import load_library  # noqa: PLC0415
    from rearguard.app.watcher.reminding import decision_json  # noqa: PLC0415

    screen = open_desktop()
    look = screen.look()
    screen.close()
    with Diary(folders, SystemClock()) as diary:
        found = decision_json(diary, load_library().exercises, look, _)
    found = {**found, "desktop": screen.name, "watching": is_watcher_running(folders)}
    if as_json:
        click.echo(json.dumps(found))
    else:
        _print_state(found)


def _print_state(found: dict[str, Any]) -> None:
    if found["seen"]["idle"] is None:
        click.echo(_("Can't detect keyboard or mouse use on this desktop."))
    else:
        click.echo(_("Last keyboard or mouse use: {seconds} s ago.").format(seconds=round(found["seen"]["idle"])))
    if not found["watching"]:
        click.echo(_("Sitting detection is off. Turn it on: rearguard watch --install"))
    charge = found["charge"]
    click.echo(_("Charge: {low}–{high}%").format(low=round(charge["low"]), high=round(charge["high"])))
    click.echo(_("Now is a good time:") if found["nudge"] else _("No reminder right now, because:"))
    for reason in found["why"]:
        click.echo(f"  {reason}")


def _change_settings(folders: Paths, wanted: tuple[str, ...], *, as_json: bool) -> None:
    now = read_reminder_settings(folders).as_json()
    named = {}
    for one in wanted:
        key, equals, text = one.partition("=")
        if not equals or key not in now:
            raise click.UsageError(
                _("Use --set KEY=VALUE, with one of these keys: {keys}").format(keys=", ".join(REMINDER_FIELDS))
            )
        named[key] = text if isinstance(now[key], str) else _parse_value(text)
    found = change_reminder_settings(folders, named).as_json()
    if as_json:
        click.echo(json.dumps(found))
    else:
        for key, value in found.items():
            click.echo(f"{key} = {value if isinstance(value, str) else json.dumps(value)}")


def _parse_value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _run_task(folders: Paths) -> None:
    """Do what the watcher sent on standard input, and answer it on standard output."""
    import subprocess  # noqa: PLC0415 - as above

    from rearguard.app.person.clock import SystemClock  # noqa: PLC0415
    from rearguard.app.person.diary import Diary  # noqa: PLC0415
    from rearguard.app.person.language import set_language  # noqa: PLC0415
    from rearguard.app.person.library import load_library  # noqa: PLC0415
    from rearguard.app.person.settings import read_settings  # noqa: PLC0415
    from rearguard.app.watcher.background_task import run_task  # noqa: PLC0415
    from rearguard.app.watcher.notification import DesktopNotifications  # noqa: PLC0415
    from rearguard.app.watcher.subprocess_runner import encode_report  # noqa: PLC0415

    set_language(read_settings(folders).language)
    with Diary(folders, SystemClock()) as diary:
        report, start = run_task(json.load(sys.stdin), diary, load_library().exercises, DesktopNotifications(_))
    click.echo(encode_report(report))
    if start:
        nowhere = subprocess.DEVNULL
        # Left to itself: the page's server outlives the watcher.
        subprocess.Popen(
            [sys.executable, "-m", "rearguard"], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
