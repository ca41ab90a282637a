"""Rearguard in a process that ends at once, with status 66, when anything in it turns to another machine.

`alone.py page` serves a home, and is its page too: it fetches all there is to fetch, answers the questions and plays
a whole session, with the clock running fast. `alone.py namespace` does the same where there is no network at all.
`alone.py command …` runs a command, `alone.py code …` a line of Python.
"""

from __future__ import annotations

import ipaddress
import json
import os
import re
import signal
import socket
import struct
import sys
import threading
from contextlib import closing
from http.client import HTTPConnection
from typing import Any, NoReturn

LEFT = 66
SPEED = 200.0
WITH_ADDRESS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
WITH_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"}
CHILDREN = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty"}
"""A child process is not watched, so there may be none."""


def watch(event: str, args: tuple[Any, ...]) -> None:
    """End the process when an event of the interpreter leads elsewhere."""
    if event in WITH_ADDRESS:
        address = args[1]
        # A path is a socket of this machine; none: the socket was connected before, and seen then.
        if isinstance(address, tuple) and not is_here(address[0]):
            left(event, address)
    elif (event in WITH_NAME and not is_here(args[0])) or event in CHILDREN:
        left(event, args)


def is_here(host: object) -> bool:
    """Return whether a host is this machine, by its loopback address."""
    try:
        return host == "localhost" or ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def left(event: str, where: object) -> NoReturn:
    os.write(2, f"{event} {where}\n".encode())
    os._exit(LEFT)  # nothing may catch this


def raise_loopback() -> None:
    """Switch the loopback interface on, in a namespace that has no other (netdevice(7))."""
    import fcntl  # noqa: PLC0415 - Linux only

    assert [name for _, name in socket.if_nameindex()] == ["lo"]
    set_flags, up = 0x8914, 0x1
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh", b"lo", up))


def play(port: int, secret: str) -> dict[str, object]:
    """Do all that a page does, and return what came of it."""
    from household import ALL_NO  # noqa: PLC0415 - only when watched
    from websockets.sync.client import connect  # noqa: PLC0415 - as above

    known = {"Authorization": f"Bearer {secret}"}

    def ask(method: str, path: str, body: object = None) -> str:
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            sent = None if body is None else json.dumps(body)
            connection.request(method, path, sent, {**known, "Content-Type": "application/json"})
            return connection.getresponse().read().decode()

    files = re.findall(r'(?:src|href)="[./]*([^":]+)"', ask("GET", "/"))
    ask("POST", "/api/screen", {"answers": ALL_NO})
    described = json.loads(ask("GET", "/api/docs"))["paths"]
    for path in [*described, *(f"/{file}" for file in files)]:
        ask("GET", path)
    ask("PUT", "/api/settings", json.loads(ask("GET", "/api/settings")))
    with connect(f"ws://127.0.0.1:{port}/api/session/live", additional_headers=known) as line:
        line.recv()
        line.send(json.dumps({"do": "start", "minutes": 2}))
        status = json.loads(line.recv())["session"]["status"]
        while status == "running":
            line.send(json.dumps({"do": "tick"}))
            status = json.loads(line.recv())["state"]["status"]
    return {"status": status, "paths": len(described), "files": len(files)}


def page() -> None:
    """Serve as the command does, and be the page."""
    from rearguard.app.clock import SystemClock  # noqa: PLC0415 - only when watched
    from rearguard.app.home import home  # noqa: PLC0415 - as above
    from rearguard.web.server import announced, listening, running, serve, token  # noqa: PLC0415 - as above

    folders = home()
    secret = token(folders)
    assert running(folders, secret) is None
    listener = listening(0)
    port = listener.getsockname()[1]

    def visit() -> None:
        try:
            assert running(folders, secret) == port
            sys.stdout.write(json.dumps(play(port, secret)))
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with announced(folders, port):
        threading.Thread(target=visit).start()
        serve(folders, SystemClock(SPEED), listener, secret)


def main() -> None:
    how, *words = sys.argv[1:]
    if how == "namespace":
        raise_loopback()
    sys.addaudithook(watch)
    if how == "code":
        exec(words[0], {})  # noqa: S102 - a test's own line
    elif how == "command":
        from rearguard.cli.main import main as command  # noqa: PLC0415 - only when watched

        sys.argv = ["rearguard", *words]
        command()
    else:
        page()


if __name__ == "__main__":
    main()
