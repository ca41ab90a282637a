"""A figure that can't be drawn, or that no body could do, is a problem with its place; never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.exercise_files import EXERCISE_TOML, write_toml

from rearguard.core.problem import Problem
from rearguard.library.loader import load_folders

FIGURE = """
[figure]
view = { yaw = 20, pitch = 5 }
working = ["gluteus-maximus"]
props = [{ kind = "mat", min = [-1, -1], max = [1, 1] }]

[figure.pose]
pelvis = [0, 0.88, 0]
left_foot = { at = [0.1, 0.066, 0], bend = [0, 0, 1], point = [0, 0, 1] }
right_foot = { at = [-0.1, 0.066, 0], bend = [0, 0, 1], point = [0, 0, 1] }
left_arm = { elbow = 10 }

[[figure.keys]]
part = "up"
pose = { turn = [5, 0, 0] }

[[figure.keys]]
part = "hold"
pose = { turn = [0, 0, 0] }
"""

Change = tuple[str, str]
LEFT = "left_foot = { at = [0.1, 0.066, 0], bend = [0, 0, 1]"
RIGHT = "right_foot = { at = [-0.1, 0.066, 0], bend = [0, 0, 1]"
TIMED = [
    ('measure = "reps"', 'measure = "steps"'),
    ("reps = { smallest = 8, usual = 10, largest = 15 }", "seconds = { smallest = 8, usual = 10, largest = 15 }"),
    ("tempo = { up = 1, hold = 3, down = 1 }\n", ""),
    ("\ntempo = { up = 1, hold = 4, down = 1 }", ""),
    ('tempo_words = ["squeeze", "hold", "let go"]\n', ""),
    (", reps = 10", ""),
]

MISTAKES: dict[str, tuple[list[Change], str, str]] = {
    # name of the file: (what was changed, the key that is named, some of the words)
    "no-view": ([("view = { yaw = 20, pitch = 5 }\n", "")], "figure.view", "missing"),
    "no-keys": ([(FIGURE[FIGURE.index("\n[[figure.keys]]") :], "")], "figure.keys", "missing"),
    "unknown-muscle": ([('"gluteus-maximus"', '"gluteus"')], "figure.working.1", "did you mean"),
    "unknown-joint": ([(RIGHT, RIGHT.replace("{", '{ on = "left-kne",'))], "figure.pose.right_foot.on", "left-knee"),
    "two-numbers": ([("[5, 0, 0]", "[5, 0]")], "figure.keys.1.pose.turn.3", "missing"),
    "bent-knee-backwards": ([(LEFT, LEFT.replace("[0, 0, 1]", "[0, 0, -1]"))], "figure.keys.1", "left_hip_rotation"),
    "knee-the-wrong-way": (
        [(LEFT + ", point = [0, 0, 1] }", "left_leg = { knee = -20 }")],
        "figure.keys.1",
        "left_knee_flexion would be at -20°",
    ),
    "too-far-to-reach": ([("[0.1, 0.066, 0]", "[0.5, 0.066, 0]")], "figure.keys.1", "left_leg is 8 cm too short"),
    "under-the-floor": ([("[0.1, 0.066, 0]", "[0.1, 0.03, 0]")], "figure.keys.1", "under the floor"),
    "in-centimetres": ([("pelvis = [0, 0.88, 0]", "pelvis = [0, 88, 0]")], "figure.keys.1", "metres"),
    "on-its-own-leg": ([(LEFT, LEFT.replace("{", '{ on = "left-knee",'))], "figure.pose.left_foot.on", "its own leg"),
    "each-on-the-other": (
        [(LEFT, LEFT.replace("{", '{ on = "right-knee",')), (RIGHT, RIGHT.replace("{", '{ on = "left-knee",'))],
        "figure.keys.1",
        "rest the other one somewhere else",
    ),
    "both-angles-and-rest": ([(LEFT, "left_leg = { knee = 5 }\n" + LEFT)], "figure.pose.left_leg", "keep one"),
    "two-places": ([("pelvis =", "shoulders = [0, 1.4, 0]\npelvis =")], "figure.pose.shoulders", "keep one"),
    "said-once": (
        [("{ turn = [5, 0, 0] }", "{ left_hand = { at = [0.3, 1, 0.2] } }")],
        "figure.keys",
        "given differently in some moments",
    ),
    "backwards-in-time": ([('"up"', '"down"')], "figure.keys.2", "must come after"),
    "share-of-two": ([('part = "hold"', 'part = "hold"\nshare = 2')], "figure.keys.2.share", "less than 1"),
    "band-without-legs": (
        [('{ kind = "mat", min = [-1, -1], max = [1, 1] }', '{ kind = "band", offset = 0.1 }')],
        "figure.props.1.around",
        "missing",
    ),
    "mat-with-a-seat": (
        [("max = [1, 1]", "max = [1, 1], seat = [0, 0, 0]")],
        "figure.props.1.seat",
        "doesn't have this key",
    ),
    "seconds-besides-tempo": (
        [("[figure.pose]", "[figure.pose]\n"), ("view =", "seconds = 4\nview =")],
        "figure.seconds",
        "tempo",
    ),
    "no-seconds": ([*TIMED, ('part = "up"\n', ""), ('part = "hold"', "share = 0.5")], "figure.seconds", "missing"),
    "parts-without-tempo": ([*TIMED, ("view =", "seconds = 4\nview =")], "figure.keys.1.part", "cycle"),
    "variation-of-nothing": (
        [(FIGURE, ""), ("[say]", "[levels.figure]\nprops = []\n\n[say]")],
        "levels.2.figure",
        "unless the exercise has a figure",
    ),
    "level-with-a-fault": (
        [("[say]", "[levels.figure.pose]\nleft_foot = { bend = [0, 0, -1] }\n\n[say]")],
        "levels.2.figure.pose",
        "left_hip_rotation",
    ),
    "level-with-a-wrong-moment": (
        [("[say]", '[[levels.figure.keys]]\npart = "up"\npose = { left_leg = { knee = 150 } }\n\n[say]')],
        "levels.2.figure.keys.1",
        "left_knee_flexion",
    ),
}


def problems(folder: Path, name: str, changes: list[Change]) -> tuple[Problem, ...]:
    write_toml(folder, name, EXERCISE_TOML + FIGURE, *changes)
    return load_folders(folder).problems


def test_a_right_figure_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, "right", []) == ()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_place(name: str, tmp_path: Path) -> None:
    changes, key, words = MISTAKES[name]
    found = problems(tmp_path, name, changes)
    assert any(problem.key == key and words in str(problem) for problem in found), found


numbers = st.one_of(st.sampled_from([0, -1, 1, 0.066, 90, 1e15, -1e15]), st.floats(-2, 2), st.floats(-400, 400))
vectors = st.lists(numbers, min_size=3, max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pelvis=vectors, turn=vectors, at=vectors, bend=vectors, hip=vectors, knee=numbers)
def test_no_number_is_too_odd_to_be_told(tmp_path: Path, **said: object) -> None:
    text = FIGURE.replace("[0, 0.88, 0]", f"{said['pelvis']}").replace("[5, 0, 0]", f"{said['turn']}")
    text = text.replace(LEFT, f"left_foot = {{ at = {said['at']}, bend = {said['bend']}")
    text = text.replace("left_arm = { elbow = 10 }", "left_arm = { elbow = 10 }\n")
    text = text.replace(
        RIGHT + ", point = [0, 0, 1] }", f"right_leg = {{ hip = {said['hip']}, knee = {said['knee']} }}"
    )
    path = write_toml(tmp_path, "odd", EXERCISE_TOML + text)
    assert all(problem.file == str(path) for problem in load_folders(tmp_path).problems)
