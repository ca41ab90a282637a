"""An X server of a test's own, with nobody at it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


class Xvfb:
    """A running Xvfb."""

    def __init__(self, server: subprocess.Popen[bytes], name: str) -> None:
        self.server = server
        self.name = name

    def run(self, *command: str) -> str:
        """Run a program on it and return what it printed."""
        return subprocess.run(command, env=self._env, check=True, capture_output=True, text=True, timeout=60).stdout

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program on it."""
        return subprocess.Popen(command, env=self._env, stderr=subprocess.DEVNULL)

    def stop(self) -> None:
        """Take the server away, as when somebody logs out."""
        self.server.kill()
        self.server.wait()

    @property
    def _env(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.name}


@contextmanager
def run_xvfb(*options: str) -> Iterator[Xvfb]:
    """Yield a server on the first free number; it ends afterwards."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp", "-noreset", *options],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()  # comes when it is ready
    assert number, "Xvfb did not start"
    found = Xvfb(server, f":{number}")
    try:
        yield found
    finally:
        found.stop()
