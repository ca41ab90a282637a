"""Background tasks as short-lived processes, which free their memory when they end."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from datetime import datetime
from typing import Any

from rearguard.app.watcher.watcher import TaskReport

TASK_COMMAND = [sys.executable, "-m", "rearguard", "watch", "--errand"]


class SubprocessRunner:
    """A runner of one process at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    @property
    def busy(self) -> bool:
        """Whether a process runs, or its report is not collected yet."""
        return self._process is not None

    def start(self, errand: dict[str, Any]) -> None:
        """Start a task.

        Raises:
            OSError: no process can be started.
        """
        pipe = subprocess.PIPE
        process = subprocess.Popen(TASK_COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, text=True)  # noqa: S603 - ourselves
        self._process = process
        if process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):  # it exited at once: `collect` reports the error
                process.stdin.write(json.dumps(errand))
                process.stdin.close()

    def collect(self) -> TaskReport | None:
        """Return the report of a finished task, once; None without one."""
        process = self._process
        if process is None or process.poll() is None:
            return None
        self._process = None
        with process:
            out = process.stdout.read() if process.stdout else ""
            error = process.stderr.read() if process.stderr else ""
        return parse_report(process.returncode, out, error)

    def stop(self) -> None:
        """End the running process: its notification could no longer be answered."""
        if self._process is not None:
            with self._process as process:
                process.terminate()
            self._process = None


def parse_report(status: int, out: str, error: str) -> TaskReport:
    """Parse the report of a finished process; if it failed, the error is its last line on standard error."""
    if status:
        lines = error.strip().splitlines()
        return TaskReport(error=lines[-1] if lines else f"{' '.join(TASK_COMMAND[1:])}: {status}")
    data = json.loads(out)
    return TaskReport(
        spans_stored=data["kept"],
        no_reminder_before=None if data["again"] is None else datetime.fromisoformat(data["again"]),
        error=data["trouble"],
    )


def encode_report(report: TaskReport) -> str:
    """Encode a report for `parse_report`."""
    not_before = None if report.no_reminder_before is None else report.no_reminder_before.isoformat()
    return json.dumps({"kept": report.spans_stored, "again": not_before, "trouble": report.error})
