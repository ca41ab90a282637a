"""The test's end of `journal_process`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

PROCESS_SCRIPT = Path(__file__).with_name("journal_process.py")


class JournalWorker:
    """A process that takes a test's commands."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, PROCESS_SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def send(self, *command: str | float) -> None:
        """Send a command without waiting."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()

    def read_until(self, last: str) -> list[str]:
        """Return the lines before the line `last`."""
        assert self._process.stdout
        lines: list[str] = []
        for line in self._process.stdout:
            if line == f"{last}\n":
                return lines
            lines.append(line.rstrip("\n"))
        raise AssertionError(f"the process ended, and told only {lines}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()
