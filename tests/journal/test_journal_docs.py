"""docs/reference/journal.md agrees with the code."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.journal_entries import make_entry

from rearguard.journal.entry import EventKind
from rearguard.journal.row import EntryRow
from rearguard.journal.sqlite import BUSY_TIMEOUT_S, SqliteJournal

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "journal.md").read_text("utf-8")


def section(title: str) -> str:
    return re.split(r"^## ", PAGE.partition(f"## {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def test_every_kind_is_there() -> None:
    in_table = re.findall(r"^\| `([a-z-]+)` \|", section("Kinds"), re.MULTILINE)
    not_yet = re.findall(r"`([a-z-]+)`", section("Kinds").partition("not written yet")[2])
    assert sorted(in_table + not_yet) == sorted(EventKind)


def test_the_columns_are_there_in_their_order() -> None:
    assert re.findall(r"^\| `([a-z]+)` \|", section("Where it is"), re.MULTILINE) == list(EntryRow._fields)


def test_it_waits_as_long_as_it_says() -> None:
    assert BUSY_TIMEOUT_S == 10
    assert "up to ten seconds" in " ".join(PAGE.split())


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL))
def test_the_queries_answer(query: str, tmp_path: Path) -> None:
    step = {"session": "s", "kind": "work", "exercise": "glute-bridge", "seconds": 40}
    with SqliteJournal(tmp_path / "journal.db") as journal:
        journal.append(
            [
                make_entry(1, person="me", kind=EventKind.STEP_DONE, data=step),
                make_entry(
                    2, person="me", kind=EventKind.SESSION_ENDED, data={"session": "s", "reason": "done", "seconds": 40}
                ),
            ]
        )
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
        answer = connection.execute(query).fetchall()
    assert answer
    assert all(value is not None for line in answer for value in line)
