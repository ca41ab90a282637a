"""An exercise's motion, animated in a terminal for a cycle or two."""

from __future__ import annotations

import os
import sys
from time import perf_counter

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from rearguard.app.person.language import _
from rearguard.cli.keys import KeyReader
from rearguard.cli.sketch import Sketch, draw_strip
from rearguard.cli.synchronized_output import synchronized_output
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level

PICTURE_INTERVAL_S = 0.08
"""Seconds per picture: about twelve pictures a second, which a terminal over a slow connection can still show."""

MAX_PICTURE_SIZE = (60, 20)
"""Characters of a picture, across and down. More would not make it clearer."""

LONG_CYCLE_S = 6.0
"""The cycle length in seconds above which a cycle is shown once instead of twice."""


def can_animate() -> bool:
    """Whether standard output is a terminal that can move its cursor, so that pictures can replace each other."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def play_motion(exercise: Exercise, level: Level) -> None:
    """Animate an exercise for a cycle or two, or until a key is pressed, then print the strip of its phases."""
    if exercise.figure is None:
        return
    console = Console(highlight=False)
    size = (min(MAX_PICTURE_SIZE[0], console.width), min(MAX_PICTURE_SIZE[1], console.height - 3))
    sketch = Sketch(exercise, exercise.figure, level, Side.LEFT, size)
    duration_s = sketch.seconds * (1 if sketch.seconds > LONG_CYCLE_S else 2)
    hint = Text(_("Press any key to stop."), style="dim")
    with KeyReader() as keys, Live(console=console, auto_refresh=False, transient=True) as live:
        started_at = perf_counter()
        while (elapsed_s := perf_counter() - started_at) < duration_s:
            picture = Text("\n".join(sketch.lines(elapsed_s / sketch.seconds)), no_wrap=True)
            with synchronized_output(console):
                live.update(Group(picture, hint) if keys.is_terminal else picture, refresh=True)
            try:
                if keys.wait(PICTURE_INTERVAL_S) is not None:
                    break
            except KeyboardInterrupt:  # Ctrl-C stops it like any key
                break
    for line in draw_strip(exercise, level):
        console.print(line, markup=False, soft_wrap=True)
