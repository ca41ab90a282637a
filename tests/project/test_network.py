"""Nothing leaves this machine: not a request, not a name to be resolved, not by any way that Python knows."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from support import network_guard
from support.camera_session import simulate_clean_set
from support.home_fixture import NOON, ManualClock, pass_screening
from support.network_guard import NETWORK_USE_STATUS
from support.simulation.clip import write_clip

from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.reports.history import history_json
from rearguard.core.message import untranslated

ALONE = [sys.executable, str(Path(network_guard.__file__))]
NAMESPACE = ["unshare", "--map-root-user", "--net"]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)


def assert_a_whole_session_was_done(result: subprocess.CompletedProcess[str], home: Paths) -> None:
    assert (result.returncode, result.stderr) == (0, "")
    report = json.loads(result.stdout)
    assert report["status"] == "done"
    assert report["paths"] > 8
    with Diary(home, ManualClock(NOON)) as diary:
        (session,) = history_json(diary, {}, untranslated)
    assert session["reason"] == "done"


def makes_namespaces() -> bool:
    """Return whether any user of this machine may make a network namespace."""
    return shutil.which("unshare") is not None and run(*NAMESPACE, "true").returncode == 0


def test_a_server_and_its_page_play_a_whole_session_without_other_contacts(home: Paths) -> None:
    assert_a_whole_session_was_done(run(*ALONE, "page"), home)


@pytest.mark.skipif(not makes_namespaces(), reason="no namespaces here; the test above watches without one")
def test_they_do_where_there_is_no_network_at_all(home: Paths) -> None:
    assert_a_whole_session_was_done(run(*NAMESPACE, *ALONE, "namespace"), home)


@pytest.mark.parametrize(
    "command",
    [
        ["go", "--minutes", "2", "--speed", "1000", "--json"],
        ["plan"],
        ["library", "check"],
        ["history"],
        ["doctor"],
        ["screen", "--questions"],
    ],
    ids=lambda command: command[0],
)
def test_neither_does_a_command(command: list[str], home: Paths) -> None:
    pass_screening(home)
    result = run(*ALONE, "command", *command)
    assert result.returncode == 0, result.stderr
    assert result.stdout


def test_neither_does_the_coach_with_a_recording_or_a_video(tmp_path: Path, home: Paths) -> None:
    for file in films(tmp_path):
        judged = ["coach", str(file), "--exercise", "glute-bridge", "--json"]
        result = run(*ALONE, "command", *judged)
        assert (result.returncode, result.stderr) == (0, ""), home
        if file.suffix == ".y4m" and makes_namespaces():  # the guard sees only Python's own connections
            apart = run(*NAMESPACE, *ALONE, "command", *judged)
            assert (apart.returncode, apart.stdout) == (0, result.stdout)


def films(folder: Path) -> list[Path]:
    """Return a recording and a video of a person who does bridges."""
    doing = simulate_clean_set("glute-bridge")
    recording, video = folder / "set.npz", folder / "set.y4m"
    np.savez(
        recording,
        t=doing.recording.t,
        image=doing.recording.image,
        world=doing.recording.world,
        size=np.array(doing.recording.size),
    )
    write_clip(video, doing, 2.0, 10, (320, 240))
    return [recording, video]


@pytest.mark.parametrize(
    "leak",
    [
        "import socket; socket.socket().connect(('192.0.2.1', 80))",
        "import socket; socket.socket().connect_ex(('192.0.2.1', 80))",
        "import socket; socket.create_connection(('example.org', 80))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.gethostbyname('example.org')",
        "import socket; socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('192.0.2.1', 53))",
        "import socket; socket.socket().bind(('0.0.0.0', 0))",
        "import socket; socket.socket().bind(('', 0))",
        "import urllib.request; urllib.request.urlopen('http://example.org')",
        "import asyncio; asyncio.run(asyncio.open_connection('192.0.2.1', 80))",
        "import subprocess; subprocess.Popen(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import socket\ntry: socket.create_connection(('example.org', 80))\nexcept BaseException: pass",
    ],
)
def test_the_watch_ends_whatever_turns_elsewhere(leak: str) -> None:
    result = run(*ALONE, "code", leak)
    assert result.returncode == NETWORK_USE_STATUS
    assert result.stderr.startswith(("socket.", "urllib.", "subprocess.", "os."))


def test_the_watch_lets_pass_what_stays_here() -> None:
    here = (
        "import socket; one = socket.create_server(('127.0.0.1', 0)); "
        "socket.create_connection(one.getsockname()); socket.create_connection(('localhost', one.getsockname()[1]))"
    )
    result = run(*ALONE, "code", here)
    assert (result.returncode, result.stderr) == (0, "")
