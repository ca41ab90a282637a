"""Rearguard in a process that ends at once, with status 66, when anything in it contacts another machine.

`network_guard.py page` serves a home and acts as its page too: it fetches everything, answers the safety check and
plays a whole session, with the clock running fast. `network_guard.py namespace` does the same without any network.
`network_guard.py command …` runs a command, `network_guard.py code …` a line of Python.
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
from pathlib import Path
from typing import Any, NoReturn

sys.path.insert(0, str(Path(__file__).parents[1]))  # it is run as a program


NETWORK_USE_STATUS = 66
CLOCK_SPEED = 200.0
ADDRESS_EVENTS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
HOST_NAME_EVENTS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"}
CHILD_PROCESS_EVENTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty"}
"""A child process is not watched, so there may be none."""


def check_audit_event(event: str, args: tuple[Any, ...]) -> None:
    """End the process when an audit event of the interpreter concerns another machine."""
    if event in ADDRESS_EVENTS:
        address = args[1]
        # A path is a socket of this machine; without an address the socket was connected, and checked, before.
        if isinstance(address, tuple) and not is_loopback(address[0]):
            end_process(event, address)
    elif (event in HOST_NAME_EVENTS and not is_loopback(args[0])) or event in CHILD_PROCESS_EVENTS:
        end_process(event, args)


def is_loopback(host: object) -> bool:
    """Return whether a host is this machine, by its loopback address."""
    try:
        return host == "localhost" or ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def end_process(event: str, where: object) -> NoReturn:
    os.write(2, f"{event} {where}\n".encode())
    os._exit(NETWORK_USE_STATUS)  # nothing may catch this


def enable_loopback() -> None:
    """Switch the loopback interface on, in a namespace that has no other (netdevice(7))."""
    import fcntl  # noqa: PLC0415 - Linux only

    assert [name for _, name in socket.if_nameindex()] == ["lo"]
    set_flags, up = 0x8914, 0x1
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh", b"lo", up))


def run_whole_session(port: int, secret: str) -> dict[str, object]:
    """Do all that a page does, and return the results."""
    from websockets.sync.client import connect  # noqa: PLC0415 - as above

    from support.home_fixture import ALL_NO_ANSWERS  # noqa: PLC0415 - only when watched

    headers = {"Authorization": f"Bearer {secret}"}

    def ask(method: str, path: str, body: object = None) -> str:
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            payload = None if body is None else json.dumps(body)
            connection.request(method, path, payload, {**headers, "Content-Type": "application/json"})
            return connection.getresponse().read().decode()

    files = re.findall(r'(?:src|href)="[./]*([^":]+)"', ask("GET", "/"))
    ask("POST", "/api/screen", {"answers": ALL_NO_ANSWERS})
    described = json.loads(ask("GET", "/api/docs"))["paths"]
    for path in [*described, *(f"/{file}" for file in files)]:
        ask("GET", path)
    ask("PUT", "/api/settings", json.loads(ask("GET", "/api/settings")))
    with connect(f"ws://127.0.0.1:{port}/api/session/live", additional_headers=headers) as line:
        line.recv()
        line.send(json.dumps({"do": "start", "minutes": 2}))
        status = json.loads(line.recv())["session"]["status"]
        while status == "running":
            line.send(json.dumps({"do": "tick"}))
            status = json.loads(line.recv())["state"]["status"]
    return {"status": status, "paths": len(described), "files": len(files)}


def serve_and_use() -> None:
    """Serve as the command does, and act as the page."""
    from rearguard.app.person.clock import SystemClock  # noqa: PLC0415 - only when watched
    from rearguard.app.person.paths import default_paths  # noqa: PLC0415 - as above
    from rearguard.web.server import announce_port, find_running_port, open_listener, read_or_make_token, serve  # noqa: PLC0415 - as above

    folders = default_paths()
    secret = read_or_make_token(folders)
    assert find_running_port(folders, secret) is None
    listener = open_listener(0)
    port = listener.getsockname()[1]

    def visit() -> None:
        try:
            assert find_running_port(folders, secret) == port
            sys.stdout.write(json.dumps(run_whole_session(port, secret)))
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with announce_port(folders, port):
        threading.Thread(target=visit).start()
        serve(folders, SystemClock(CLOCK_SPEED), listener, secret)


def main() -> None:
    how, *words = sys.argv[1:]
    if how == "namespace":
        enable_loopback()
    sys.addaudithook(check_audit_event)
    if how == "code":
        exec(words[0], {})  # noqa: S102 - a test's own line
    elif how == "command":
        from rearguard.cli.main import main as command  # noqa: PLC0415 - only when watched

        sys.argv = ["rearguard", *words]
        command()
    else:
        serve_and_use()


if __name__ == "__main__":
    main()
