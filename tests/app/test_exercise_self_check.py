"""The coach checks the figure: a person who moves as drawn is counted, and has no fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from rearguard.app.training.exercise_self_check import find_disagreements
from rearguard.library.loader import BUILT_IN_FOLDER, load_folders, load_for_check


def spoiled(tmp_path: Path, name: str, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the problems of one of our exercises after some changes, as keys and messages."""
    text = (BUILT_IN_FOLDER / "exercises" / f"{name}.toml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / f"{name}.toml"
    path.write_text(text, "utf-8")
    library = load_for_check(path)
    assert library.problems == ()
    problems = find_disagreements(library, path)
    assert {problem.file for problem in problems} <= {str(path)}
    return [(problem.key, str(problem.message)) for problem in problems]


def test_ours_agree() -> None:
    assert find_disagreements(load_folders()) == ()


def test_an_unreachable_bound_is_reported_with_the_value_reached(tmp_path: Path) -> None:
    ((key, message),) = spoiled(tmp_path, "side-lying-abduction", ("up = 1.08", "up = 1.8"))
    assert key == "watch.count"
    assert message == "the drawn motion counts as 0 of 3 reps: feet-rise goes from 0.306 to 1.71"


def test_a_posture_that_differs_from_the_drawn_one_is_reported(tmp_path: Path) -> None:
    wrong = spoiled(tmp_path, "glute-bridge", ("posture = [", 'posture = [ { measure = "trunk-tilt", below = 45 },'))
    assert ("watch.posture.1", "the drawn motion breaks this limit") in [
        (key, text.split(":")[0]) for key, text in wrong
    ]


def test_a_camera_on_the_wrong_side_is_reported(tmp_path: Path) -> None:
    assert spoiled(tmp_path, "monster-walk", ('place = "front"', 'place = "side"'))


def test_a_hold_outside_its_limits_is_reported(tmp_path: Path) -> None:
    change = ("within = [", 'within = [ { measure = "trunk-tilt", above = 90 },')
    keys = [key for key, _ in spoiled(tmp_path, "piriformis-stretch", change)]
    assert keys == ["watch.hold.within.1"]


def test_a_fault_of_the_figure_is_reported_once_for_all_levels(tmp_path: Path) -> None:
    changes = (("below = 145", "below = 179.9"), ("margin = 20", "margin = 0.01"))
    wrong = spoiled(tmp_path, "side-lying-abduction", *changes)
    assert wrong == [("watch.flaws.1", "the drawn motion itself shows this fault")]


@pytest.mark.parametrize("table", ["watch", "figure"])
def test_what_has_no_figure_or_no_watch_can_not_disagree(tmp_path: Path, table: str) -> None:
    text = (BUILT_IN_FOLDER / "exercises/side-lying-abduction.toml").read_text("utf-8")
    parts = [part for part in text.split("\n\n") if f"[{table}" not in part]
    path = tmp_path / "side-lying-abduction.toml"
    path.write_text("\n\n".join(parts), "utf-8")
    library = load_for_check(path)
    assert getattr(library.exercises["side-lying-abduction"], table) is None
    assert find_disagreements(library, path) == ()
