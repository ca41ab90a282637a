"""Starting the server: its port, its token, and the one that runs already."""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from rearguard.app.person.clock import Clock
from rearguard.app.person.paths import Home
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.web.server_identity import proof

HOST = "127.0.0.1"
"""The loopback interface: nothing outside this machine can connect."""

PORT = 7007
TRIES = 50
"""Ports tried after the wanted one before any free one is taken."""

LONGEST = 1000
"""Bytes of an answer that are read to learn who answers."""

LONGEST_WORD = 65_536
"""Bytes of one message of a page: the landmarks of two people are 5,000."""

PATIENCE = 5.0
"""Seconds that a server which has its port but is still starting is given to answer."""


def address(port: int, token: str) -> str:
    """Return what opens the page."""
    return f"http://{HOST}:{port}/?token={token}"


def token(home: Home) -> str:
    """Return this person's token, made on first use.

    It outlives the server, so that a page that was open finds its way back after a restart.
    """
    path = home.private_data() / "token"
    with contextlib.suppress(FileExistsError), os.fdopen(_create(path), "w") as file:
        file.write(secrets.token_urlsafe(32))
    found = path.read_text().strip()
    if not found:
        raise Refusal(Message("{file} is empty: delete it and start again", {"file": str(path)}))
    return found


def listening(port: int, *, tries: int = TRIES) -> socket.socket:
    """Return a socket that accepts on a port, or on the next free one.

    It listens at once, so that whoever opens the page while the rest is still being loaded waits, and is not
    turned away.
    """
    for wanted in [*range(port, min(port + tries, 65536)), 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, wanted))
        except OSError:
            listener.close()
            continue
        listener.listen(128)
        return listener
    raise Refusal(Message("No port is free on this machine."))


def running(home: Home, secret: str) -> int | None:
    """Return the port of this person's server if one runs already.

    The note of one that was killed stays behind, and its port may be another program's by now, or another user's:
    so nothing secret is sent there, and what answers must prove that it knows the secret.
    """
    challenge = secrets.token_urlsafe(16)
    try:
        port = json.loads((home.data / "server.json").read_bytes())["port"]
        with contextlib.closing(HTTPConnection(HOST, port, timeout=PATIENCE)) as connection:
            connection.request("GET", f"/api/health?challenge={challenge}")
            answer = json.loads(connection.getresponse().read(LONGEST))["proof"]
        known = hmac.compare_digest(answer, proof(secret, port, challenge))
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError, HTTPException):
        return None
    return port if known else None


@contextlib.contextmanager
def announced(home: Home, port: int) -> Iterator[None]:
    """Leave a note of the port for as long as the server runs."""
    path = home.private_data() / "server.json"
    path.unlink(missing_ok=True)
    with os.fdopen(_create(path), "w") as file:
        json.dump({"port": port, "pid": os.getpid()}, file)
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            if json.loads(path.read_bytes())["pid"] == os.getpid():
                path.unlink()


def serve(home: Home, clock: Clock, listener: socket.socket, secret: str) -> None:
    """Serve until told to stop."""
    import uvicorn  # noqa: PLC0415 - the socket accepts before this is loaded

    from rearguard.app.application import Application  # noqa: PLC0415 - as above
    from rearguard.web.site import site  # noqa: PLC0415 - as above

    app = site(Application(home, clock), token=secret, port=listener.getsockname()[1])
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=LONGEST_WORD,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _create(path: Path) -> int:
    """Return a descriptor of a new file that only this person can read."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
