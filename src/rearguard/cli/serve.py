"""`rearguard` alone: the page."""

from __future__ import annotations

import signal
import sys
import threading

import click

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.language import _
from rearguard.app.person.paths import default_paths
from rearguard.web.login_ticket import make_ticket
from rearguard.web.server import (
    DEFAULT_PORT,
    HOST,
    announce_port,
    find_running_port,
    open_listener,
    page_address,
    read_or_make_token,
    serve,
)


@click.command(hidden=True)
@click.option("--port", type=int)
@click.option("--no-browser", is_flag=True)
def serve_command(port: int | None, no_browser: bool) -> None:
    """Serve, or open the one that is served already."""
    folders = default_paths()
    secret = read_or_make_token(folders)
    found = find_running_port(folders, secret)
    if found is not None:
        click.echo(_("Rearguard is already running: {address}").format(address=page_address(found, secret)))
        if not no_browser:
            _open_browser(found, secret)
        return
    listener = open_listener(port or DEFAULT_PORT)
    taken = listener.getsockname()[1]
    # What the server does with this signal first, and then hands on: leave, so that the note of the port goes too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with announce_port(folders, taken):
        click.echo(_("Rearguard is running at {address}").format(address=page_address(taken, secret)))
        if port is not None and taken != port:
            click.echo(_("Port {port} is in use by another program.").format(port=port), err=True)
        click.echo(_("Stop it with Ctrl-C."))
        if not no_browser:
            # Beside the server, for some browsers come back only when they are closed.
            threading.Thread(target=_open_browser, args=(taken, secret), daemon=True).start()
        serve(folders, SystemClock(), listener, secret)


def _open_browser(port: int, secret: str) -> None:
    """Open the page in the person's browser, by a key good for once: others can read what it is started with."""
    import webbrowser  # noqa: PLC0415 - only with a browser

    once = make_ticket(secret, port, SystemClock().now().timestamp())
    webbrowser.open(f"http://{HOST}:{port}/?ticket={once}")
