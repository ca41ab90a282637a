"""A drawn person as a film for a browser's fake camera."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from support.drawn_figures import EXERCISES
from support.simulation.clip import write_clip, write_y4m
from support.simulation.person import person

BRIDGE = EXERCISES["glute-bridge"]


def test_a_clip_has_all_its_pictures_and_the_person_moves_in_them(tmp_path: Path) -> None:
    path = tmp_path / "bridge.y4m"
    write_clip(path, person(BRIDGE, BRIDGE.levels[0], 1), seconds=4, fps=5, size=(160, 120))
    head, _, frames = path.read_bytes().partition(b"\n")
    assert head == b"YUV4MPEG2 W160 H120 F5:1 Ip A1:1 C420jpeg"
    long = len(b"FRAME\n") + 160 * 120 * 3 // 2
    assert len(frames) == 4 * 5 * long
    pictures = [frames[i * long : (i + 1) * long] for i in range(20)]
    assert all(picture.startswith(b"FRAME\n") for picture in pictures)
    assert len(set(pictures)) > 5


def test_colours_are_those_of_a_jpeg(tmp_path: Path) -> None:
    path = tmp_path / "red.y4m"
    write_y4m(path, [np.full((2, 2, 3), (255, 0, 0), dtype=np.uint8)], 1, (2, 2))
    assert path.read_bytes().endswith(b"FRAME\n" + bytes([76] * 4 + [85, 255]))
