"""A drawn person as a film, in the raw form that a browser's fake camera plays.

Chromium plays it in a loop with `--use-fake-device-for-media-stream --use-file-for-fake-video-capture=FILE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from rearguard.body.recording import FloatArray
from support.simulation.person import SimulatedPerson
from support.simulation.picture import APPEARANCES, Appearance, Picture, draw_person
from support.simulation.viewpoint import Viewpoint


def write_clip(
    path: Path,
    person: SimulatedPerson,
    seconds: float,
    fps: int = 15,
    size: tuple[int, int] = (640, 480),
    *,
    looks: Appearance = APPEARANCES[0],
) -> None:
    """Write the first seconds of what a person does, as their camera sees it, to a `.y4m` file.

    Args:
        path: where to; its name should end in `.y4m`.
        person: who is drawn, from their own viewpoint but in a picture of this size.
        seconds: how long.
        fps: pictures a second.
        size: width and height in pixels, both even.
        looks: colours.
    """
    viewpoint = replace(person.viewpoint, size=size)
    write_y4m(path, render_pictures(person, np.arange(0, seconds, 1 / fps), viewpoint, looks), fps, size)


def render_pictures(
    person: SimulatedPerson, t: FloatArray, viewpoint: Viewpoint, looks: Appearance
) -> Iterator[Picture]:
    """Yield the pictures of a person at times [N]; after the end the last picture stays."""
    which = np.minimum(np.searchsorted(person.t, t), len(person.t) - 1)
    for i in which:
        yield draw_person(person.bodies[i], viewpoint, looks)


def write_y4m(path: Path, frames: Iterable[Picture], fps: int, size: tuple[int, int]) -> None:
    """Write pictures as YUV4MPEG2 with half the resolution in colour, the only kind that Chromium's camera accepts."""
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{size[0]} H{size[1]} F{fps}:1 Ip A1:1 C420jpeg\n".encode())
        for frame in frames:
            file.write(b"FRAME\n")
            for plane in _planes(frame):
                file.write(plane.tobytes())


def _planes(frame: Picture) -> tuple[Picture, Picture, Picture]:
    """Return brightness and the two colour differences (ITU-R BT.601, full range as in JPEG)."""
    red, green, blue = np.moveaxis(frame.astype(np.float64), -1, 0)
    bright = 0.299 * red + 0.587 * green + 0.114 * blue
    planes = [bright]
    for colour, most in ((blue, 1.772), (red, 1.402)):
        difference = (colour - bright) / most + 128
        half = difference.reshape(difference.shape[0] // 2, 2, difference.shape[1] // 2, 2).mean(axis=(1, 3))
        planes.append(half)
    first, second, third = (np.clip(np.round(plane), 0, 255).astype(np.uint8) for plane in planes)
    return first, second, third
