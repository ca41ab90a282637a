"""The whole of a person's data as one document: lossless, imported whole or not at all, and never twice."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.home_fixture import NOON, ManualClock, run_command
from support.populated_home import populate_home

from rearguard.app.data.backup import export_backup, import_backup
from rearguard.app.person.charging import charge_at
from rearguard.app.person.diary import Diary
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import Paths
from rearguard.app.person.screening import safety_status
from rearguard.app.reports.history import history_json
from rearguard.app.training.levels import current_targets
from rearguard.core.errors import Refusal
from rearguard.core.identity import uuid7
from rearguard.core.message import untranslated
from rearguard.formats import archive
from rearguard.formats.csv_tables import CSV_TABLES, encode_csv
from rearguard.formats.import_error import ImportFileError
from rearguard.formats.json_pull_parser import MAX_VALUE_CHARS
from rearguard.journal.entry import EventKind

LATER = NOON + timedelta(days=1)
ID = str(uuid7(NOON, bytes(10)))


def another(tmp_path: Path) -> Paths:
    """Return an empty home beside the first one."""
    return Paths(tmp_path / "b" / "config", tmp_path / "b" / "data", tmp_path / "b" / "cache")


def exported(home: Paths) -> bytes:
    with Diary(home, ManualClock(LATER)) as diary:
        return "".join(export_backup(diary)).encode()


def document(*entries: object, **more: object) -> dict[str, Any]:
    head = {"format": "rearguard", "version": 1, "person": "me", "chosen": {}, "library": {}}
    return {**head, "entries": list(entries), **more}


def entry(**more: object) -> dict[str, Any]:
    return {"id": ID, "at": NOON.isoformat(), "kind": "felt", "version": 1, "data": {"numb": 3}, **more}


def read(text: str, now: Any = LATER) -> archive.Archive:  # noqa: ANN401
    return archive.read_archive(iter([text]), "x.json", "me", now)


def test_what_is_exported_and_imported_into_an_empty_home_is_exported_again_byte_by_byte(
    home: Paths, clock: ManualClock, tmp_path: Path
) -> None:
    populate_home(home, clock)
    file, again = tmp_path / "all.json", tmp_path / "again.json"
    other = another(tmp_path)
    assert run_command("export", "json", "-o", str(file), home=home).returncode == 0
    result = run_command("import", "json", str(file), "--json", home=other)
    assert json.loads(result.stdout) == {
        "entries": len(json.loads(file.read_text())["entries"]),
        "new": len(json.loads(file.read_text())["entries"]),
        "files": 3,
        "kept": 0,
    }
    assert run_command("export", "json", "-o", str(again), home=other).returncode == 0
    assert file.read_bytes() == again.read_bytes()
    assert {entry["kind"] for entry in json.loads(file.read_text())["entries"]} >= {
        "session-started",
        "tested",
        "retracted",
    }


def test_one_machine_can_pour_it_into_another(home: Paths, clock: ManualClock, tmp_path: Path) -> None:
    populate_home(home, clock)
    text = run_command("export", "json", home=home).stdout
    result = run_command("import", "json", "-", home=another(tmp_path), stdin_text=text)
    assert result.returncode == 0
    assert run_command("export", "json", home=another(tmp_path)).stdout == text


def test_importing_again_changes_nothing(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    before = exported(home)
    with Diary(home, ManualClock(LATER)) as diary:
        result = import_backup(diary, iter([before]), "x.json")
    assert (result.new, result.files, result.differing) == (0, 0, 0)
    assert exported(home) == before


def test_what_differs_here_stays_as_it_is_here(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    report = json.loads(exported(home))
    report["chosen"]["settings.json"]["volume"] = 99
    report["library"]["programs/mine.toml"] += "# changed\n"
    before = exported(home)
    with Diary(home, ManualClock(LATER)) as diary:
        result = import_backup(diary, iter([json.dumps(report).encode()]), "x.json")
    assert (result.files, result.differing) == (0, 2)
    assert exported(home) == before


def test_a_document_may_be_laid_out_otherwise_and_come_in_pieces_of_any_size(home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    text = exported(home)
    whole = read(text.decode())
    loose = json.dumps(json.loads(text), indent=4, sort_keys=True)
    for size in (1, 7, 4096):
        pieces = (loose[at : at + size] for at in range(0, len(loose), size))
        backup = archive.read_archive(pieces, "x.json", "me", LATER)
        assert list(backup.entries) == list(whole.entries)
    with Diary(home, ManualClock(LATER)) as diary:  # the same entries, whatever the order of their keys
        assert import_backup(diary, iter([loose.encode()]), "x.json").new == 0


WRONG: list[tuple[object, str]] = [
    ([], "{ is missing"),
    ({}, "format"),
    (document(version=2), "version"),
    (document(person="you"), "person: belongs to another person"),
    (document(entries={}), "entries: is not JSON from Rearguard"),
    (document(extra=1), "extra"),
    (document(entry(), 7), "entries.2: must be a table"),
    (document(entry(), entry()), "entries.2.id: already belongs to another entry in this file"),
    (document(entry(person="you")), "entries.1.person: belongs to another person"),
    (document(entry(id="x")), "entries.1.id"),
    (document(entry(id=ID.replace("-7", "-4"))), "entries.1.id"),
    (document(entry(at="yesterday")), "entries.1.at"),
    (document(entry(at="2026-03-02T14:30:00")), "entries.1.at"),
    (document(entry(at="2036-03-02T14:30:00Z")), "entries.1.at: is in the future"),
    (document(entry(kind="dreamt")), "entries.1.kind"),
    (document(entry(kind=["felt"])), "entries.1.kind"),
    (document(entry(version=True)), "entries.1.version"),
    (document(entry(data=[])), "entries.1.data"),
    (document(entry(data={"numb": "3"})), "entries.1.data.numb: must be a number from 0 to 10"),
    (document(entry(data={"numb": 11})), "entries.1.data.numb"),
    (document(entry(data={"note": "\ud800"})), "entries.1.data.note: contains a broken character"),
    (document(entry(data={"note": 10**40})), "entries.1.data.note"),
    (document(entry(kind="sat", data={})), "entries.1.data.from: is missing"),
    (document(entry(kind="step-done", data={"session": ID})), "entries.1.data.index"),
    (document(entry(kind="session-started", data={"session": ID, "program": "x", "minutes": 7, "plan": {}})),
     "entries.1.data.plan"),
    (document(entry(kind="sat", data={"from": NOON.isoformat(), "to": "2036-03-02T14:30:00Z", "by": "hand"})),
     "entries.1.data.to: is in the future"),
    (document({k: v for k, v in entry().items() if k != "at"}), "entries.1.at: is missing"),
    (document(entry(more=1)), "entries.1.more"),
    (document(chosen={"settings.json": {"volume": "loud"}}), "chosen.settings.json: volume"),
    (document(chosen={"../../.bashrc": {}}), "chosen"),
    (document(library={"programs/../../x.toml": ""}), "library"),
    (document(library={"programs/x.toml": 7}), "library"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "place"), WRONG, ids=[place for _, place in WRONG])
def test_a_mistake_is_refused_with_its_location_and_nothing_is_saved(content: object, place: str, home: Paths) -> None:
    with Diary(home, ManualClock(LATER)) as diary:
        with pytest.raises(Refusal) as refused:
            import_backup(diary, iter([json.dumps(content).encode()]), "x.json")
        assert place in refused.value.message.render()
    assert not home.data.exists()
    assert not home.config.exists()


TEXTS: list[tuple[str, str]] = [
    ("", "is missing"),
    ('{"entries": [', "entries.1: is not JSON"),
    ('{"entries": [' + "[" * 10_000, "entries.1: is nested too deep"),
    ('{"entries": [' + json.dumps(entry())[:-1] + ', "data": ' + '{"a":' * 100 + "1" + "}" * 100 + "}", "data"),
    ('{"entries": [{"id": 1, "id": 2}]}', "entries.1: contains the key id twice"),
    ('{"person": "me", "person": "me"}', "person: appears twice"),
    ('{"entries": [NaN]}', "entries.1"),
    ('{"entries": [' + "9" * 5000 + "]}", "entries.1"),
    (json.dumps(document()) + "{}", "continues after the end"),
    ('{"entries": [], "entries": []}', "entries: appears twice"),
]


@pytest.mark.parametrize(("text", "place"), TEXTS, ids=[place for _, place in TEXTS])
def test_a_hostile_text_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(ImportFileError) as refused:
        read(text)
    assert place in refused.value.problem.render()


def test_what_is_nested_deeper_than_anybody_reads_is_refused() -> None:
    deep: object = 1
    for _ in range(40):
        deep = {"a": deep}
    with pytest.raises(ImportFileError) as refused:
        read(json.dumps(document(entry(data={"numb": 1, "more": deep}))))
    assert "is nested too deep" in refused.value.problem.render()


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    """A gigabyte in a single text: no more is read than one value may have."""
    read_so_far = 0

    def endless() -> Iterator[str]:
        nonlocal read_so_far
        yield '{"entries": [{"id": "'
        for _ in range(16_384):
            read_so_far += 65_536
            yield "x" * 65_536

    tracemalloc.start()
    try:
        with pytest.raises(ImportFileError) as refused:
            archive.read_archive(endless(), "x.json", "me", LATER)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "entries.1: is longer than" in refused.value.problem.render()
    assert read_so_far < 2 * MAX_VALUE_CHARS
    assert peak < 16 * MAX_VALUE_CHARS


def test_a_gigabyte_is_not_read_to_its_end(home: Paths, tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.write(b'{"entries": [{"id": "')
        file.truncate(10**9)  # a hole, which takes no room
    result = run_command("import", "json", str(path), home=home)
    assert result.returncode == 1
    assert "Nothing was imported" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not home.data.exists()


def test_an_entry_with_another_entrys_id_is_refused_and_nothing_else_is_saved(home: Paths) -> None:
    mine, other = document(entry()), str(uuid7(NOON, b"0123456789"))
    theirs = document(entry(id=other), entry(data={"numb": 4}))
    with Diary(home, ManualClock(LATER)) as diary:
        assert import_backup(diary, iter([json.dumps(mine).encode()]), "x.json").new == 1
        with pytest.raises(Refusal) as refused:
            import_backup(diary, iter([json.dumps(theirs).encode()]), "x.json")
        assert "entries.2.id: already belongs to another entry in your journal" in refused.value.message.render()
        assert [str(one.id) for one in diary.read()] == [ID]


def test_what_can_not_be_appended_leaves_no_file_behind(home: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    content = document(entry(), chosen={"settings.json": {"volume": 30}}, library={"programs/mine.toml": "id = 1"})
    with Diary(home, ManualClock(LATER)) as diary:
        journal = diary.journal
        monkeypatch.setattr(journal, "append", _full)
        with pytest.raises(OSError, match="full"):
            import_backup(diary, iter([json.dumps(content).encode()]), "x.json")
    assert [path for path in home.config.rglob("*") if path.is_file()] == []


def _full(_entries: object) -> int:
    raise OSError("the disk is full")


NAMES = st.sampled_from(
    ["session", "index", "kind", "exercise", "level", "side", "set", "sets", "seconds", "reps", "from", "to", "by",
     "how", "answers", "program", "minutes", "plan", "reason", "numb", "pain", "test", "value", "unit", "entry",
     "score", "holds", "faults"]
)  # fmt: skip
ATOMS: st.SearchStrategy[object] = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 20), st.floats(allow_nan=False), st.text(max_size=5),
    st.sampled_from([ID, "left", "both", "work", "rest", "walking", NOON.isoformat(), "glute-bridge", "done"]),
)  # fmt: skip
VALUES = st.recursive(
    ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=6
)


@st.composite
def nearly(draw: st.DrawFn, good: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Draw some entries of a real journal, with values and keys changed here and there."""
    entries: list[dict[str, Any]] = json.loads(json.dumps(draw(st.lists(st.sampled_from(good), max_size=6))))
    for entry in entries:
        where = entry["data"] if draw(st.booleans()) else entry
        for key in draw(st.lists(st.sampled_from(sorted(where)), max_size=2)) if where else []:
            if draw(st.booleans()):
                where[key] = draw(VALUES)
            else:
                where.pop(key, None)
    return entries


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_imported_entries_can_be_read_by_every_reader_of_the_journal(
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
    sample: Callable[[], list[dict[str, Any]]],
) -> None:
    arguments = data.draw(nearly(sample()))
    base = tmp_path_factory.mktemp("fuzz")
    there = Paths(base / "config", base / "data", base / "cache")
    exercises = load_library().exercises
    with Diary(there, ManualClock(LATER)) as diary:
        try:
            result = import_backup(diary, iter([json.dumps(document(*arguments)).encode()]), "x.json")
        except Refusal as refused:
            assert "Nothing was imported" in refused.message.render()  # noqa: PT017 - either is right
            assert not there.data.exists()
            return
        assert result.new == len(arguments)
        history_json(diary, exercises, untranslated)
        charge_at(diary, exercises, LATER)
        safety_status(diary)
        current_targets(diary, exercises)
        for table in CSV_TABLES:
            encode_csv(table, diary.read(), {}, None)
        assert len(json.loads("".join(export_backup(diary)))["entries"]) == len(arguments)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], list[dict[str, Any]]]:
    base = tmp_path_factory.mktemp("sample")
    there = Paths(base / "config", base / "data", base / "cache")
    populate_home(there, ManualClock())
    entries: list[dict[str, Any]] = json.loads(exported(there))["entries"]
    kinds = {entry["kind"] for entry in entries}
    assert kinds >= {kind.value for kind in EventKind} - {"set-judged", "answered", "imported"}
    return lambda: entries
