"""An exercise's motion, drawn with dots in a terminal."""

from __future__ import annotations

import dataclasses
import os
import pty
import subprocess
import sys
from contextlib import suppress

import pytest

from rearguard.cli.braille import Picture
from rearguard.cli.sketch import sketch
from rearguard.library.loader import load

EXERCISES = load().exercises


def test_a_line_of_dots_is_drawn_and_what_lies_outside_is_left_out() -> None:
    picture = Picture(2, 1)
    picture.line((0, 0), (3, 3))
    picture.line((-5, 0), (-1, 0))
    picture.line((0, 40), (3, 40))
    assert picture.lines() == ["⠑⢄"]


@pytest.mark.parametrize("name", EXERCISES)
def test_every_exercise_is_drawn_in_three_pictures_that_differ_and_fit_a_terminal(name: str) -> None:
    lines = list(sketch(EXERCISES[name]))
    assert 2 <= len(lines) <= 10
    assert max(map(len, lines)) <= 80
    first, second, third = zip(*(line.split("   ") for line in lines), strict=True)
    assert first != second
    assert first != third


def test_what_has_no_figure_has_no_drawing() -> None:
    assert list(sketch(dataclasses.replace(EXERCISES["clamshell"], figure=None))) == []


def test_a_terminal_gets_the_drawing_above_the_text() -> None:
    ours, theirs = pty.openpty()
    seen = b""
    with subprocess.Popen(
        [sys.executable, "-m", "rearguard", "library", "show", "clamshell"], stdout=theirs
    ) as process:
        os.close(theirs)
        with suppress(OSError):  # what Linux says at the end
            while piece := os.read(ours, 4096):
                seen += piece
    os.close(ours)
    assert process.returncode == 0
    text = seen.decode()
    assert any(0x2800 < ord(sign) <= 0x28FF for sign in text[: text.index("Clamshell")])
