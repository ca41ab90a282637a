"""An exercise's figure drawn with dots, for a terminal."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from rearguard.body.body_volume import TaperedCapsule, body_capsules
from rearguard.body.camera import Camera
from rearguard.body.landmark import Landmarks, mirror_landmarks
from rearguard.body.vector import interpolate
from rearguard.cli.braille import DOT_COLUMNS, DOT_ROWS, Dot, DotPicture
from rearguard.cli.outline import Edge, Limb, edges, limbs
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level
from rearguard.library.figure import Figure
from rearguard.library.motion import make_motion

STRIP_WIDTH, STRIP_HEIGHT = 24, 10
"""The largest drawing in a strip, in characters. Three drawings and their gaps fit into 80 columns."""

STRIP_PHASES = (0.0, 0.125, 0.375)
"""The phases in a strip: the start, on the way, and where the end position is held or a step is complete."""

BOUNDS_SAMPLES = 16
"""The number of phases from which the picture's bounds are computed."""

HALO_DOTS = 1.3
"""The width of the gap around a limb, in dots, which separates it from what is behind."""


class Sketch:
    """The motion of an exercise at a level and on a side, as dot pictures of equal size."""

    def __init__(
        self,
        exercise: Exercise,
        figure: Figure,
        level: Level,
        side: Side,
        size: tuple[int, int] = (STRIP_WIDTH, STRIP_HEIGHT),
    ) -> None:
        self._motion = make_motion(figure, level, level.tempo or exercise.dose.tempo)
        self._mirror = side is Side.RIGHT
        bodies = [self._body(i / BOUNDS_SAMPLES) for i in range(BOUNDS_SAMPLES)]
        low, high = (
            [bound(point[axis] for landmarks in bodies for point in landmarks) for axis in range(3)]
            for bound in (min, max)
        )
        self._camera = Camera(
            yaw=-figure.view.yaw if self._mirror else figure.view.yaw,
            pitch=figure.view.pitch,
            target=interpolate((low[0], low[1], low[2]), (high[0], high[1], high[2]), 0.5),
        )
        circles = [
            circle
            for landmarks in bodies
            for capsule in body_capsules(landmarks).values()
            for circle in self._circles(capsule)
        ]
        self._left, self._top = min(x - r for x, _, r, _ in circles), max(y + r for _, y, r, _ in circles)
        width, height = (
            max(x + r for x, _, r, _ in circles) - self._left,
            self._top - min(y - r for _, y, r, _ in circles),
        )
        self._scale = min((size[0] * DOT_COLUMNS - 1) / width, (size[1] * DOT_ROWS - 1) / height)
        self._size = tuple(
            min(limit, int(length * self._scale) // dots + 1)
            for limit, length, dots in zip(size, (width, height), (DOT_COLUMNS, DOT_ROWS), strict=True)
        )

    @property
    def seconds(self) -> float:
        """The length of a cycle in seconds."""
        return self._motion.seconds

    def lines(self, phase: float) -> list[str]:
        """Return the picture at a phase of the cycle, as lines of characters."""
        landmarks = self._body(phase)
        picture = DotPicture(*self._size)
        drawings: list[tuple[float, Callable[[DotPicture], None]]] = [
            *((self._mean_distance(limb.solid), partial(self._fill, limb=limb)) for limb in limbs(landmarks)),
            *(
                (self._mean_distance([TaperedCapsule(*edge, 0.0, 0.0)]), partial(self._line, edge=edge))
                for prop in self._motion.props
                for edge in edges(prop, landmarks, -1.0 if self._mirror else 1.0)
            ),
        ]
        # The farthest is drawn first.
        for _, draw in sorted(drawings, key=lambda drawing: -drawing[0]):
            draw(picture)
        return picture.lines()

    def _fill(self, picture: DotPicture, limb: Limb) -> None:
        for capsule in limb.edge:
            begin, end = self._circles(capsule)
            begin_radius, end_radius = (circle[2] * self._scale + HALO_DOTS for circle in (begin, end))
            picture.fill(self._dot(begin), self._dot(end), begin_radius, end_radius, on=False)
        for capsule in limb.solid:
            begin, end = self._circles(capsule)
            picture.fill(self._dot(begin), self._dot(end), begin[2] * self._scale, end[2] * self._scale)

    def _line(self, picture: DotPicture, edge: Edge) -> None:
        begin, end = self._circles(TaperedCapsule(*edge, 0.0, 0.0))
        picture.line(self._dot(begin), self._dot(end))

    def _mean_distance(self, capsules: Sequence[TaperedCapsule]) -> float:
        """Return the mean distance of capsules from the camera."""
        distances = [circle[3] for capsule in capsules for circle in self._circles(capsule)]
        return sum(distances) / len(distances)

    def _body(self, phase: float) -> Landmarks:
        landmarks = self._motion.body_at(phase).landmarks
        return mirror_landmarks(landmarks) if self._mirror else landmarks

    def _circles(self, capsule: TaperedCapsule) -> tuple[Circle, Circle]:
        """Return the two ends of a capsule as the camera sees them."""
        half_width = math.tan(math.radians(self._camera.field_of_view / 2))
        (ax, ay, a_distance), (bx, by, b_distance) = self._camera.project((capsule.begin, capsule.end))
        return (
            (ax, ay, capsule.begin_radius / (half_width * a_distance), a_distance),
            (bx, by, capsule.end_radius / (half_width * b_distance), b_distance),
        )

    def _dot(self, circle: Circle) -> Dot:
        return (circle[0] - self._left) * self._scale, (self._top - circle[1]) * self._scale


Circle = tuple[float, float, float, float]
"""A ball as the camera sees it: x to the right, y up, its radius, and its distance."""


def draw_strip(exercise: Exercise, level: Level, side: Side = Side.LEFT) -> Iterator[str]:
    """Yield the lines of three pictures side by side, from the start to the middle of a cycle."""
    if exercise.figure is None:
        return
    sketch = Sketch(exercise, exercise.figure, level, side)
    for parts in zip(*(sketch.lines(phase) for phase in STRIP_PHASES), strict=True):
        line = "   ".join(parts)
        if line.strip("\u2800 "):
            yield line
