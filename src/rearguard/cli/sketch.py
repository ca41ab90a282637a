"""An exercise's motion as a strip of small drawings in a terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from rearguard.body.camera import Camera
from rearguard.body.landmark import Landmark, Landmarks
from rearguard.body.proportion import STATURE
from rearguard.body.vector import UPRIGHT, Vector, add, between, times
from rearguard.cli.braille import COLUMNS, ROWS, Dot, Picture
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise
from rearguard.library.motion import frames

WIDTH, HEIGHT = 24, 10
"""Of a drawing at most, in signs; three and their gaps fit into 80."""

CYCLE, SHOWN = 24, (0, 3, 9)
"""Bodies a cycle, and which are drawn: the beginning, on the way, and where the end position is held or a step done."""

BONES = [
    (f"{side}_{a}", f"{side}_{b}")
    for side in ("LEFT", "RIGHT")
    for a, b in (
        ("SHOULDER", "ELBOW"),
        ("ELBOW", "WRIST"),
        ("SHOULDER", "HIP"),
        ("HIP", "KNEE"),
        ("KNEE", "ANKLE"),
        ("ANKLE", "HEEL"),
        ("HEEL", "FOOT_INDEX"),
        ("ANKLE", "FOOT_INDEX"),
    )
] + [("LEFT_SHOULDER", "RIGHT_SHOULDER"), ("LEFT_HIP", "RIGHT_HIP")]

HEAD = 0.06 * STATURE
"""Metres: half of a head."""


def sketch(exercise: Exercise) -> Iterator[str]:
    """Yield the lines of a strip that shows the first level's way from the beginning to the middle of its cycle."""
    if exercise.figure is None:
        return
    cycle = frames(exercise, exercise.levels[0], Side.LEFT, CYCLE)
    bodies = [cycle[i] for i in SHOWN]
    view = exercise.figure.view
    camera = Camera(yaw=view.yaw, pitch=view.pitch, target=between(_low(bodies), _high(bodies), 0.5))
    seen = [camera.image(_points(body)) for body in bodies]
    frame = _frame(seen)
    pictures = [_drawn(points, frame).lines() for points in seen]
    for parts in zip(*pictures, strict=True):
        line = "   ".join(parts)
        if line.strip("\u2800 "):
            yield line


def _points(body: Landmarks) -> Landmarks:
    """Return the body's landmarks, the middle of its head, and the head's edge on all sides."""
    middle = between(body[Landmark.LEFT_EAR], body[Landmark.RIGHT_EAR], 0.5)
    return (*body, middle, *(add(middle, times(axis, way)) for axis in UPRIGHT for way in (HEAD, -HEAD)))


def _low(bodies: list[Landmarks]) -> Vector:
    x, y, z = (min(place[i] for body in bodies for place in body) for i in range(3))
    return x, y, z


def _high(bodies: list[Landmarks]) -> Vector:
    x, y, z = (max(place[i] for body in bodies for place in body) for i in range(3))
    return x, y, z


Frame = tuple[float, float, float, int]


def _frame(seen: list[Landmarks]) -> Frame:
    """Return the left and upper edge of all that is seen, how many dots its measure makes, and its width in signs."""
    xs = [point[0] for points in seen for point in points]
    ys = [point[1] for points in seen for point in points]
    room = WIDTH * COLUMNS - 1, HEIGHT * ROWS - 1
    scale = min(room[0] / (max(xs) - min(xs)), room[1] / (max(ys) - min(ys)))
    return min(xs), max(ys), scale, int((max(xs) - min(xs)) * scale) // COLUMNS + 1


def _drawn(points: Landmarks, frame: Frame) -> Picture:
    left, top, scale, width = frame

    def dot(point: Vector) -> Dot:
        return (point[0] - left) * scale, (top - point[1]) * scale

    picture = Picture(width, HEIGHT)
    for a, b in BONES:
        picture.line(dot(points[Landmark[a]]), dot(points[Landmark[b]]))
    middle, *edge = points[len(Landmark) :]
    x, y = dot(middle)
    radius = max(math.dist((x, y), dot(point)) for point in edge)
    round_it = [(x + radius * math.cos(i / 6 * math.pi), y + radius * math.sin(i / 6 * math.pi)) for i in range(13)]
    for here, there in pairwise(round_it):
        picture.line(here, there)
    return picture
