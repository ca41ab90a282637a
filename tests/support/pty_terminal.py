"""A real pseudo-terminal, with a program in it that believes that somebody sits there."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from types import TracebackType
from typing import Self

import pytest

TIMEOUT_S = 60.0
"""Seconds without a sign from the program; it has hung then."""


class PtyTerminal:
    """Runs `rearguard` in a terminal of that size; `output` is all that it wrote so far."""

    def __init__(self, *arguments: str, rows: int = 40, columns: int = 100, **env: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        said = {name: text for name, text in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rearguard", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**said, "TERM": "xterm-256color", **env},
            start_new_session=True,
        )
        os.close(theirs)
        self.output = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def press_keys(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def read_until(self, wanted: Callable[[str], bool]) -> None:
        """Read on until what was seen is what is wanted."""
        while not wanted(self.output):
            if not self._read():
                pytest.fail(f"it ended, and what was wanted never came: {self.output[-2000:]!r}")

    def wait_for_exit(self) -> int:
        """Return the exit status, when the program has ended."""
        while self._read():
            pass
        return self._process.wait(TIMEOUT_S)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], TIMEOUT_S)
        if not ready:
            pytest.fail(f"nothing came for {TIMEOUT_S} s after {self.output[-2000:]!r}")
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # what Linux says at the end
            return False
        self.output += piece.decode("utf-8", "replace")
        return bool(piece)


def collect_braille_lines(text: str) -> set[str]:
    """Return the different lines of dots in a text."""
    lines = "".join(sign if 0x2800 <= ord(sign) <= 0x28FF else "\n" for sign in text).split("\n")
    return {line for line in lines if line.strip("\u2800")}
