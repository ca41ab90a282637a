"""Folders: ours, the user's over them, and any other content."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest
from support.exercise_files import EXERCISE_TOML, PROGRAM_TOML, write_toml

from rearguard.library.loader import BUILT_IN_FOLDER, load_folders, load_for_check


def test_a_users_exercise_takes_the_place_of_ours(tmp_path: Path) -> None:
    text = (BUILT_IN_FOLDER / "exercises" / "glute-bridge.toml").read_text("utf-8")
    write_toml(tmp_path, "glute-bridge", text.replace('"Glute bridge"', '"My bridge"'))
    library = load_folders(tmp_path)
    assert library.exercises["glute-bridge"].name == "My bridge"
    assert library.problems == ()
    assert len(library.exercises) == len(load_folders().exercises)


def test_of_two_folders_the_later_wins(tmp_path: Path) -> None:
    write_toml(tmp_path / "a", "mine", EXERCISE_TOML, ("rest = 15", "rest = 1"))
    write_toml(tmp_path / "b", "mine", EXERCISE_TOML, ("rest = 15", "rest = 2"))
    assert load_folders(tmp_path / "a", tmp_path / "b").exercises["mine"].dose.rest == 2
    assert load_folders(tmp_path / "b", tmp_path / "a").exercises["mine"].dose.rest == 1


def test_a_broken_file_takes_nobodys_place(tmp_path: Path) -> None:
    text = (BUILT_IN_FOLDER / "exercises" / "glute-bridge.toml").read_text("utf-8")
    write_toml(tmp_path, "glute-bridge", text, ('posture = "floor"', 'posture = "flor"'))
    library = load_folders(tmp_path)
    assert [problem.key for problem in library.problems] == ["posture"]
    assert library.exercises["glute-bridge"] == load_folders().exercises["glute-bridge"]
    assert "article" in library.programs


def test_a_users_exercise_cannot_break_a_programme_of_ours(tmp_path: Path) -> None:
    text = (BUILT_IN_FOLDER / "exercises" / "monster-walk.toml").read_text("utf-8")
    write_toml(tmp_path, "monster-walk", text, ("usual = 3, largest = 3", "usual = 1, largest = 1"))
    library = load_folders(tmp_path)
    assert library.problems == ()
    assert library.programs["article"] == load_folders().programs["article"]


def test_a_users_programme_may_name_our_exercises_and_theirs(tmp_path: Path) -> None:
    write_toml(tmp_path, "mine", EXERCISE_TOML)
    write_toml(tmp_path, "my-breaks", PROGRAM_TOML, ('"clamshell"', '"mine"'))
    library = load_folders(tmp_path)
    assert library.problems == ()
    assert [item.exercise for item in library.programs["my-breaks"].items] == ["mine", "monster-walk"]


def test_a_programme_that_is_named_like_ours_replaces_it(tmp_path: Path) -> None:
    write_toml(tmp_path, "article", PROGRAM_TOML)
    assert load_folders(tmp_path).programs["article"].name == "My breaks"


def test_a_folder_that_is_not_there_is_no_problem(tmp_path: Path) -> None:
    assert load_folders(tmp_path / "nowhere") == load_folders()


def test_a_file_in_the_place_of_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "exercises").write_text("")
    (problem,) = load_folders(tmp_path).problems
    assert problem.file == str(tmp_path / "exercises")
    assert "folder" in str(problem.message)


def test_a_special_file_is_a_problem_and_never_blocks(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    (folder / "folder.toml").mkdir(parents=True)
    (folder / "lost.toml").symlink_to(tmp_path / "nowhere")
    (folder / "round.toml").symlink_to("round.toml")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.toml")
    problems = load_folders(tmp_path).problems
    assert [Path(problem.file).name for problem in problems] == sorted(path.name for path in folder.iterdir())
    assert all(problem.key == "" for problem in problems)
    assert "can't be read: " in str(next(problem for problem in problems if "round" in problem.file))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no such files here")
def test_a_socket_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "exercises").mkdir()
    monkeypatch.chdir(tmp_path / "exercises")  # a socket's address must be short
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug.toml")
        (problem,) = load_folders(tmp_path).problems
    assert "not a file" in str(problem.message)


def test_files_that_are_not_toml_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    folder.mkdir()
    for name in ("notes.md", ".hidden.toml", "old.toml~", "picture.png"):
        (folder / name).write_bytes(b"\xff")
    assert load_folders(tmp_path) == load_folders()


def test_a_hidden_ending_is_pointed_out(tmp_path: Path) -> None:
    path = write_toml(tmp_path, "mine", EXERCISE_TOML)
    path.rename(path.with_name("mine.toml.txt"))
    (problem,) = load_folders(tmp_path).problems
    assert problem.file.endswith("mine.toml.txt")


def test_windows_habits_are_no_problem(tmp_path: Path) -> None:
    path = write_toml(tmp_path, "mine", EXERCISE_TOML)
    text = path.read_text("utf-8").replace("\n", "\r\n")
    path.unlink()
    path.with_name("mine.TOML").write_bytes(b"\xef\xbb\xbf" + text.encode())
    library = load_folders(tmp_path)
    assert library.problems == ()
    assert "mine" in library.exercises


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_can_be_shown_and_stored(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"\xff\x1b[2J.toml")).write_text("")
    except OSError:
        pytest.skip("this file system takes text only")
    read = load_folders(tmp_path, cache=tmp_path)
    assert read.problems
    for problem in read.problems:
        problem.file.encode()
        assert problem.file.isprintable()
    assert load_folders(tmp_path, cache=tmp_path) == read


def test_check_looks_at_one_file_anywhere(tmp_path: Path) -> None:
    good = write_toml(tmp_path, "mine", EXERCISE_TOML)
    assert set(load_for_check(good).exercises) == {"mine"}
    lone = shutil.copy(good, tmp_path / "other.toml")
    (problem,) = load_for_check(Path(lone)).problems
    assert (problem.file, problem.key) == (str(lone), "id")


def test_check_tells_a_programme_by_its_folder_or_by_what_is_in_it(tmp_path: Path) -> None:
    path = write_toml(tmp_path, "my-breaks", PROGRAM_TOML)
    assert set(load_for_check(path).programs) == {"my-breaks"}
    assert set(load_for_check(Path(shutil.copy(path, tmp_path))).programs) == {"my-breaks"}
    path.write_text('id = "my-breaks"\n')
    assert {problem.key for problem in load_for_check(path).problems} == {"name", "items"}


def test_check_looks_at_a_folder_of_either_kind(tmp_path: Path) -> None:
    write_toml(tmp_path, "mine", EXERCISE_TOML)
    write_toml(tmp_path, "my-breaks", PROGRAM_TOML, ('"clamshell"', '"mine"'))
    library = load_for_check(tmp_path)
    assert (set(library.exercises), set(library.programs), library.problems) == ({"mine"}, {"my-breaks"}, ())
    flat = tmp_path / "flat"
    flat.mkdir()
    shutil.copy(tmp_path / "exercises" / "mine.toml", flat)
    shutil.copy(tmp_path / "programs" / "my-breaks.toml", flat)
    library = load_for_check(flat)
    assert (set(library.exercises), set(library.programs), library.problems) == ({"mine"}, {"my-breaks"}, ())


def test_check_says_only_what_is_wrong_at_the_path(tmp_path: Path) -> None:
    write_toml(tmp_path / "user", "wrong", EXERCISE_TOML, ("rest = 15", "rest = -15"))
    path = write_toml(tmp_path / "new", "my-breaks", PROGRAM_TOML)
    assert load_for_check(path, tmp_path / "user").problems == ()


def test_check_of_an_empty_folder_says_so(tmp_path: Path) -> None:
    (problem,) = load_for_check(tmp_path).problems
    assert "no .toml file" in str(problem.message)


def test_check_of_nothing_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_for_check(tmp_path / "nowhere")
