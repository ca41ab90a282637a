"""Errands as processes that end: what they load goes with them."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from datetime import datetime
from typing import Any

from rearguard.app.watcher.watcher import Report

ERRAND = [sys.executable, "-m", "rearguard", "watch", "--errand"]


class Child:
    """One process at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    @property
    def busy(self) -> bool:
        """Whether one is under way, or has not been heard of yet."""
        return self._process is not None

    def start(self, errand: dict[str, Any]) -> None:
        """Start one.

        Raises:
            OSError: there is no process to be had.
        """
        pipe = subprocess.PIPE
        process = subprocess.Popen(ERRAND, stdin=pipe, stdout=pipe, stderr=pipe, text=True)  # noqa: S603 - ourselves
        self._process = process
        if process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):  # it died at once: `collect` tells
                process.stdin.write(json.dumps(errand))
                process.stdin.close()

    def collect(self) -> Report | None:
        """Return what came of it, once it has ended."""
        process = self._process
        if process is None or process.poll() is None:
            return None
        self._process = None
        with process:
            out = process.stdout.read() if process.stdout else ""
            error = process.stderr.read() if process.stderr else ""
        return report(process.returncode, out, error)

    def stop(self) -> None:
        """End the one under way: a notification nobody would hear of."""
        if self._process is not None:
            with self._process as process:
                process.terminate()
            self._process = None


def report(status: int, out: str, error: str) -> Report:
    """Return what a process that has ended tells: its last line on standard error where it failed."""
    if status:
        lines = error.strip().splitlines()
        return Report(trouble=lines[-1] if lines else f"{' '.join(ERRAND[1:])}: {status}")
    said = json.loads(out)
    return Report(
        kept=said["kept"],
        again=None if said["again"] is None else datetime.fromisoformat(said["again"]),
        trouble=said["trouble"],
    )


def written(found: Report) -> str:
    """Return a report as `report` reads it."""
    again = None if found.again is None else found.again.isoformat()
    return json.dumps({"kept": found.kept, "again": again, "trouble": found.trouble})
