"""An exercise's motion, drawn with dots in a terminal: moving on a terminal, still where requested."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest
from support.home_fixture import pass_screening
from support.pty_terminal import PtyTerminal, collect_braille_lines

from rearguard.app.person.paths import Paths
from rearguard.cli.braille import DotPicture
from rearguard.cli.sketch import Sketch, draw_strip
from rearguard.cli.synchronized_output import BEGIN_SYNC, END_SYNC
from rearguard.core.side import Side
from rearguard.library.loader import load_folders

EXERCISES = load_folders().exercises
MOVED = "\x1b[1A"
"""The cursor goes up a line."""


def test_a_line_of_dots_is_drawn_and_what_lies_outside_is_left_out() -> None:
    picture = DotPicture(2, 1)
    picture.line((0, 0), (3, 3))
    picture.line((-5, 0), (-1, 0))
    picture.line((0, 40), (3, 40))
    assert picture.lines() == ["⠑⢄"]


def test_a_filled_line_has_its_width_and_can_be_cleared() -> None:
    picture = DotPicture(4, 2)
    picture.fill((0.0, 4.0), (8.0, 4.0), 2.0, 2.0)
    assert picture.lines() == ["⣤⣤⣤⣤", "⠛⠛⠛⠛"]
    picture.fill((4.0, 4.0), (4.0, 4.0), 9.0, 9.0, on=False)
    assert collect_braille_lines("".join(picture.lines())) == set()


HELD = {"bridge-hold"}
"""What is held from the first picture on, and moves by no more than a breath."""


@pytest.mark.parametrize("name", EXERCISES)
def test_every_exercise_is_drawn_in_three_pictures_that_differ_and_fit_a_terminal(name: str) -> None:
    lines = list(draw_strip(EXERCISES[name], EXERCISES[name].levels[0]))
    assert 2 <= len(lines) <= 10
    assert max(map(len, lines)) <= 80
    first, second, third = zip(*(line.split("   ") for line in lines), strict=True)
    if name not in HELD:
        assert first != second
        assert first != third


def test_a_sketch_fits_its_size_at_every_phase_and_goes_round() -> None:
    for exercise in EXERCISES.values():
        assert exercise.figure is not None
        for side in (Side.LEFT, Side.RIGHT):
            sketch = Sketch(exercise, exercise.figure, exercise.levels[-1], side, (40, 14))
            for i in range(8):
                lines = sketch.lines(i / 8)
                assert len(lines) <= 14
                assert {len(line) for line in lines} == {len(lines[0])}
                assert len(lines[0]) <= 40
            assert sketch.lines(0.25) == sketch.lines(1.25)


def test_the_right_side_is_drawn_as_the_mirrored_left_one() -> None:
    exercise = EXERCISES["runners-stretch"]
    assert exercise.figure is not None
    left, right = (
        sum(map(_dots, Sketch(exercise, exercise.figure, exercise.levels[0], side, (40, 20)).lines(0.5)))
        for side in (Side.LEFT, Side.RIGHT)
    )
    assert left == pytest.approx(right, rel=0.1)


def test_what_has_no_figure_has_no_drawing() -> None:
    undrawn = dataclasses.replace(EXERCISES["clamshell"], figure=None)
    assert list(draw_strip(undrawn, undrawn.levels[0])) == []


def test_a_terminal_shows_the_exercise_moving_until_a_key_is_pressed(home: Paths) -> None:
    assert home
    with PtyTerminal("library", "show", "clamshell", "--level", "band", rows=30) as terminal:
        terminal.read_until(lambda output: len(collect_braille_lines(output)) > 40)
        terminal.press_keys("x")
        assert terminal.wait_for_exit() == 0
        text = terminal.output.index("Clamshell")
        assert collect_braille_lines(terminal.output[:text]) == set()
        assert MOVED in terminal.output
        exercise = EXERCISES["clamshell"]
        still = collect_braille_lines("\n".join(draw_strip(exercise, exercise.level("band"))))
        assert still <= collect_braille_lines(terminal.output[terminal.output.rindex(MOVED) :])


@pytest.mark.parametrize(("arguments", "kind"), [(["--still"], "xterm"), ([], "dumb")])
def test_where_nothing_is_to_move_the_drawing_stands(arguments: list[str], kind: str, home: Paths) -> None:
    assert home
    with PtyTerminal("library", "show", "clamshell", *arguments, TERM=kind) as terminal:
        assert terminal.wait_for_exit() == 0
        assert MOVED not in terminal.output
        exercise = EXERCISES["clamshell"]
        assert collect_braille_lines(terminal.output) == collect_braille_lines(
            "\n".join(draw_strip(exercise, exercise.levels[0]))
        )


def test_what_is_piped_is_text_alone(home: Paths) -> None:
    assert home
    result = subprocess.run(
        [sys.executable, "-m", "rearguard", "library", "show", "clamshell"], capture_output=True, text=True, check=True
    )
    assert collect_braille_lines(result.stdout) == set()


def test_a_session_shows_the_figure_move_above_the_count_where_there_is_room(home: Paths) -> None:
    pass_screening(home)
    with PtyTerminal("go", "--quiet", "--minutes", "2", "--new", "--speed", "10", rows=40) as terminal:
        terminal.read_until(lambda output: len(collect_braille_lines(output)) > 60)
        terminal.press_keys("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.output.count(BEGIN_SYNC) == terminal.output.count(END_SYNC) > 3
        picture = terminal.output.index(min(collect_braille_lines(terminal.output)))
        assert "space" in terminal.output[picture:]


def test_a_session_in_a_low_terminal_shows_no_figure(home: Paths) -> None:
    pass_screening(home)
    with PtyTerminal("go", "--quiet", "--minutes", "2", "--new", "--speed", "10", rows=14) as terminal:
        terminal.read_until(lambda output: output.count("space") > 3)
        terminal.press_keys("q")
        assert terminal.wait_for_exit() == 0
        assert collect_braille_lines(terminal.output) == set()


def _dots(line: str) -> int:
    return sum((ord(sign) - 0x2800).bit_count() for sign in line)
