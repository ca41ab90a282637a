"""The server as people start it: its port, its files, the one that runs already, and how it stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from support.home_fixture import answer_screening
from websockets.sync.client import connect

from rearguard.app.application import Application
from rearguard.app.person.clock import SystemClock
from rearguard.app.person.paths import Paths
from rearguard.core.errors import Refusal
from rearguard.web.server import HOST, announce_port, find_running_port, open_listener, page_address, read_or_make_token
from rearguard.web.server_identity import make_proof

COMMAND = [sys.executable, "-m", "rearguard"]


@dataclass(frozen=True)
class Child:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    address: str
    """As it printed it, the token included."""

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        with closing(HTTPConnection(HOST, self.port, timeout=60)) as connection:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response.status, response.read().decode()

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Stop it by a signal and return its status and what it complained about."""
        self.process.send_signal(number)
        _, complaints = self.process.communicate(timeout=60)
        return self.process.returncode, complaints


@contextmanager
def serving(port: int, **more: str) -> Iterator[Child]:
    """Start a server and wait until it has said where it is; whatever happens, it is stopped."""
    words = [*COMMAND, *([] if "BROWSER" in more else ["--no-browser"]), "--port", str(port)]
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **more}
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Rearguard is running at http://127.0.0.1:"), process.communicate()[1]
        yield Child(process, line.split()[-1])
    finally:
        process.kill()
        process.communicate()


def free_port() -> int:
    with closing(open_listener(0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def other_program(reply: Callable[[bytes], bytes]) -> Iterator[tuple[int, list[bytes]]]:
    """Listen as some program that is none of ours; yield its port and what it was asked."""
    asked: list[bytes] = []
    with closing(open_listener(0)) as listener:

        def serve() -> None:
            try:
                while True:
                    connection, _ = listener.accept()
                    with closing(connection):
                        asked.append(connection.recv(65536))
                        connection.sendall(reply(asked[-1]))
            except OSError:  # closed: the test is over
                pass

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1], asked
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def note(home: Paths, text: str) -> None:
    (home.make_data_folder() / "server.json").write_text(text)


def as_json(text: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Length: {len(text)}\r\n\r\n{text}".encode()


# The token and the notes.


def test_the_token_is_long_private_and_stays_the_same(home: Paths) -> None:
    old = os.umask(0)
    try:
        first = read_or_make_token(home)
    finally:
        os.umask(old)
    assert len(first) >= 43, "32 random bytes"
    assert read_or_make_token(home) == first
    assert (mode(home.data), mode(home.data / "token")) == (0o700, 0o600)


def test_deleting_the_token_makes_another(home: Paths) -> None:
    first = read_or_make_token(home)
    (home.data / "token").unlink()
    assert read_or_make_token(home) != first


def test_an_empty_token_would_let_everyone_in_and_is_refused(home: Paths) -> None:
    home.make_data_folder()
    (home.data / "token").write_text("\n")
    with pytest.raises(Refusal, match="token is empty: delete it"):
        read_or_make_token(home)


def test_the_note_of_the_port_is_private_and_goes_with_the_server(home: Paths) -> None:
    path = home.data / "server.json"
    old = os.umask(0)
    try:
        with announce_port(home, 7007):
            assert mode(path) == 0o600
            assert json.loads(path.read_bytes()) == {"port": 7007, "pid": os.getpid()}
    finally:
        os.umask(old)
    assert not path.exists()


def test_the_note_of_another_server_is_left_alone(home: Paths) -> None:
    with announce_port(home, 7007):
        note(home, json.dumps({"port": 7008, "pid": os.getpid() + 1}))
    assert json.loads((home.data / "server.json").read_bytes())["port"] == 7008


def test_a_port_that_is_taken_gives_the_next_free_one() -> None:
    with closing(open_listener(0)) as first:
        port = first.getsockname()[1]
        with closing(open_listener(port)) as second:
            assert second.getsockname()[0] == HOST
            assert 0 < second.getsockname()[1] - port <= 50


def test_when_all_that_are_tried_are_taken_any_free_one_does() -> None:
    with closing(open_listener(0)) as first, closing(open_listener(first.getsockname()[1], attempts=1)) as second:
        assert second.getsockname()[1] not in {0, first.getsockname()[1]}


# The one that runs already, and what only seems to.


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "7007",
        "{}",
        '{"port": null}',
        '{"port": "7007x"}',
        '{"port": 0}',
        '{"port": -1}',
        '{"port": 65536}',
        '{"port": 1e99}',
        '{"port": true}',
        '{"port": [7007]}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_a_note_that_makes_no_sense_is_as_none(text: str, home: Paths) -> None:
    note(home, text)
    assert find_running_port(home, read_or_make_token(home)) is None


def test_a_note_whose_server_is_gone_is_as_none(home: Paths) -> None:
    note(home, json.dumps({"port": free_port(), "pid": 2**22 + 1}))
    assert find_running_port(home, read_or_make_token(home)) is None


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\xff\xfe garbage",
        b"HTTP/1.1 302 Found\r\nLocation: http://evil.example/\r\nContent-Length: 0\r\n\r\n",
        as_json("{}"),
        as_json("null"),
        as_json('"rearguard"'),
        as_json('{"name": "rearguard"}'),
        as_json('{"name": "rearguard", "proof": null}'),
        as_json('{"name": "rearguard", "proof": "é"}'),
        as_json('{"name": "rearguard", "proof": ["a"]}'),
        as_json("[" * 900),
        as_json("9" * 100_000),
    ],
)
def test_another_program_at_the_noted_port_is_not_taken_for_ours_and_learns_nothing(reply: bytes, home: Paths) -> None:
    secret = read_or_make_token(home)
    with other_program(lambda _: reply) as (port, asked):
        note(home, json.dumps({"port": port, "pid": os.getpid()}))
        assert find_running_port(home, secret) is None
    (request,) = asked
    assert request.startswith(b"GET /api/health?challenge=")
    assert secret.encode() not in request


def test_a_program_that_hands_the_question_on_to_the_real_server_is_found_out(home: Paths) -> None:
    secret = read_or_make_token(home)

    def hand_on(request: bytes) -> bytes:
        challenge = request.split(b"challenge=")[1].split()[0].decode()
        return as_json(json.dumps({"name": "rearguard", "proof": make_proof(secret, 7007, challenge)}))

    with other_program(hand_on) as (port, _):
        note(home, json.dumps({"port": port}))
        assert find_running_port(home, secret) is None


def test_a_program_that_never_answers_is_given_up(home: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rearguard.web.server.PROOF_TIMEOUT_S", 0.1)
    with closing(open_listener(0)) as listener:
        note(home, json.dumps({"port": listener.getsockname()[1]}))
        assert find_running_port(home, read_or_make_token(home)) is None


# As people start it.


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Paths, Child]]:
    """A server that several tests look at and none stops."""
    folder = tmp_path_factory.mktemp("shared")
    home = Paths(folder / "config", folder / "data", folder / "cache")
    with serving(free_port(), REARGUARD_HOME=str(folder)) as child:
        yield home, child


def test_a_started_server_is_private_and_lets_in_who_has_its_address(shared_server: tuple[Paths, Child]) -> None:
    home, child = shared_server
    assert (mode(home.data), mode(home.data / "token"), mode(home.data / "server.json")) == (0o700, 0o600, 0o600)
    assert child.address == page_address(child.port, read_or_make_token(home))
    assert child.get("/")[0] == 401
    assert child.get("/?" + urlsplit(child.address).query)[0] == 303
    assert child.get("/api/session", Authorization=f"Bearer {read_or_make_token(home)}") == (200, "null")


def test_it_listens_on_the_loopback_address_alone(shared_server: tuple[Paths, Child]) -> None:
    _, child = shared_server
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", child.port), timeout=60)


def test_it_does_not_say_which_server_it_is(shared_server: tuple[Paths, Child]) -> None:
    _, child = shared_server
    with closing(HTTPConnection(HOST, child.port, timeout=60)) as connection:
        connection.request("GET", "/")
        assert connection.getresponse().getheader("server") is None


def test_a_second_start_opens_the_page_of_the_first(shared_server: tuple[Paths, Child], tmp_path: Path) -> None:
    home, child = shared_server
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o700)
    env = {**os.environ, "REARGUARD_HOME": str(home.data.parent), "BROWSER": f"{browser} %s"}
    done = subprocess.run(
        [*COMMAND, "--port", str(child.port + 1)], capture_output=True, text=True, env=env, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Rearguard is already running: {child.address}\n"
    opened = (tmp_path / "opened").read_text().strip()
    assert read_or_make_token(home) not in opened, "what a browser is started with can be read by others"
    with closing(HTTPConnection(HOST, child.port, timeout=60)) as connection:
        connection.request("GET", opened.removeprefix(f"http://{HOST}:{child.port}"))
        assert connection.getresponse().status == 303
    assert json.loads((home.data / "server.json").read_bytes())["pid"] == child.process.pid


def test_sigterm_in_the_middle_of_a_session_stops_it_cleanly_and_the_session_can_be_gone_on_with(home: Paths) -> None:
    answer_screening(home, SystemClock())
    with serving(free_port()) as child:
        live = f"ws://{HOST}:{child.port}/api/session/live"
        with connect(live, additional_headers={"Authorization": f"Bearer {read_or_make_token(home)}"}) as page:
            assert json.loads(page.recv()) == {"type": "session", "session": None}
            page.send(json.dumps({"do": "start"}))
            name = json.loads(page.recv())["session"]["id"]
            assert child.stop() == (0, "")
        assert not (home.data / "server.json").exists()
        assert not home.journal.with_name(home.journal.name + "-wal").exists(), "the journal was closed"
    found = Application(home, SystemClock()).live_session
    assert found is not None
    assert str(found.session_id) == name


def test_ctrl_c_stops_it_with_a_word(home: Paths) -> None:
    with serving(free_port()) as child:
        assert child.get("/api/health")[0] == 200
        status, complaints = child.stop(signal.SIGINT)
        assert (status, complaints.strip()) == (130, "Stopped.")
        assert not (home.data / "server.json").exists()


def test_after_a_kill_the_next_start_has_the_same_port_and_token(home: Paths) -> None:
    with serving(free_port()) as child:
        assert child.get("/api/health")[0] == 200
        child.process.kill()
        child.process.wait()
        assert (home.data / "server.json").exists()
    with serving(child.port) as again:
        assert again.address == child.address
        assert json.loads((home.data / "server.json").read_bytes())["pid"] == again.process.pid


def test_a_wanted_port_that_is_taken_is_said_and_another_is_served(home: Paths) -> None:
    with other_program(lambda _: b"") as (port, _):
        note(home, json.dumps({"port": port, "pid": os.getpid()}))
        with serving(port) as child:
            assert child.port != port
            assert child.get("/api/health")[0] == 200
            assert child.stop() == (0, f"Port {port} is in use by another program.\n")


@pytest.mark.parametrize("in_the_way", ["home", "home/data"])
def test_a_home_that_can_not_be_written_to_is_one_clear_line(in_the_way: str, tmp_path: Path) -> None:
    (tmp_path / in_the_way).parent.mkdir(exist_ok=True)
    (tmp_path / in_the_way).write_text("in the way")
    env = {**os.environ, "REARGUARD_HOME": str(tmp_path / "home")}
    done = subprocess.run([*COMMAND, "--no-browser"], capture_output=True, text=True, env=env, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert str(tmp_path / "home" / "data") in done.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_wrong_usage(port: str, home: Paths) -> None:
    done = subprocess.run([*COMMAND, "--port", port], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert not home.data.exists()
