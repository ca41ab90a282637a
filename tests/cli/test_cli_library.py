"""`rearguard library`, as a user calls it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema_rs
import pytest
from support.exercise_files import EXERCISE_TOML, PROGRAM_TOML, write_toml

from rearguard.cli.main import main


class Terminal:
    """Runs a command; `status`, `out` and `err` belong to the last one."""

    def __init__(self, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capture = capture
        self._patch = patch

    def __call__(self, *arguments: str) -> int:
        self._patch.setattr(sys, "argv", ["rearguard", "library", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        self.out, self.err = self._capture.readouterr()
        assert isinstance(end.value.code, int)
        return end.value.code


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own files."""
    monkeypatch.setenv("REARGUARD_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "config"


@pytest.fixture
def library(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal of a user whose folders are empty."""
    assert not home.exists()
    return Terminal(capsys, monkeypatch)


def test_list_names_every_exercise_and_programme(library: Terminal) -> None:
    assert library("list") == 0
    names = [line.split()[0] for line in library.out.splitlines() if line]
    assert names == [
        "bridge-hold",
        "chair-stand",
        "clamshell",
        "glute-bridge",
        "glute-squeeze",
        "monster-walk",
        "one-leg-stance",
        "piriformis-stretch",
        "runners-stretch",
        "side-lying-abduction",
        "article",
        "desk-snack",
    ]
    assert library.err == ""


def test_list_as_json_is_one_document(library: Terminal, home: Path) -> None:
    write_toml(home, "mine", EXERCISE_TOML)
    write_toml(home, "wrong", EXERCISE_TOML, ("rest = 15", "rest = -15"))
    assert library("list", "--json") == 0
    document = json.loads(library.out)
    mine = next(exercise for exercise in document["exercises"] if exercise["id"] == "mine")
    assert mine == {
        "id": "mine",
        "name": "Seated glute squeeze",
        "summary": "Squeeze both buttocks without getting up.",
        "role": "strengthen",
        "posture": "chair",
        "sides": "together",
        "needs": ["chair"],
        "levels": ["plain", "band"],
    }
    assert [program["id"] for program in document["programs"]] == ["article", "desk-snack"]


def test_list_points_to_the_problems_of_the_users_files(library: Terminal, home: Path) -> None:
    write_toml(home, "wrong", EXERCISE_TOML, ("rest = 15", "rest = -15"))
    assert library("list") == 0
    assert "rearguard library check" in library.err
    assert "wrong" not in library.out


@pytest.mark.parametrize(
    "name",
    [
        "glute-bridge",
        "clamshell",
        "monster-walk",
        "runners-stretch",
        "piriformis-stretch",
        "glute-squeeze",
        "side-lying-abduction",
    ],
)
def test_show_tells_all_of_an_exercise(library: Terminal, name: str) -> None:
    assert library("show", name, "--json") == 0
    document = json.loads(library.out)
    assert document["id"] == name
    assert library("show", name) == 0
    say = document["say"]
    for text in (
        document["summary"],
        *document["notes"],
        *say["setup"],
        *say["stop"],
        *say["cues"]["work"],
        say["feel"],
        *(level["name"] for level in document["levels"]),
        *(level["change"] for level in document["levels"]),
        *(source["cite"] for source in document["sources"]),
    ):
        assert text in library.out


def test_show_says_that_the_article_gives_no_dose_for_the_bridge(library: Terminal) -> None:
    library("show", "glute-bridge")
    assert "the article says: nothing" in library.out


def test_show_lists_what_has_no_order_in_the_order_of_the_alphabet(library: Terminal) -> None:
    library("show", "monster-walk", "--json")
    assert json.loads(library.out)["traits"] == ["resistance-band", "unsupported-standing", "wide-step"]


def test_show_tells_all_of_a_programme(library: Terminal) -> None:
    assert library("show", "article") == 0
    assert "Monster walk, 3 sets, 60 s" in library.out
    assert library("show", "article", "--json") == 0
    assert len(json.loads(library.out)["items"]) == 5


def test_a_shown_file_can_start_a_user_file(library: Terminal, home: Path) -> None:
    assert library("show", "clamshell", "--file") == 0
    mine = home / "exercises" / "my-clamshell.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text(library.out.replace('id = "clamshell"', 'id = "my-clamshell"'), "utf-8")
    assert library("check") == 0
    assert library("show", "my-clamshell", "--file") == 0
    assert library.out == mine.read_text("utf-8")
    assert library("show", "article", "--file") == 0
    assert "[[items]]" in library.out


def test_an_unknown_id_is_one_line_and_wrong_usage(library: Terminal) -> None:
    assert library("show", "clamshel") == 2
    assert library.out == ""
    assert library.err.count("\n") == 1
    assert "Did you mean clamshell?" in library.err


def test_check_is_one_line_when_all_is_well(library: Terminal) -> None:
    assert library("check") == 0
    assert library.out.count("\n") == 1
    assert "Exercises: 10," in library.out


def test_check_looks_at_the_users_files_too(library: Terminal, home: Path) -> None:
    path = write_toml(
        home, "wrong", EXERCISE_TOML, ("rest = 15", "rest = -15"), ('sides = "together"', 'sides = "each "')
    )
    assert library("check") == 1
    assert library.out.splitlines() == [
        f"{path}: sides: there is no such value; did you mean “each”?",
        f"{path}: dose.rest: must be from 0 to 600",
    ]


def test_check_of_a_path_names_it_as_it_was_given(
    library: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_toml(tmp_path, "wrong", PROGRAM_TOML, ("monster-walk", "monster-wlak"))
    monkeypatch.chdir(tmp_path / "programs")
    assert library("check", "wrong.toml") == 1
    assert library.out.startswith("wrong.toml: items.2.exercise: ")
    assert library("check", ".", "--json") == 1
    document = json.loads(library.out)
    assert document["exercises"] == document["programs"] == []
    (problem,) = document["problems"]
    assert (problem["file"], problem["key"]) == ("wrong.toml", "items.2.exercise")
    assert "monster-walk" in problem["message"]


def test_check_as_json_when_all_is_well(library: Terminal, tmp_path: Path) -> None:
    assert library("check", "--json", str(write_toml(tmp_path, "mine", EXERCISE_TOML))) == 0
    assert json.loads(library.out) == {"exercises": ["mine"], "programs": [], "problems": []}


def test_check_of_a_path_that_is_not_there_is_wrong_usage(library: Terminal, tmp_path: Path) -> None:
    assert library("check", str(tmp_path / "nowhere.toml")) == 2
    assert library.out == ""
    assert library.err.count("\n") == 1


@pytest.mark.parametrize(("arguments", "key"), [([], "levels"), (["exercise"], "levels"), (["program"], "items")])
def test_schema_prints_a_json_schema(library: Terminal, arguments: list[str], key: str) -> None:
    assert library("schema", *arguments) == 0
    document = json.loads(library.out)
    assert key in document["properties"]
    assert jsonschema_rs.meta.is_valid(document)
