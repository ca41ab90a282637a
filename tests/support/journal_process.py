"""A process that keeps a journal, for tests of what several do at once, and of what a crash leaves.

Reads commands from standard input, a line of JSON each, and answers in lines; starting it once saves the tests from
importing SQLAlchemy again for each crash.

    ["append", PATH, FIRST, COUNT]          append entries FIRST to FIRST + COUNT, one by one; "done"
    ["crash", PATH, SEED, APPENDS, DELAY]   append batches, a line of their ids when they are acknowledged, and die
                                            DELAY seconds after that many; "killed"
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import alembic.command  # noqa: F401 -- so that a new journal does not import it when it is to be quick

sys.path.insert(0, str(Path(__file__).parents[1]))  # it is run as a program

from rearguard.core.identity import UUID7_RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, EventKind
from rearguard.journal.sqlite import SqliteJournal
from support.journal_entries import NOON, make_entry

LARGE_BATCH_SHARE = 0.1
"""The share of batches that are large."""


def append_one_by_one(path: str, first: int, count: int) -> None:
    """Append entries one by one."""
    with SqliteJournal(Path(path)) as journal:
        for number in range(first, first + count):
            journal.append([make_entry(number)])
    write_line("done")


def crash_while_appending(path: str, seed: int, appends: int, delay: float) -> None:
    """Have a child append, kill it, and pass on its output."""
    end, childs_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            append_batches(path, random.Random(seed), childs_end)  # noqa: S311 -- random moments, no secrets
        finally:
            os._exit(1)
    os.close(childs_end)
    with os.fdopen(end) as output:
        for _ in range(appends):
            write_line(output.readline().rstrip("\n"))
        time.sleep(delay)  # noqa: TID251 -- the moment of the crash is the point
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit("the child ended by itself")
        for line in output:
            write_line(line.rstrip("\n"))
    write_line("killed")


def append_batches(path: str, chance: random.Random, end: int) -> None:
    """Append batches whose entries name all ids of their batch; print the ids once they are acknowledged."""
    journal = SqliteJournal(Path(path))
    while True:
        ids = [uuid7(NOON, chance.randbytes(UUID7_RANDOM_BYTES)) for _ in range(chance.randint(1, 4))]
        names = [str(each) for each in ids]
        # Sometimes a large batch, so that SQLite's log is checkpointed into the file.
        data = {"batch": names, "note": "x" * (100_000 if chance.random() < LARGE_BATCH_SHARE else 0)}
        journal.append(Entry(id=each, person="ada", at=NOON, kind=EventKind.STEP_DONE, data=data) for each in ids)
        os.write(end, f"{' '.join(names)}\n".encode())


def write_line(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    write_line("ready")
    for line in sys.stdin:
        match json.loads(line):
            case "append", path, first, count:
                append_one_by_one(path, first, count)
            case "crash", path, seed, appends, delay:
                crash_while_appending(path, seed, appends, delay)
