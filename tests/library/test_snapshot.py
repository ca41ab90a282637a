"""A snapshot spares the reading, and never tells anything else than the files."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support.exercise_files import EXERCISE_TOML, write_toml

from rearguard.library import loader
from rearguard.library.loader import load_folders

LOOK = """
import sys
from pathlib import Path
from rearguard.library.loader import load_folders
library = load_folders(Path(sys.argv[1]), cache=Path(sys.argv[2]))
heavy = {"pydantic", "pydantic_core", "tomllib", "tempfile", "importlib.metadata"} & set(sys.modules)
heavy |= {name for name in sys.modules if name.startswith("rearguard.body")}
print(len(library.exercises), len(library.problems), *sorted(heavy))
"""


@pytest.fixture
def user_folder(tmp_path: Path) -> Path:
    """A folder with a right file and a wrong one."""
    write_toml(tmp_path / "mine", "seated-squeeze", EXERCISE_TOML)
    write_toml(tmp_path / "mine", "wrong", EXERCISE_TOML, ("rest = 15", "rest = -15"))
    return tmp_path / "mine"


@pytest.fixture
def fail_on_file_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail when a file is read."""

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr(loader, "_read", fail)


def test_a_snapshot_equals_what_the_files_say_problems_included(
    user_folder: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    read = load_folders(user_folder, cache=tmp_path / "cache")
    assert read.problems
    request.getfixturevalue("fail_on_file_read")
    recalled = load_folders(user_folder, cache=tmp_path / "cache")
    assert recalled == read
    assert list(recalled.exercises) == list(read.exercises)
    assert [str(problem) for problem in recalled.problems] == [str(problem) for problem in read.problems]


def test_a_start_with_a_snapshot_imports_neither_pydantic_nor_tomllib_nor_a_body(
    user_folder: Path, tmp_path: Path
) -> None:
    def look() -> str:
        command = [sys.executable, "-c", LOOK, str(user_folder), str(tmp_path / "cache")]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    first, second = look(), look()
    found = load_folders(user_folder)
    assert first.split()[:2] == second.split()[:2] == [str(len(found.exercises)), str(len(found.problems))]
    assert "pydantic" in first
    assert second.split()[2:] == []


def test_a_changed_a_new_and_a_lost_file_are_seen(user_folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_folders(user_folder, cache=cache)
    path = write_toml(user_folder, "seated-squeeze", EXERCISE_TOML, ("rest = 15", "rest = 16"))
    assert load_folders(user_folder, cache=cache).exercises["seated-squeeze"].dose.rest == 16
    write_toml(user_folder, "another", EXERCISE_TOML)
    assert "another" in load_folders(user_folder, cache=cache).exercises
    path.unlink()
    assert "seated-squeeze" not in load_folders(user_folder, cache=cache).exercises


def test_a_file_put_in_place_with_the_old_ones_size_and_time_is_seen(user_folder: Path, tmp_path: Path) -> None:
    path = user_folder / "exercises" / "seated-squeeze.toml"
    load_folders(user_folder, cache=tmp_path / "cache")
    before = path.stat()
    path.write_text(path.read_text("utf-8").replace("rest = 15", "rest = 25"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert load_folders(user_folder, cache=tmp_path / "cache").exercises["seated-squeeze"].dose.rest == 25


def test_a_snapshot_of_other_code_is_not_believed(user_folder: Path, tmp_path: Path) -> None:
    read = load_folders(user_folder, cache=tmp_path)
    snapshot = tmp_path / "library.json"
    kept = json.loads(snapshot.read_text("utf-8"))
    rules = next(entry for entry in kept["key"] if entry[0].endswith("exercise_rules.py"))
    rules[2] += 1
    kept["library"]["exercises"].clear()
    snapshot.write_text(json.dumps(kept), "utf-8")
    assert load_folders(user_folder, cache=tmp_path) == read


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"null",
        b'{"key": []}',
        b"[" * 100_000,
    ],
)
def test_a_spoilt_snapshot_is_read_over_and_replaced(user_folder: Path, tmp_path: Path, content: bytes) -> None:
    read = load_folders(user_folder, cache=tmp_path)
    snapshot = tmp_path / "library.json"
    good = snapshot.read_bytes()
    snapshot.write_bytes(content)
    assert load_folders(user_folder, cache=tmp_path) == read
    assert snapshot.read_bytes() == good


@pytest.mark.parametrize("spoil", ["exercises", "programs", "problems"])
@pytest.mark.parametrize("value", [None, 3, "x", [3], {"x": {}}, {"x": None}])
def test_a_snapshot_with_the_right_key_and_odd_values_is_read_over(
    user_folder: Path, tmp_path: Path, spoil: str, value: object
) -> None:
    read = load_folders(user_folder, cache=tmp_path)
    snapshot = tmp_path / "library.json"
    kept = json.loads(snapshot.read_text("utf-8"))
    kept["library"][spoil] = value
    snapshot.write_text(json.dumps(kept), "utf-8")
    assert load_folders(user_folder, cache=tmp_path) == read


@pytest.mark.parametrize(("key", "value"), [("name", 3), ("role", "strong"), ("needs", ["boat"]), ("levels", [{}])])
def test_a_snapshot_of_an_exercise_with_odd_values_is_read_over(
    user_folder: Path, tmp_path: Path, key: str, value: object
) -> None:
    read = load_folders(user_folder, cache=tmp_path)
    snapshot = tmp_path / "library.json"
    kept = json.loads(snapshot.read_text("utf-8"))
    kept["library"]["exercises"]["clamshell"][key] = value
    snapshot.write_text(json.dumps(kept), "utf-8")
    assert load_folders(user_folder, cache=tmp_path) == read


def test_a_cache_that_cannot_be_written_does_no_harm(user_folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert load_folders(user_folder, cache=blocked) == load_folders(user_folder)
    assert load_folders(user_folder, cache=blocked / "below") == load_folders(user_folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes; its profile folders are private already")
def test_a_snapshot_is_its_owners_alone(user_folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "new" / "cache"
    load_folders(user_folder, cache=cache)
    assert stat.S_IMODE((cache / "library.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_nothing_but_the_snapshot_is_left_in_the_cache(user_folder: Path, tmp_path: Path) -> None:
    load_folders(user_folder, cache=tmp_path / "cache")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["library.json"]
