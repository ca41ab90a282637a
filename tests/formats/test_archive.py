"""The whole of what is kept as one document: lossless, taken in whole or not at all, and never twice."""

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
from support.home_fixture import NOON, TurnedClock, rearguard
from support.populated_home import live

from rearguard.app.data.backup import take_in, whole
from rearguard.app.person.charging import charge_at
from rearguard.app.person.diary import Diary
from rearguard.app.person.library import load_library
from rearguard.app.person.paths import Home
from rearguard.app.person.screening import standing
from rearguard.app.reports.history import history
from rearguard.app.training.levels import rungs_now
from rearguard.core.errors import Refusal
from rearguard.core.identity import uuid7
from rearguard.core.message import untranslated
from rearguard.formats import archive
from rearguard.formats.csv_tables import TABLES, sheet
from rearguard.formats.import_error import Unreadable
from rearguard.formats.json_pull_parser import LARGEST
from rearguard.journal.entry import Kind

LATER = NOON + timedelta(days=1)
ID = str(uuid7(NOON, bytes(10)))


def another(tmp_path: Path) -> Home:
    """Return an empty home beside the first one."""
    return Home(tmp_path / "b" / "config", tmp_path / "b" / "data", tmp_path / "b" / "cache")


def exported(home: Home) -> bytes:
    with Diary(home, TurnedClock(LATER)) as diary:
        return "".join(whole(diary)).encode()


def document(*entries: object, **more: object) -> dict[str, Any]:
    head = {"format": "rearguard", "version": 1, "person": "me", "chosen": {}, "library": {}}
    return {**head, "entries": list(entries), **more}


def entry(**more: object) -> dict[str, Any]:
    return {"id": ID, "at": NOON.isoformat(), "kind": "felt", "version": 1, "data": {"numb": 3}, **more}


def read(text: str, now: Any = LATER) -> archive.Archive:  # noqa: ANN401
    return archive.read(iter([text]), "x.json", "me", now)


def test_what_is_exported_and_imported_into_an_empty_home_is_exported_again_byte_by_byte(
    home: Home, clock: TurnedClock, tmp_path: Path
) -> None:
    live(home, clock)
    file, again = tmp_path / "all.json", tmp_path / "again.json"
    other = another(tmp_path)
    assert rearguard("export", "json", "-o", str(file), home=home).returncode == 0
    done = rearguard("import", "json", str(file), "--json", home=other)
    assert json.loads(done.stdout) == {
        "entries": len(json.loads(file.read_text())["entries"]),
        "new": len(json.loads(file.read_text())["entries"]),
        "files": 3,
        "kept": 0,
    }
    assert rearguard("export", "json", "-o", str(again), home=other).returncode == 0
    assert file.read_bytes() == again.read_bytes()
    assert {one["kind"] for one in json.loads(file.read_text())["entries"]} >= {
        "session-started",
        "tested",
        "retracted",
    }


def test_one_machine_can_pour_it_into_another(home: Home, clock: TurnedClock, tmp_path: Path) -> None:
    live(home, clock)
    text = rearguard("export", "json", home=home).stdout
    done = rearguard("import", "json", "-", home=another(tmp_path), typed=text)
    assert done.returncode == 0
    assert rearguard("export", "json", home=another(tmp_path)).stdout == text


def test_importing_again_changes_nothing(home: Home, clock: TurnedClock) -> None:
    live(home, clock)
    before = exported(home)
    with Diary(home, TurnedClock(LATER)) as diary:
        found = take_in(diary, iter([before]), "x.json")
    assert (found.new, found.files, found.kept) == (0, 0, 0)
    assert exported(home) == before


def test_what_differs_here_stays_as_it_is_here(home: Home, clock: TurnedClock) -> None:
    live(home, clock)
    said = json.loads(exported(home))
    said["chosen"]["settings.json"]["volume"] = 99
    said["library"]["programs/mine.toml"] += "# changed\n"
    before = exported(home)
    with Diary(home, TurnedClock(LATER)) as diary:
        found = take_in(diary, iter([json.dumps(said).encode()]), "x.json")
    assert (found.files, found.kept) == (0, 2)
    assert exported(home) == before


def test_a_document_may_be_laid_out_otherwise_and_come_in_pieces_of_any_size(home: Home, clock: TurnedClock) -> None:
    live(home, clock)
    text = exported(home)
    whole = read(text.decode())
    loose = json.dumps(json.loads(text), indent=4, sort_keys=True)
    for size in (1, 7, 4096):
        pieces = (loose[at : at + size] for at in range(0, len(loose), size))
        found = archive.read(pieces, "x.json", "me", LATER)
        assert list(found.entries) == list(whole.entries)
    with Diary(home, TurnedClock(LATER)) as diary:  # the same entries, whatever the order of their keys
        assert take_in(diary, iter([loose.encode()]), "x.json").new == 0


WRONG: list[tuple[object, str]] = [
    ([], "{ is missing"),
    ({}, "format"),
    (document(version=2), "version"),
    (document(person="you"), "person: is another person's"),
    (document(entries={}), "entries: is no JSON of ours"),
    (document(extra=1), "extra"),
    (document(entry(), 7), "entries.2: must be a table"),
    (document(entry(), entry()), "entries.2.id: is another entry's in this file"),
    (document(entry(person="you")), "entries.1.person: is another person's"),
    (document(entry(id="x")), "entries.1.id"),
    (document(entry(id=ID.replace("-7", "-4"))), "entries.1.id"),
    (document(entry(at="yesterday")), "entries.1.at"),
    (document(entry(at="2026-03-02T14:30:00")), "entries.1.at"),
    (document(entry(at="2036-03-02T14:30:00Z")), "entries.1.at: lies in the future"),
    (document(entry(kind="dreamt")), "entries.1.kind"),
    (document(entry(kind=["felt"])), "entries.1.kind"),
    (document(entry(version=True)), "entries.1.version"),
    (document(entry(data=[])), "entries.1.data"),
    (document(entry(data={"numb": "3"})), "entries.1.data.numb: must be a number from 0 to 10"),
    (document(entry(data={"numb": 11})), "entries.1.data.numb"),
    (document(entry(data={"note": "\ud800"})), "entries.1.data.note: has half a character"),
    (document(entry(data={"note": 10**40})), "entries.1.data.note"),
    (document(entry(kind="sat", data={})), "entries.1.data.from: is missing"),
    (document(entry(kind="step-done", data={"session": ID})), "entries.1.data.index"),
    (document(entry(kind="session-started", data={"session": ID, "program": "x", "minutes": 7, "plan": {}})),
     "entries.1.data.plan"),
    (document(entry(kind="sat", data={"from": NOON.isoformat(), "to": "2036-03-02T14:30:00Z", "by": "hand"})),
     "entries.1.data.to: lies in the future"),
    (document({k: v for k, v in entry().items() if k != "at"}), "entries.1.at: is missing"),
    (document(entry(more=1)), "entries.1.more"),
    (document(chosen={"settings.json": {"volume": "loud"}}), "chosen.settings.json: volume"),
    (document(chosen={"../../.bashrc": {}}), "chosen"),
    (document(library={"programs/../../x.toml": ""}), "library"),
    (document(library={"programs/x.toml": 7}), "library"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "place"), WRONG, ids=[place for _, place in WRONG])
def test_what_is_wrong_is_refused_with_its_place_and_nothing_is_kept(said: object, place: str, home: Home) -> None:
    with Diary(home, TurnedClock(LATER)) as diary:
        with pytest.raises(Refusal) as refused:
            take_in(diary, iter([json.dumps(said).encode()]), "x.json")
        assert place in refused.value.message.render()
    assert not home.data.exists()
    assert not home.config.exists()


TEXTS: list[tuple[str, str]] = [
    ("", "is missing"),
    ('{"entries": [', "entries.1: is no JSON"),
    ('{"entries": [' + "[" * 10_000, "entries.1: is nested too deep"),
    ('{"entries": [' + json.dumps(entry())[:-1] + ', "data": ' + '{"a":' * 100 + "1" + "}" * 100 + "}", "data"),
    ('{"entries": [{"id": 1, "id": 2}]}', "entries.1: has the key id twice"),
    ('{"person": "me", "person": "me"}', "person: is there twice"),
    ('{"entries": [NaN]}', "entries.1"),
    ('{"entries": [' + "9" * 5000 + "]}", "entries.1"),
    (json.dumps(document()) + "{}", "there is more after the end"),
    ('{"entries": [], "entries": []}', "entries: is there twice"),
]


@pytest.mark.parametrize(("text", "place"), TEXTS, ids=[place for _, place in TEXTS])
def test_a_hostile_text_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert place in refused.value.problem.render()


def test_what_is_nested_deeper_than_anybody_reads_is_refused() -> None:
    deep: object = 1
    for _ in range(40):
        deep = {"a": deep}
    with pytest.raises(Unreadable) as refused:
        read(json.dumps(document(entry(data={"numb": 1, "more": deep}))))
    assert "is nested too deep" in refused.value.problem.render()


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    """A gigabyte in one text, told as it comes: no more is read than one value may have."""
    read_so_far = 0

    def endless() -> Iterator[str]:
        nonlocal read_so_far
        yield '{"entries": [{"id": "'
        for _ in range(16_384):
            read_so_far += 65_536
            yield "x" * 65_536

    tracemalloc.start()
    try:
        with pytest.raises(Unreadable) as refused:
            archive.read(endless(), "x.json", "me", LATER)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "entries.1: is longer than" in refused.value.problem.render()
    assert read_so_far < 2 * LARGEST
    assert peak < 16 * LARGEST


def test_a_gigabyte_is_not_read_to_its_end(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.write(b'{"entries": [{"id": "')
        file.truncate(10**9)  # a hole, that takes no room
    done = rearguard("import", "json", str(path), home=home)
    assert done.returncode == 1
    assert "Nothing was imported" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not home.data.exists()


def test_an_entry_whose_id_is_another_entrys_here_is_refused_and_nothing_of_the_rest_is_kept(home: Home) -> None:
    mine, other = document(entry()), str(uuid7(NOON, b"0123456789"))
    theirs = document(entry(id=other), entry(data={"numb": 4}))
    with Diary(home, TurnedClock(LATER)) as diary:
        assert take_in(diary, iter([json.dumps(mine).encode()]), "x.json").new == 1
        with pytest.raises(Refusal) as refused:
            take_in(diary, iter([json.dumps(theirs).encode()]), "x.json")
        assert "entries.2.id: is another entry's in your journal" in refused.value.message.render()
        assert [str(one.id) for one in diary.read()] == [ID]


def test_what_can_not_be_appended_leaves_no_file_behind(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    said = document(entry(), chosen={"settings.json": {"volume": 30}}, library={"programs/mine.toml": "id = 1"})
    with Diary(home, TurnedClock(LATER)) as diary:
        journal = diary.journal
        monkeypatch.setattr(journal, "append", _full)
        with pytest.raises(OSError, match="full"):
            take_in(diary, iter([json.dumps(said).encode()]), "x.json")
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
    for one in entries:
        where = one["data"] if draw(st.booleans()) else one
        for key in draw(st.lists(st.sampled_from(sorted(where)), max_size=2)) if where else []:
            if draw(st.booleans()):
                where[key] = draw(VALUES)
            else:
                where.pop(key, None)
    return entries


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_imported_can_be_read_by_all_who_read_the_journal(
    data: st.DataObject,
    tmp_path_factory: pytest.TempPathFactory,
    sample: Callable[[], list[dict[str, Any]]],
) -> None:
    drawn = data.draw(nearly(sample()))
    base = tmp_path_factory.mktemp("fuzz")
    there = Home(base / "config", base / "data", base / "cache")
    exercises = load_library().exercises
    with Diary(there, TurnedClock(LATER)) as diary:
        try:
            found = take_in(diary, iter([json.dumps(document(*drawn)).encode()]), "x.json")
        except Refusal as refused:
            assert "Nothing was imported" in refused.message.render()  # noqa: PT017 - either is right
            assert not there.data.exists()
            return
        assert found.new == len(drawn)
        history(diary, exercises, untranslated)
        charge_at(diary, exercises, LATER)
        standing(diary)
        rungs_now(diary, exercises)
        for table in TABLES:
            sheet(table, diary.read(), {}, None)
        assert len(json.loads("".join(whole(diary)))["entries"]) == len(drawn)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], list[dict[str, Any]]]:
    base = tmp_path_factory.mktemp("sample")
    there = Home(base / "config", base / "data", base / "cache")
    live(there, TurnedClock())
    entries: list[dict[str, Any]] = json.loads(exported(there))["entries"]
    kinds = {one["kind"] for one in entries}
    assert kinds >= {kind.value for kind in Kind} - {"set-judged", "answered", "imported"}
    return lambda: entries
