"""The journal in a file."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from support.durable_journal_contract import DurableJournalContract
from support.journal_entries import make_entry

from rearguard.core.errors import Refusal
from rearguard.journal import tables
from rearguard.journal.entry import Entry, EventKind
from rearguard.journal.entry_query import EntryQuery
from rearguard.journal.journal import Journal
from rearguard.journal.sqlite import SqliteJournal


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty journal's file: copying it is quicker than migrating each time."""
    path = tmp_path_factory.mktemp("template") / "journal.db"
    SqliteJournal(path).close()
    return path


@pytest.fixture
def path(tmp_path: Path, empty_database: Path) -> Path:
    return Path(shutil.copy(empty_database, tmp_path / "journal.db"))


class TestSqliteJournal(DurableJournalContract):
    @pytest.fixture
    def fresh(self, tmp_path: Path, empty_database: Path) -> Callable[[], Journal]:
        numbers = itertools.count()
        return lambda: SqliteJournal(Path(shutil.copy(empty_database, tmp_path / f"{next(numbers)}.db")))

    @pytest.fixture
    def again(self, path: Path) -> Callable[[], Journal]:
        return lambda: SqliteJournal(path)


@contextmanager
def on_connect(statement: str) -> Iterator[list[sqlite3.Connection]]:
    """Run a statement on each connection that a journal opens meanwhile, and collect them."""
    opened: list[sqlite3.Connection] = []

    def connected(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(statement)
        opened.append(connection)

    event.listen(Engine, "connect", connected)
    try:
        yield opened
    finally:
        event.remove(Engine, "connect", connected)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(sql).fetchall()


def refused(path: Path, *, patience: float = 10.0) -> str:
    with pytest.raises(Refusal) as caught:
        SqliteJournal(path, timeout_s=patience)
    return str(caught.value)


class TestTheFile:
    def test_it_and_its_folder_are_made_for_the_user_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "home" / "rearguard" / "journal.db"
        with SqliteJournal(path) as journal:
            journal.append([make_entry(1)])
            files = sorted(path.parent.iterdir())
            assert [file.name for file in files] == ["journal.db", "journal.db-shm", "journal.db-wal"]
            assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_closing_leaves_one_file_that_holds_everything(self, path: Path) -> None:
        with SqliteJournal(path) as journal:
            journal.append([make_entry(1)])
        assert [file.name for file in path.parent.iterdir()] == ["journal.db"]
        assert rows(path, "SELECT count(*) FROM entry") == [(1,)]

    def test_its_name_may_hold_what_a_url_would_take_for_its_own(self, tmp_path: Path) -> None:
        path = tmp_path / "100 % of me?mode=memory#x.db"
        with SqliteJournal(path) as journal:
            journal.append([make_entry(1)])
        assert [file.name for file in tmp_path.iterdir()] == [path.name]

    def test_the_columns_are_readable_by_themselves(self, path: Path) -> None:
        with SqliteJournal(path) as journal:
            journal.append([make_entry(1)])
        assert rows(path, "SELECT datetime(at / 1000000, 'unixepoch'), id, person, kind, version, data FROM entry") == [
            ("2026-03-02 12:01:00", str(make_entry(1).id), "ada", "felt", 1, '{"number":1}')
        ]

    @pytest.mark.parametrize(
        ("setting", "value"),
        [
            pytest.param("journal_mode", "wal", id="readers and a writer don't wait for each other"),
            pytest.param("synchronous", 2, id="what is acknowledged is flushed to the disk"),
            pytest.param("fullfsync", 1, id="and by macOS too"),
            pytest.param("secure_delete", 1, id="what is deleted is overwritten"),
            pytest.param("temp_store", 2, id="nothing goes to the system's temporary folder"),
        ],
    )
    def test_it_is_opened_so_that(self, path: Path, setting: str, value: str | int) -> None:
        with on_connect("SELECT 1") as opened, SqliteJournal(path):
            (connection,) = opened
            assert connection.execute(f"PRAGMA {setting}").fetchone() == (value,)

    @pytest.mark.parametrize(
        "kinds", [None, frozenset({EventKind.SCREENED}), frozenset({EventKind.SAT, EventKind.FELT})]
    )
    @pytest.mark.parametrize("newest_first", [False, True])
    def test_the_index_has_the_order_so_that_nothing_is_sorted(
        self, path: Path, *, kinds: frozenset[EventKind] | None, newest_first: bool
    ) -> None:
        statement = tables.select_page(EntryQuery(person="ada", kinds=kinds, newest_first=newest_first), 10)
        sql = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
        ((*_, plan),) = rows(path, f"EXPLAIN QUERY PLAN {sql}")
        assert str(plan).startswith("SEARCH entry USING INDEX entry_in_order (person=? AND (at,id)")


class TestForgetting:
    def test_nothing_of_a_person_stays_in_any_file(self, path: Path) -> None:
        def files_with(mark: bytes) -> set[str]:
            return {file.name for file in path.parent.iterdir() if mark in file.read_bytes()}

        secret = {"note": "the-secret-of-ada"}
        # A second program has it open all the time, and ada's entries lie between bob's.
        with SqliteJournal(path) as journal, SqliteJournal(path) as other:
            for number in range(300):
                journal.append([make_entry(number, person="ada-lovelace", data=secret)])
                other.append([make_entry(1000 + number, person="bob")])
            assert list(other.entries("bob"))
            assert "journal.db-wal" in files_with(b"the-secret-of-ada")
            assert journal.forget("ada-lovelace") == 300
            assert files_with(b"the-secret-of-ada") == set()
            assert files_with(b"ada-lovelace") == set()
            assert len(list(other.entries("bob"))) == 300
        assert files_with(b"the-secret-of-ada") == set()
        assert files_with(b"ada-lovelace") == set()

    def test_it_says_so_when_another_program_holds_on_to_a_copy(self, path: Path) -> None:
        with SqliteJournal(path, timeout_s=0.1) as journal:
            journal.append([make_entry(1)])
            with closing(sqlite3.connect(path)) as reader:
                reader.execute("BEGIN")
                reader.execute("SELECT * FROM entry").fetchall()
                with pytest.raises(Refusal, match="copies remain"):
                    journal.forget("ada")
            assert list(journal.entries("ada")) == []
            assert journal.forget("ada") == 0
            assert b'{"number":1}' not in b"".join(file.read_bytes() for file in path.parent.iterdir())


class TestMigrations:
    def test_they_make_the_tables_that_the_program_knows(self, path: Path) -> None:
        engine = create_engine(f"sqlite:///{path}")
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
        engine.dispose()

    def test_the_last_migration_is_the_one_that_opening_expects(self) -> None:
        config = Config()
        config.set_main_option("script_location", "rearguard.journal:migrations")
        scripts = ScriptDirectory.from_config(config)
        assert scripts.get_heads() == [tables.HEAD_REVISION]
        revisions = sorted(script.revision for script in scripts.walk_revisions())
        assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]

    def test_a_journal_that_is_up_to_date_opens_without_alembic(self, path: Path) -> None:
        program = (
            "import sys; from pathlib import Path; from rearguard.journal.open import open_journal;"
            "open_journal(Path(sys.argv[1])).close();"
            "print([name for name in sys.modules if name.partition('.')[0] in ('alembic', 'mako')])"
        )
        result = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
        assert result.stdout == "[]\n"

    def test_a_start_that_was_cut_off_before_the_tables_were_made_is_made_good(self, tmp_path: Path) -> None:
        path = tmp_path / "journal.db"
        path.touch()
        with SqliteJournal(path) as journal:
            assert journal.append([make_entry(1)]) == 1

    def test_a_journal_of_a_newer_version_is_left_alone(self, path: Path) -> None:
        rows(path, "UPDATE alembic_version SET version_num = '9999'")
        before = path.read_bytes()
        message = refused(path)
        assert str(path) in message
        assert "Update" in message
        assert path.read_bytes() == before

    def test_an_entry_of_a_newer_versions_kind_is_skipped_and_stays(self, path: Path) -> None:
        with SqliteJournal(path) as journal:
            journal.append(make_entry(number) for number in range(3))
            rows(path, "UPDATE entry SET kind = 'dreamt' WHERE data = '{\"number\":1}'")
            assert list(journal.entries("ada")) == [make_entry(0), make_entry(2)]
            assert journal.append([make_entry(1)]) == 0
            rows(path, "UPDATE entry SET kind = 'dreamt', person = 'bob' WHERE data = '{\"number\":2}'")
            assert journal.people() == {"ada", "bob"}
            assert journal.forget("bob") == 1
        assert rows(path, "SELECT kind, data FROM entry ORDER BY at") == [
            ("felt", '{"number":0}'),
            ("dreamt", '{"number":1}'),
        ]

    def test_the_append_statement_is_valid_in_postgresql_too(self) -> None:
        dialect = postgresql.dialect(paramstyle="pyformat")  # type: ignore[no-untyped-call] # SQLAlchemy's own
        assert str(tables.insert_entry.compile(dialect=dialect)) == (
            "INSERT INTO entry (at, id, person, kind, version, data) "
            "VALUES (%(at)s, %(id)s, %(person)s, %(kind)s, %(version)s, %(data)s) ON CONFLICT (id) DO NOTHING"
        )


class TestTrouble:
    def test_a_folder_that_can_not_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        message = refused(tmp_path / "file" / "journal.db")
        assert str(tmp_path / "file" / "journal.db") in message
        assert "folder" in message

    def test_a_folder_in_the_place_of_the_file(self, tmp_path: Path) -> None:
        assert "Can't write to the journal" in refused(tmp_path)

    @pytest.mark.parametrize("content", [b"Dear diary, " * 100, bytes(range(256)) * 20, b"x"])
    def test_a_file_that_is_no_database_is_left_alone(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "journal.db"
        path.write_bytes(content)
        assert f"{path} is not a journal" in refused(path)
        assert path.read_bytes() == content

    def test_a_database_of_another_program_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "journal.db"
        rows(path, "CREATE TABLE bookmarks (url TEXT)")
        before = path.read_bytes()
        assert "another program" in refused(path)
        assert path.read_bytes() == before

    def test_a_file_with_damaged_pages(self, path: Path) -> None:
        with SqliteJournal(path) as journal:
            journal.append(make_entry(number) for number in range(500))
        content = path.read_bytes()
        path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
        message = refused(path)
        assert str(path) in message
        assert "damaged" in message

    @pytest.mark.parametrize(
        "damage",
        [
            "UPDATE entry SET data = 'no json'",
            "UPDATE entry SET data = x'ff00'",
            "UPDATE entry SET data = CAST(x'ff00' AS TEXT)",
            "UPDATE entry SET at = 9000000000000000000",
            "UPDATE entry SET id = 'nobody'",
        ],
    )
    def test_a_damaged_row(self, path: Path, damage: str) -> None:
        with SqliteJournal(path) as journal:
            journal.append([make_entry(1)])
            rows(path, damage)
            with pytest.raises(Refusal, match="damaged"):
                list(journal.entries("ada"))

    def test_a_disk_without_room(self, path: Path) -> None:
        with on_connect("PRAGMA max_page_count = 20"), SqliteJournal(path) as journal:
            journal.append([make_entry(1)])
            with pytest.raises(Refusal, match=r"is full.*What was saved before is safe") as caught:
                journal.append([make_entry(2), make_entry(3, data={"note": "x" * 100_000})])
            assert str(path) in str(caught.value)
            assert list(journal.entries("ada")) == [make_entry(1)]
            assert journal.append([make_entry(2)]) == 1

    def test_a_disk_that_can_not_be_written(self, path: Path) -> None:
        with on_connect("PRAGMA query_only = ON"), SqliteJournal(path) as journal:
            with pytest.raises(Refusal, match="read-only") as caught:
                journal.append([make_entry(1)])
            assert str(path) in str(caught.value)
            assert list(journal.entries("ada")) == []

    def test_another_program_that_will_not_let_go(self, path: Path) -> None:
        with (
            SqliteJournal(path, timeout_s=0.05) as journal,
            closing(sqlite3.connect(path, isolation_level=None)) as other,
        ):
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Refusal, match=r"blocked .* for 0\.05 seconds") as caught:
                journal.append([make_entry(1)])
            assert str(path) in str(caught.value)
            assert list(journal.entries("ada")) == []
            other.execute("ROLLBACK")
            assert journal.append([make_entry(1)]) == 1

    def test_another_program_that_will_not_let_go_of_a_new_file(self, tmp_path: Path) -> None:
        path = tmp_path / "journal.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert "blocked" in refused(path, patience=0.01)
        SqliteJournal(path).close()

    @pytest.mark.parametrize(
        "mistake",
        [
            pytest.param(make_entry(2, person="\ud800"), id="half a character in a name"),
            pytest.param(replace(make_entry(2), version=2**70), id="a version beyond all versions"),
        ],
    )
    def test_what_no_database_can_hold_leaves_nothing_behind_and_nothing_locked(
        self, path: Path, mistake: Entry
    ) -> None:
        with SqliteJournal(path) as journal:
            with pytest.raises((UnicodeEncodeError, OverflowError)):
                journal.append([make_entry(1), mistake])
            assert journal.people() == frozenset()
            with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
