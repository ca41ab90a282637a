"""Several processes share a journal: the server, the watcher and a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support.journal_worker import JournalWorker

from rearguard.journal.sqlite import SqliteJournal


@pytest.fixture(scope="module")
def workers() -> Iterator[list[JournalWorker]]:
    with ExitStack() as stack:
        workers = [stack.enter_context(JournalWorker()) for _ in range(4)]
        for worker in workers:
            worker.read_until("ready")
        yield workers


def test_processes_that_start_at_once_on_a_new_journal_all_append(workers: list[JournalWorker], tmp_path: Path) -> None:
    for start in range(20):
        path = tmp_path / f"{start}" / "journal.db"
        for number, worker in enumerate(workers):
            worker.send("append", str(path), number, 1)
        for worker in workers:
            assert worker.read_until("done") == []
        with SqliteJournal(path) as journal:
            assert len(list(journal.entries("ada"))) == len(workers)


def test_processes_append_at_once_and_nothing_is_lost(workers: list[JournalWorker], tmp_path: Path) -> None:
    path, each = tmp_path / "journal.db", 100
    for number, worker in enumerate(workers):
        # Half of what each process appends, the next one appends too.
        worker.send("append", str(path), number * each // 2, each)
    for worker in workers:
        assert worker.read_until("done") == []
    with SqliteJournal(path) as journal:
        assert len(list(journal.entries("ada"))) == each + (len(workers) - 1) * each // 2


def test_a_reader_sees_the_journal_grow_while_others_append(workers: list[JournalWorker], tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with SqliteJournal(path) as journal:
        for number, worker in enumerate(workers):
            worker.send("append", str(path), 1000 * number, 50)
        counts = [0]
        while counts[-1] < 50 * len(workers):
            counts.append(len(list(journal.entries("ada"))))
        for worker in workers:
            worker.read_until("done")
    assert counts == sorted(counts)
