"""From a journal's location to the journal."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.journal_entries import make_entry

from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.journal.memory import MemoryJournal
from rearguard.journal.open import open_journal
from rearguard.journal.sqlite import SqliteJournal


def test_a_path_is_a_file(tmp_path: Path) -> None:
    for location in (tmp_path / "path.db", str(tmp_path / "text.db")):
        with open_journal(location) as journal:
            assert isinstance(journal, SqliteJournal)
            assert journal.append([make_entry(1)]) == 1
        assert Path(location).is_file()


def test_a_url_of_sqlite_is_a_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_journal(f"sqlite:///{tmp_path / 'absolute.db'}").close()
    open_journal("sqlite:///relative.db").close()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["absolute.db", "relative.db"]


def test_a_file_stays_the_same_when_the_working_folder_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    with open_journal("journal.db") as journal:
        monkeypatch.chdir(tmp_path / "elsewhere")
        journal.append([make_entry(1)])
        journal.forget("ada")
    assert [file.name for file in tmp_path.rglob("journal.db*")] == ["journal.db"]


def test_memory_is_gone_when_it_is_closed() -> None:
    with open_journal("memory:") as journal:
        assert isinstance(journal, MemoryJournal)
        journal.append([make_entry(1)])
    with open_journal("memory:") as journal:
        assert journal.people() == frozenset()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_refused_until_it_is_there_and_no_password_is_repeated(scheme: str) -> None:
    with pytest.raises(Refusal, match="PostgreSQL needs a later version") as caught:
        open_journal(f"{scheme}://ada:secret@example.org/rearguard")
    assert "secret" not in str(caught.value)


def test_an_unknown_scheme_is_a_misuse() -> None:
    with pytest.raises(InvalidRequest, match="mysql"):
        open_journal("mysql://ada:secret@example.org/rearguard")


def test_a_journal_in_memory_needs_no_database() -> None:
    program = (
        "import sys; from rearguard.journal.open import open_journal; open_journal('memory:').close();"
        "print([name for name in sys.modules if name.partition('.')[0] in ('sqlalchemy', 'sqlite3', 'alembic')])"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
