"""The JSON Schemas accept what the loader accepts, and the documentation agrees."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import jsonschema_rs
import pytest
from support.exercise_files import EXERCISE_TOML, PROGRAM_TOML, write_toml

from rearguard.library.loader import BUILT_IN_FOLDER, load_for_check
from rearguard.library.schema import file_schema

Kind = Literal["exercise", "program"]
KINDS: tuple[Kind, ...] = ("exercise", "program")
OUR_FILES = [(kind, path) for kind in KINDS for path in sorted((BUILT_IN_FOLDER / f"{kind}s").glob("*.toml"))]
DOCS = Path(__file__).parents[2] / "docs"


validator = cache(lambda kind: jsonschema_rs.validator_for(file_schema(kind)))


def errors(kind: Kind, text: str) -> list[str]:
    return [str(error) for error in validator(kind).iter_errors(tomllib.loads(text))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema(kind: Kind) -> None:
    assert jsonschema_rs.meta.is_valid(file_schema(kind))


@pytest.mark.parametrize(("kind", "path"), OUR_FILES, ids=[path.stem for _, path in OUR_FILES])
def test_our_files_satisfy_the_schema(kind: Kind, path: Path) -> None:
    assert errors(kind, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("traits = []", "trait = []"),
        ('sides = "together"', 'sides = "both"'),
        ("rest = 15", 'rest = "15"'),
        ('feel = "In both buttocks."\n', ""),
        (', "let go"', ""),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(old: str, new: str, tmp_path: Path) -> None:
    path = write_toml(tmp_path, "mine", EXERCISE_TOML, (old, new))
    assert errors("exercise", path.read_text("utf-8"))
    assert load_for_check(path).problems


def test_the_schema_takes_right_files() -> None:
    assert errors("exercise", EXERCISE_TOML) == []
    assert errors("program", PROGRAM_TOML) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_description_and_cannot_be_null(kind: Kind) -> None:
    whole = file_schema(kind)
    for name, node in {"the file": whole, **whole["$defs"]}.items():
        assert node["description"]
        for key, value in node.get("properties", {}).items():
            assert value.get("description"), f"{name}: {key}"
    assert "null" not in str(whole)


def test_every_key_is_in_the_reference() -> None:
    page = (DOCS / "reference" / "exercise-file.md").read_text("utf-8")
    for kind in KINDS:
        whole: dict[str, Any] = file_schema(kind)
        for node in (whole, *whole["$defs"].values()):
            for key, value in node.get("properties", {}).items():
                assert re.search(rf"\| `{key}` \| .* \| {re.escape(value['description'])}", page)


def test_the_how_tos_files_have_no_problem(tmp_path: Path) -> None:
    page = (DOCS / "how-to" / "write-an-exercise.md").read_text("utf-8")
    exercise, program = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "seated-squeeze.toml").write_text(exercise, "utf-8")
    (tmp_path / "my-breaks.toml").write_text(program, "utf-8")
    library = load_for_check(tmp_path)
    assert library.problems == ()
    assert (set(library.exercises), set(library.programs)) == ({"seated-squeeze"}, {"my-breaks"})
