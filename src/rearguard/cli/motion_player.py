"""An exercise's motion in a terminal, for a cycle or two."""

from __future__ import annotations

import os
import sys
from time import perf_counter

from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from rearguard.app.person.language import _
from rearguard.cli.keys import Keys
from rearguard.cli.sketch import Sketch, strip
from rearguard.cli.synchronized_output import at_once
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level

FRAME = 0.08
"""Seconds a picture: about twelve a second, which a terminal over a slow line still shows."""

LARGEST = (60, 20)
"""Signs of a picture, across and down: more makes it no clearer."""

LONG = 6.0
"""Seconds: a cycle that takes longer is shown once, a shorter one twice."""


def movable() -> bool:
    """Whether pictures can follow each other in one place: on a terminal that can move its cursor."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def play(exercise: Exercise, level: Level) -> None:
    """Show it moving until a key is pressed or it has been seen; what stays is the strip of its phases."""
    if exercise.figure is None:
        return
    console = Console(highlight=False)
    size = (min(LARGEST[0], console.width), min(LARGEST[1], console.height - 3))
    sketch = Sketch(exercise, exercise.figure, level, Side.LEFT, size)
    lasts = sketch.seconds * (1 if sketch.seconds > LONG else 2)
    hint = Text(_("Any key ends it."), style="dim")
    with Keys() as keys, Live(console=console, auto_refresh=False, transient=True) as live:
        began = perf_counter()
        while (gone := perf_counter() - began) < lasts:
            picture = Text("\n".join(sketch.lines(gone / sketch.seconds)), no_wrap=True)
            with at_once(console):
                live.update(Group(picture, hint) if keys.here else picture, refresh=True)
            try:
                if keys.wait(FRAME) is not None:
                    break
            except KeyboardInterrupt:  # that is a key too
                break
    for line in strip(exercise, level):
        console.print(line, markup=False, soft_wrap=True)
