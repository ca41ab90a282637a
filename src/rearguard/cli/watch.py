"""`rearguard watch`: it notices the sitting, and speaks up at the right moment."""

from __future__ import annotations

import contextlib
import gc
import json
import signal
import sys
from typing import Any

import click

from rearguard.app.person.clock import readings
from rearguard.app.person.language import _
from rearguard.app.person.paths import Home, home
from rearguard.app.person.reminder_settings import KEYS, change, wishes
from rearguard.app.watcher.desktop import desktop
from rearguard.cli.options import as_json
from rearguard.core.message import Message


class Stopped(Exception):
    """A signal came while nothing was being done."""


@click.command(help=_("Notice when you sit, and remind you at the right moment. It stays until it is stopped."))
@click.option("--once", is_flag=True, help=_("Look once: what is seen, the charge, and why you are reminded or not."))
@click.option("--install", is_flag=True, help=_("Start it with every login from now on."))
@click.option("--uninstall", is_flag=True, help=_("Do so no more."))
@click.option(
    "--set",
    "wanted",
    multiple=True,
    metavar="KEY=VALUE",
    help=_("How you want to be reminded: {keys}. As: --set after=45 --set standing=true").format(keys=", ".join(KEYS)),
)
@click.option("--errand", is_flag=True, hidden=True)
@as_json
def watch(once: bool, install: bool, uninstall: bool, wanted: tuple[str, ...], errand: bool, as_json: bool) -> None:
    """Choose between the ways of watching."""
    if sum((once, install, uninstall, bool(wanted), errand)) > 1:
        raise click.UsageError(_("One of --once, --install, --uninstall and --set at a time."))
    if as_json and not (once or wanted):
        raise click.UsageError(_("--json goes with --once or --set."))
    folders = home()
    if errand:
        _run_errand(folders)
    elif once:
        _look_once(folders, as_json=as_json)
    elif wanted:
        _wish(folders, wanted, as_json=as_json)
    elif install or uninstall:
        from rearguard.app.watcher.autostart import autostart  # noqa: PLC0415 - the watcher that stays needs none of it

        for line in autostart(install=install):
            click.echo(line.render(_))
    else:
        _stay(folders)


def _stay(folders: Home) -> None:
    """Watch until a signal comes."""
    from rearguard.app.person.instance_lock import single  # noqa: PLC0415
    from rearguard.app.watcher.subprocess_runner import Child  # noqa: PLC0415 - the other ways need none of these
    from rearguard.app.watcher.watcher import Watcher  # noqa: PLC0415

    over = waiting = False

    def stop(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        nonlocal over
        over = True
        if waiting:
            raise Stopped

    def say(message: Message) -> None:
        click.echo(message.render(_), err=True)

    with single(folders):
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        child = Child()
        watcher = Watcher(folders, desktop, readings, child, say)
        gc.collect()
        gc.freeze()
        with contextlib.suppress(Stopped):
            while not over:
                seconds = watcher.look()
                waiting = True
                if not over:
                    watcher.wait(seconds)
                waiting = False
        child.stop()
        watcher.stop()


def _look_once(folders: Home, *, as_json: bool) -> None:
    from rearguard.app.person.clock import SystemClock  # noqa: PLC0415 - the watcher that stays opens no journal
    from rearguard.app.person.diary import Diary  # noqa: PLC0415
    from rearguard.app.person.instance_lock import watched_already  # noqa: PLC0415
    from rearguard.app.person.library import load_library  # noqa: PLC0415
    from rearguard.app.watcher.reminding import answer  # noqa: PLC0415

    screen = desktop()
    look = screen.look()
    screen.close()
    with Diary(folders, SystemClock()) as diary:
        found = answer(diary, load_library().exercises, look, _)
    found = {**found, "desktop": screen.name, "watching": watched_already(folders)}
    if as_json:
        click.echo(json.dumps(found))
    else:
        _tell(found)


def _tell(found: dict[str, Any]) -> None:
    if found["seen"]["idle"] is None:
        click.echo(_("No desktop here tells when a key was last touched."))
    else:
        click.echo(_("Last key or mouse: {seconds} s ago.").format(seconds=round(found["seen"]["idle"])))
    if not found["watching"]:
        click.echo(_("Nobody watches. Begin with: rearguard watch --install"))
    charge = found["charge"]
    click.echo(_("Charge: {low} to {high} %").format(low=round(charge["low"]), high=round(charge["high"])))
    click.echo(_("Now is a good moment:") if found["nudge"] else _("No reminder now:"))
    for reason in found["why"]:
        click.echo(f"  {reason}")


def _wish(folders: Home, wanted: tuple[str, ...], *, as_json: bool) -> None:
    now = wishes(folders).as_json()
    named = {}
    for one in wanted:
        key, equals, text = one.partition("=")
        if not equals or key not in now:
            raise click.UsageError(_("Write --set KEY=VALUE, with one of: {keys}").format(keys=", ".join(KEYS)))
        named[key] = text if isinstance(now[key], str) else _parsed(text)
    found = change(folders, named).as_json()
    if as_json:
        click.echo(json.dumps(found))
    else:
        for key, value in found.items():
            click.echo(f"{key} = {value if isinstance(value, str) else json.dumps(value)}")


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _run_errand(folders: Home) -> None:
    """Do what the watcher sent on standard input, and answer it on standard output."""
    import subprocess  # noqa: PLC0415 - as above

    from rearguard.app.person.clock import SystemClock  # noqa: PLC0415
    from rearguard.app.person.diary import Diary  # noqa: PLC0415
    from rearguard.app.person.language import choose  # noqa: PLC0415
    from rearguard.app.person.library import load_library  # noqa: PLC0415
    from rearguard.app.person.settings import settings  # noqa: PLC0415
    from rearguard.app.watcher.background_task import run  # noqa: PLC0415
    from rearguard.app.watcher.notification import Notification  # noqa: PLC0415
    from rearguard.app.watcher.subprocess_runner import written  # noqa: PLC0415

    choose(settings(folders).language)
    with Diary(folders, SystemClock()) as diary:
        report, start = run(json.load(sys.stdin), diary, load_library().exercises, Notification(_))
    click.echo(written(report))
    if start:
        nowhere = subprocess.DEVNULL
        # Left to itself: the page's server outlives the watcher.
        subprocess.Popen(
            [sys.executable, "-m", "rearguard"], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
