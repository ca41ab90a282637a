"""Loading never raises, whatever a file contains, and what loads is sound."""

from __future__ import annotations

import json
import string
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.exercise_files import EXERCISE_TOML, PROGRAM_TOML

from rearguard.library.exercise import Exercise
from rearguard.library.file_reader import LibraryReader
from rearguard.library.folder import describe_file
from rearguard.library.library import Library
from rearguard.library.loader import load_folders
from rearguard.library.program import Program
from rearguard.library.serialization import value_from_json, value_json
from rearguard.library.snapshot import load_library_snapshot, save_library_snapshot

OURS = load_folders().exercises
FEW = settings(max_examples=60, deadline=None)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def toml(value: object) -> str:
    """Write a value as TOML; None as an invalid value."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value.encode("utf-8", "replace").decode()).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return f"{{{', '.join(f'{toml(key)} = {toml(inner)}' for key, inner in value.items())}}}"
        case None:
            return "nothing"
        case _:
            return str(value)


def document(tables: dict[str, Any]) -> str:
    return "\n".join(f"{toml(key)} = {toml(value)}" for key, value in tables.items())


def looked_at(content: bytes) -> Library:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mine.toml"
        path.write_bytes(content)
        reading = LibraryReader(OURS)
        reading.read_folder([describe_file(path)])
        library = reading.build_library()
        assert all(problem.file == str(path) for problem in library.problems)
        assert bool(library.problems) != bool(library.exercises or library.programs)
        assert recalled(library, Path(folder)) == library
    return library


def recalled(library: Library, folder: Path) -> Library | None:
    save_library_snapshot(folder, [], library)
    return load_library_snapshot(folder, [])


@FEW
@given(st.binary(max_size=200))
def test_bytes_are_a_problem_at_worst(content: bytes) -> None:
    looked_at(content)


@FEW
@given(st.sampled_from([EXERCISE_TOML, PROGRAM_TOML]), st.data())
def test_a_file_cut_or_typed_into_anywhere_is_a_problem_at_worst(text: str, data: st.DataObject) -> None:
    text = text.replace("NAME", "mine")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    typed = data.draw(st.text(string.printable, max_size=5))
    looked_at((text[:start] + typed + text[end:]).encode())


@FEW
@given(st.sampled_from([EXERCISE_TOML, PROGRAM_TOML]), VALUES, st.data())
def test_any_value_in_any_place_is_a_problem_at_worst(text: str, value: object, data: st.DataObject) -> None:
    tables = tomllib.loads(text.replace("NAME", "mine"))
    place: Any = tables
    while True:
        keys: list[Any] = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = value
    looked_at(document(tables).encode())


@FEW
@given(st.dictionaries(st.sampled_from(["id", "items", "dose", "levels", "say", "odd"]), VALUES))
def test_any_tables_are_a_problem_at_worst(tables: dict[str, Any]) -> None:
    assert looked_at(document(tables).encode()).problems


def test_the_tables_that_this_writes_are_the_ones_that_are_read() -> None:
    tables = tomllib.loads(EXERCISE_TOML.replace("NAME", "mine"))
    library = looked_at(document(tables).encode())
    assert set(library.exercises) == {"mine"}


def test_what_is_read_is_the_same_after_a_way_through_json() -> None:
    exercise = looked_at(EXERCISE_TOML.replace("NAME", "mine").encode()).exercises["mine"]
    assert value_from_json(Exercise, json.loads(json.dumps(value_json(exercise)))) == exercise
    program = looked_at(PROGRAM_TOML.replace("NAME", "mine").encode()).programs["mine"]
    assert value_from_json(Program, json.loads(json.dumps(value_json(program)))) == program
