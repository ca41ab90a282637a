"""The server's start: its port, its token, and the search for a server that already runs."""

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
from rearguard.app.person.paths import Paths
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.web.server_identity import make_proof

HOST = "127.0.0.1"
"""The loopback interface: nothing outside this machine can connect."""

DEFAULT_PORT = 7007
PORT_ATTEMPTS = 50
"""Ports tried, from the requested port on, before any free port is taken."""

MAX_PROOF_BYTES = 1000
"""Bytes read of a health response."""

MAX_MESSAGE_BYTES = 65_536
"""The largest WebSocket message, in bytes. The landmarks of two people take 5,000."""

PROOF_TIMEOUT_S = 5.0
"""Seconds that a server may take to respond; it may have its port and still be starting."""


def page_address(port: int, token: str) -> str:
    """Return the URL that opens the page."""
    return f"http://{HOST}:{port}/?token={token}"


def read_or_make_token(paths: Paths) -> str:
    """Return this person's token, created on first use.

    It outlives the server, so that an open page can reconnect after a restart.
    """
    path = paths.make_data_folder() / "token"
    with contextlib.suppress(FileExistsError), os.fdopen(_create_private(path), "w") as file:
        file.write(secrets.token_urlsafe(32))
    token = path.read_text().strip()
    if not token:
        raise Refusal(Message("{file} is empty: delete it and start again", {"file": str(path)}))
    return token


def open_listener(port: int, *, attempts: int = PORT_ATTEMPTS) -> socket.socket:
    """Return a socket that listens on a port, or on the next free port.

    It listens at once, so that a browser that connects while the server is still loading waits and is not refused.
    """
    for candidate in [*range(port, min(port + attempts, 65536)), 0]:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # on Windows this option lets two servers share a port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
        except OSError:
            listener.close()
            continue
        listener.listen(128)
        return listener
    raise Refusal(Message("No port is free on this computer."))


def find_running_port(paths: Paths, token: str) -> int | None:
    """Return the port of this person's running server; None if no server runs.

    A killed server leaves its `server.json` behind, and its port may now belong to another program or another user. So
    nothing secret is sent there, and the server must prove that it knows the token.
    """
    challenge = secrets.token_urlsafe(16)
    try:
        port = json.loads((paths.data / "server.json").read_bytes())["port"]
        with contextlib.closing(HTTPConnection(HOST, port, timeout=PROOF_TIMEOUT_S)) as connection:
            connection.request("GET", f"/api/health?challenge={challenge}")
            proof = json.loads(connection.getresponse().read(MAX_PROOF_BYTES))["proof"]
        is_ours = hmac.compare_digest(proof, make_proof(token, port, challenge))
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError, HTTPException):
        return None
    return port if is_ours else None


@contextlib.contextmanager
def announce_port(paths: Paths, port: int) -> Iterator[None]:
    """Write the port to `server.json` for as long as the server runs."""
    path = paths.make_data_folder() / "server.json"
    path.unlink(missing_ok=True)
    with os.fdopen(_create_private(path), "w") as file:
        json.dump({"port": port, "pid": os.getpid()}, file)
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            if json.loads(path.read_bytes())["pid"] == os.getpid():
                path.unlink()


def serve(paths: Paths, clock: Clock, listener: socket.socket, token: str) -> None:
    """Run the server until a signal stops it."""
    import uvicorn  # noqa: PLC0415 - slow to load, and the socket already listens

    from rearguard.app.application import Application  # noqa: PLC0415 - as above
    from rearguard.web.site import make_site  # noqa: PLC0415 - as above

    app = make_site(Application(paths, clock), token=token, port=listener.getsockname()[1])
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=MAX_MESSAGE_BYTES,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _create_private(path: Path) -> int:
    """Create a file that only this person can read, and return its descriptor."""
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
