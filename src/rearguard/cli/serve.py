"""`rearguard` without a command: the server, and the page in the browser."""

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
    """Start the server and open the page, or open the page of a server that already runs."""
    paths = default_paths()
    token = read_or_make_token(paths)
    running_port = find_running_port(paths, token)
    if running_port is not None:
        click.echo(_("Rearguard is already running: {address}").format(address=page_address(running_port, token)))
        if not no_browser:
            _open_browser(running_port, token)
        return
    listener = open_listener(port or DEFAULT_PORT)
    bound_port = listener.getsockname()[1]
    # The server handles SIGTERM itself, then restores and raises it: exit normally, so that `server.json` is removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with announce_port(paths, bound_port):
        click.echo(_("Rearguard is running at {address}").format(address=page_address(bound_port, token)))
        if port is not None and bound_port != port:
            click.echo(_("Port {port} is in use by another program.").format(port=port), err=True)
        click.echo(_("Stop it with Ctrl-C."))
        if not no_browser:
            # In a thread, since some browser commands return only when the browser closes.
            threading.Thread(target=_open_browser, args=(bound_port, token), daemon=True).start()
        serve(paths, SystemClock(), listener, token)


def _open_browser(port: int, token: str) -> None:
    """Open the page in the browser, with a single-use ticket, since other users can read a process's arguments."""
    import webbrowser  # noqa: PLC0415 - only with a browser

    ticket = make_ticket(token, port, SystemClock().now().timestamp())
    webbrowser.open(f"http://{HOST}:{port}/?ticket={ticket}")
