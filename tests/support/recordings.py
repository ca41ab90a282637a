"""Real people, measured: landmarks of eight public clips, thinned to ten a second and to what the coach uses.

A row is a moment: milliseconds; for shoulders, hips, knees, ankles, heels and toes, left before right, x and y in
thousandths of the picture and visibility in hundredths; for the first eight of them x, y and z in centimetres. A row
with the time alone means that no person was found. The repetitions in each were counted by eye.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from rearguard.body.recording import PoseRecording

RECORDINGS_FOLDER = Path(__file__).parents[1] / "recordings"

RECORDING_NAMES = tuple(sorted(path.stem for path in RECORDINGS_FOLDER.glob("*.csv")))

STORED_LANDMARKS = [11, 12, *range(23, 33)]
"""The landmarks that are kept."""

WORLD_LANDMARKS = STORED_LANDMARKS[:8]


@cache
def load_recording(name: str) -> PoseRecording:
    """Return a recording; missing landmarks lie in the middle, with visibility 0."""
    head, *rows = (RECORDINGS_FOLDER / f"{name}.csv").read_text("utf-8").splitlines()
    width, height = head.removeprefix("# ").split(" x ")
    t = np.empty(len(rows))
    image, world = np.full((len(rows), 33, 4), np.nan), np.full((len(rows), 33, 3), np.nan)
    for i, row in enumerate(rows):
        t[i], *numbers = (float(number) for number in row.split(","))
        if numbers:
            image[i], world[i] = (0.5, 0.5, 0.0, 0.0), 0.0
            flat, deep = np.array(numbers[:36]).reshape(12, 3), np.array(numbers[36:]).reshape(8, 3)
            image[i, STORED_LANDMARKS, 0], image[i, STORED_LANDMARKS, 1], image[i, STORED_LANDMARKS, 3] = (
                flat / (1000, 1000, 100)
            ).T
            world[i, WORLD_LANDMARKS] = deep / 100
    return PoseRecording(t=t / 1000, image=image, world=world, size=(int(width), int(height)))
