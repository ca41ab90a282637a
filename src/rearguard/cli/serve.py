"""`rearguard` alone: the page."""

from __future__ import annotations

import signal
import sys
import threading

import click

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.language import _
from rearguard.app.person.paths import home
from rearguard.web.login_ticket import ticket
from rearguard.web.server import HOST, PORT, address, announced, listening, running, serve, token


@click.command(hidden=True)
@click.option("--port", type=int)
@click.option("--no-browser", is_flag=True)
def serve_page(port: int | None, no_browser: bool) -> None:
    """Serve, or open the one that is served already."""
    folders = home()
    secret = token(folders)
    found = running(folders, secret)
    if found is not None:
        click.echo(_("Rearguard runs already: {address}").format(address=address(found, secret)))
        if not no_browser:
            _open(found, secret)
        return
    listener = listening(port or PORT)
    taken = listener.getsockname()[1]
    # What the server does with this signal first, and then hands on: leave, so that the note of the port goes too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with announced(folders, taken):
        click.echo(_("Rearguard is at {address}").format(address=address(taken, secret)))
        if port is not None and taken != port:
            click.echo(_("Port {port} is taken by another program.").format(port=port), err=True)
        click.echo(_("Stop it with Ctrl-C."))
        if not no_browser:
            # Beside the server, for some browsers come back only when they are closed.
            threading.Thread(target=_open, args=(taken, secret), daemon=True).start()
        serve(folders, SystemClock(), listener, secret)


def _open(port: int, secret: str) -> None:
    """Open the page in the person's browser, by a key good for once: others can read what it is started with."""
    import webbrowser  # noqa: PLC0415 - only with a browser

    once = ticket(secret, port, SystemClock().now().timestamp())
    webbrowser.open(f"http://{HOST}:{port}/?ticket={once}")
