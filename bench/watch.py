"""The cost of the watcher: memory, CPU and wake-ups at rest, and entries a day.

uv run --group dev bench/watch.py [--seconds 120]

It watches an idle desktop (Xvfb, where there is one; else none), in a home of its own. The share of a core is CPU time,
background tasks included; "at rest" begins after the first sample.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.journal_builder import load_exercises
from support.simulated_week import HOUR_S, DeskWorker, SimulatedDesk
from support.xvfb import run_xvfb

from rearguard.app.person.paths import Paths

MAX_MEMORY_MB, MAX_CPU_PERCENT, MIN_WAKE_INTERVAL_S, MAX_ENTRIES_PER_DAY = 40.0, 0.1, 5.0, 50
"""The bars: MB, percent of a core, seconds between two wake-ups, entries in a day."""

TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def read_process_status(pid: int, name: str) -> int:
    """Return a number from a process's status in Linux's /proc."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])


def read_cpu_seconds(pid: int) -> float:
    """Return the CPU seconds of a process and its ended children."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / TICKS_PER_S


@contextmanager
def run_watcher(screen: str | None) -> Iterator[int]:
    """Yield the id of a watcher's process."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "REARGUARD_HOME": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment.pop("DISPLAY", None)
        if screen is not None:
            environment["DISPLAY"] = screen
        command = [sys.executable, "-m", "rearguard", "watch"]
        with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
            time.sleep(5)
            try:
                yield process.pid
            finally:
                process.terminate()


def print_result(label: str, value: float, unit: str, bar: float, *, holds: bool) -> None:
    """Print a figure and its bar."""
    print(f"{label}: {value:.3g} {unit} (bar {bar:g}: {'holds' if holds else 'MISSED'})")


def measure_idle_watcher(seconds: float) -> None:
    """Measure a watcher that has nothing to do."""
    display = run_xvfb() if shutil.which("Xvfb") else nullcontext(None)
    with display as screen, run_watcher(None if screen is None else screen.name) as pid:
        woken, took = read_process_status(pid, "voluntary_ctxt_switches"), read_cpu_seconds(pid)
        time.sleep(seconds)
        woken, took = read_process_status(pid, "voluntary_ctxt_switches") - woken, read_cpu_seconds(pid) - took
        memory = read_process_status(pid, "VmRSS") / 1024
        share = 100 * took / seconds
        every = seconds / max(woken, 1)
    print(f"at rest, {seconds:.0f} s, {'with' if screen else 'without'} a display:")
    print_result("  memory", memory, "MB", MAX_MEMORY_MB, holds=memory <= MAX_MEMORY_MB)
    print_result("  processor", share, "% of a core", MAX_CPU_PERCENT, holds=share <= MAX_CPU_PERCENT)
    # A request to a display is a wake-up, too: the watcher waits for its answer.
    print_result(
        "  seconds from one wake-up to the next, questions to the display included",
        every,
        "s",
        MIN_WAKE_INTERVAL_S,
        holds=every >= MIN_WAKE_INTERVAL_S,
    )


def measure_background_task() -> None:
    """Measure the cost of a process that saves a bout of sitting."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "REARGUARD_HOME": folder}
        command = [sys.executable, "-m", "rearguard", "watch", "--errand"]
        spans = b'{"told": [[1772450000.0, 1772451000.0, "sitting"]]}'
        costs = []
        for _ in range(5):
            before = os.times()
            subprocess.run(command, input=spans, env=environment, check=True, stdout=subprocess.DEVNULL)
            after = os.times()
            costs.append(after.children_user + after.children_system - before.children_user - before.children_system)
    print(f"an errand: {min(costs):.2f} s of processor; 20 a day are {20 * min(costs) / 864:.3f} % of a core")


def count_week_entries() -> None:
    """Count the entries of a simulated week in an office."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        monday = datetime(2026, 3, 2).astimezone()
        world = SimulatedDesk(
            Paths(root / "config", root / "data", root / "cache"), DeskWorker(monday, 0, "office"), load_exercises(), {}
        )
        world.run_until(monday.timestamp() + 7 * 24 * HOUR_S - 1)
        days = Counter(entry.at.astimezone().date() for entry in world.diary.read())
        world.diary.close()
    most = max(days.values())
    print_result(
        "entries on the fullest day of a week in an office",
        most,
        "",
        MAX_ENTRIES_PER_DAY,
        holds=most <= MAX_ENTRIES_PER_DAY,
    )


def main() -> None:
    """Run every measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    measure_idle_watcher(parser.parse_args().seconds)
    measure_background_task()
    count_week_entries()


if __name__ == "__main__":
    main()
