"""A process that keeps a journal, for tests of what several do at once, and of what a crash leaves.

Reads commands from standard input, a line of JSON each, and answers in lines; starting it once saves the tests from
importing SQLAlchemy again for each crash.

    ["append", PATH, FIRST, COUNT]   append entries FIRST to FIRST + COUNT, one by one   -> "done"
    ["crash", PATH, SEED, DELAY]     append until killed, DELAY seconds from now         -> ids, line by line; "killed"
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import alembic.command  # noqa: F401 -- so that a new journal does not import it when it is to be quick

from rearguard.core.identity import RANDOM_BYTES, uuid7
from rearguard.journal.entry import Entry, Kind
from rearguard.journal.sqlite import SqliteJournal

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def numbered(number: int) -> Entry:
    """Return the entry of a number."""
    at = NOON + timedelta(seconds=number)
    return Entry(id=uuid7(at, number.to_bytes(RANDOM_BYTES, "big")), person="ada", at=at, kind=Kind.SAT)


def append(path: str, first: int, count: int) -> None:
    """Append entries one by one."""
    with SqliteJournal(Path(path)) as journal:
        for number in range(first, first + count):
            journal.append([numbered(number)])
    tell("done")


def crash(path: str, seed: int, delay: float) -> None:
    """Have a child append, and kill it."""
    child = os.fork()
    if child == 0:
        try:
            append_for_ever(path, random.Random(seed))  # noqa: S311 -- random moments, no secrets
        finally:
            os._exit(1)
    time.sleep(delay)  # noqa: TID251 -- the moment of the crash is the point
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        sys.exit("the child ended by itself")
    tell("killed")


def append_for_ever(path: str, chance: random.Random) -> None:
    """Append batches, each of whose entries names all the ids of its batch; tell them when they are acknowledged."""
    journal = SqliteJournal(Path(path))
    while True:
        ids = [uuid7(NOON, chance.randbytes(RANDOM_BYTES)) for _ in range(chance.randint(1, 4))]
        names = [str(each) for each in ids]
        # Now and then much, so that SQLite's log is carried over into the file.
        data = {"batch": names, "note": "x" * chance.choice([10, 10, 10, 200_000])}
        journal.append(Entry(id=each, person="ada", at=NOON, kind=Kind.STEP_DONE, data=data) for each in ids)
        tell(" ".join(names))


def tell(line: str) -> None:
    """Write a line at once and whole."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


if __name__ == "__main__":
    tell("ready")
    for command in sys.stdin:
        name, *arguments = json.loads(command)
        {"append": append, "crash": crash}[name](*arguments)
