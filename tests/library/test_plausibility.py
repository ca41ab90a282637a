"""Impossible postures of a figure are found, at its moments and on the way between them; ours have none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.drawn_figures import ALL_VARIANTS, FigureVariant, build_motion

from rearguard.cli.main import main
from rearguard.core.side import Side
from rearguard.library.loader import BUILT_IN_FOLDER
from rearguard.library.plausibility import check_bodies

SECONDS, RATE = 6, 20
"""How long each figure is looked at, and how often a second."""


@pytest.mark.parametrize("variant", [variant for variant in ALL_VARIANTS if variant.side is not Side.RIGHT], ids=str)
def test_six_seconds_of_each_figure_are_what_a_body_can_do(variant: FigureVariant) -> None:
    motion = build_motion(variant)
    bodies = (motion.body_at(i / RATE / motion.seconds) for i in range(SECONDS * RATE))
    for i, faults in enumerate(check_bodies(bodies, motion.props)):
        assert [str(fault.message) for fault in faults] == [], f"after {i / RATE} s"


MISTAKES = {
    # problem: (the exercise, the changes in its file, the reported key, the words)
    "a knee bent backwards": (
        "glute-bridge",
        ("right_leg = { hip = [52, 0, 0], knee = 25, ankle = -5 }", "right_leg = { hip = [52, 0, 0], knee = -25 }"),
        "levels.5.figure.keys.1",
        "right_knee_flexion would be at -25°",
    ),
    "a knee that points the wrong way": (
        "runners-stretch",
        (
            "right_foot = { at = [-0.1, 0.066, 0.13], bend = [-0.05, 0, 1]",
            "right_foot = { at = [-0.1, 0.066, 0.13], bend = [-0.05, 0, -1]",
        ),
        "figure.keys.1",
        "right_hip_rotation",
    ),
    "a foot that slides": (
        "runners-stretch",
        ("share = 0.35\npose = {", "share = 0.35\npose = { right_foot = { at = [-0.1, 0.066, 0.17] },"),
        "figure.keys.2",
        "right foot slides 4 cm",
    ),
    "a pelvis through the floor": (
        "glute-bridge",
        ("pose = { turn = [-90, 0, 0]", "pose = { turn = [-82, 0, 0]"),
        "figure.keys.1",
        "pelvis is",
    ),
    "a limb in another": (
        "piriformis-stretch",
        ("at = [0, 0.092, 0]", "at = [0, 0.03, 0]"),
        "figure.keys.1",
        "inside right_thigh",
    ),
    "a limb in another on the way between two moments": (
        "clamshell",
        (
            'part = "down"\npose = { left_foot = { on = "right-ankle", at = [0.08, 0, 0]',
            'part = "hold"\nshare = 0.5\npose = { left_foot = { on = "right-ankle", at = [-0.01, 0, 0]',
        ),
        "figure.keys.3",
        " cm inside ",
    ),
    "a thigh through a seat": (
        "piriformis-stretch",
        ("seat = [0, 0.435, -0.09]", "seat = [0, 0.48, 0]"),
        "figure.keys.1",
        "inside chair",
    ),
    "a back through a wall": (
        "clamshell",
        ("point = [0, 0, -0.115]", "point = [0, 0, -0.03]"),
        "figure.keys.1",
        "inside wall",
    ),
    "a hand turned round": (
        "clamshell",
        ("bend = [0, -0.1, 1], point = [-1, 0, -0.05]", "bend = [0, -0.1, -1], point = [-1, 0, -0.05]"),
        "figure.keys.1",
        "right_forearm_rotation",
    ),
    "a neck bent too far": (
        "glute-bridge",
        ("pose = { turn = [-113, 0, 0], neck = [23, 0, 0] }", "pose = { turn = [-113, 0, 0], neck = [63, 0, 0] }"),
        "figure.keys.2",
        "neck_flexion would be at 63°",
    ),
}


@pytest.mark.parametrize("wrong", MISTAKES)
def test_library_check_says_what_no_body_could_do_and_where(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name, (before, after), key, words = MISTAKES[wrong]
    text = (BUILT_IN_FOLDER / "exercises" / f"{name}.toml").read_text("utf-8")
    assert before in text
    path = tmp_path / f"{name}.toml"
    path.write_text(text.replace(before, after), "utf-8")
    monkeypatch.setenv("REARGUARD_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "argv", ["rearguard", "library", "check", str(path)])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(key in line and words in line for line in lines), lines
