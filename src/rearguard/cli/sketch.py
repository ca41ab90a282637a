"""An exercise drawn with dots, for a terminal."""

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
"""Of one drawing in a strip at most, in signs; three and their gaps fit into 80."""

STRIP_PHASES = (0.0, 0.125, 0.375)
"""The phases in a strip: the beginning, on the way, and where the end position is held or a step done."""

BOUNDS_SAMPLES = 16
"""Bodies by which the picture's edges are found."""

HALO_DOTS = 1.3
"""Dots that are left out round a limb: it would melt into what is behind it."""


class Sketch:
    """The motion of an exercise at one level, on one side, as pictures of dots of one size."""

    def __init__(
        self,
        exercise: Exercise,
        figure: Figure,
        level: Level,
        side: Side,
        size: tuple[int, int] = (STRIP_WIDTH, STRIP_HEIGHT),
    ) -> None:
        self._moving = make_motion(figure, level, exercise.at(level).tempo)
        self._mirror = side is Side.RIGHT
        bodies = [self._body(i / BOUNDS_SAMPLES) for i in range(BOUNDS_SAMPLES)]
        low, high = (
            [edge(body[axis] for marks in bodies for body in marks) for axis in range(3)] for edge in (min, max)
        )
        self._camera = Camera(
            yaw=-figure.view.yaw if self._mirror else figure.view.yaw,
            pitch=figure.view.pitch,
            target=interpolate((low[0], low[1], low[2]), (high[0], high[1], high[2]), 0.5),
        )
        seen = [circle for marks in bodies for part in body_capsules(marks).values() for circle in self._circles(part)]
        self._left, self._top = min(x - r for x, _, r, _ in seen), max(y + r for _, y, r, _ in seen)
        across, down = max(x + r for x, _, r, _ in seen) - self._left, self._top - min(y - r for _, y, r, _ in seen)
        self._scale = min((size[0] * DOT_COLUMNS - 1) / across, (size[1] * DOT_ROWS - 1) / down)
        self._size = tuple(
            min(most, int(length * self._scale) // dots + 1)
            for most, length, dots in zip(size, (across, down), (DOT_COLUMNS, DOT_ROWS), strict=True)
        )

    @property
    def seconds(self) -> float:
        """How long a cycle takes."""
        return self._moving.seconds

    def lines(self, phase: float) -> list[str]:
        """Return the picture at a phase of the cycle, as lines of signs."""
        marks = self._body(phase)
        picture = DotPicture(*self._size)
        drawn: list[tuple[float, Callable[[DotPicture], None]]] = [
            *((self._mean_distance(limb.solid), partial(self._fill, limb=limb)) for limb in limbs(marks)),
            *(
                (self._mean_distance([TaperedCapsule(*edge, 0.0, 0.0)]), partial(self._line, edge=edge))
                for prop in self._moving.props
                for edge in edges(prop, marks, -1.0 if self._mirror else 1.0)
            ),
        ]
        # What is far is drawn first.
        for _, draw in sorted(drawn, key=lambda one: -one[0]):
            draw(picture)
        return picture.lines()

    def _fill(self, picture: DotPicture, limb: Limb) -> None:
        for part in limb.edge:
            begin, end = self._circles(part)
            thick, thin = (circle[2] * self._scale + HALO_DOTS for circle in (begin, end))
            picture.fill(self._dot(begin), self._dot(end), thick, thin, on=False)
        for part in limb.solid:
            begin, end = self._circles(part)
            picture.fill(self._dot(begin), self._dot(end), begin[2] * self._scale, end[2] * self._scale)

    def _line(self, picture: DotPicture, edge: Edge) -> None:
        begin, end = self._circles(TaperedCapsule(*edge, 0.0, 0.0))
        picture.line(self._dot(begin), self._dot(end))

    def _mean_distance(self, parts: Sequence[TaperedCapsule]) -> float:
        """Return how far away parts are in the mean."""
        far = [circle[3] for part in parts for circle in self._circles(part)]
        return sum(far) / len(far)

    def _body(self, phase: float) -> Landmarks:
        marks = self._moving.body_at(phase).landmarks
        return mirror_landmarks(marks) if self._mirror else marks

    def _circles(self, part: TaperedCapsule) -> tuple[Circle, Circle]:
        near = math.tan(math.radians(self._camera.field_of_view / 2))
        (ax, ay, far), (bx, by, farther) = self._camera.project((part.begin, part.end))
        return (ax, ay, part.begin_radius / (near * far), far), (bx, by, part.end_radius / (near * farther), farther)

    def _dot(self, circle: Circle) -> Dot:
        return (circle[0] - self._left) * self._scale, (self._top - circle[1]) * self._scale


Circle = tuple[float, float, float, float]
"""A ball as it is seen: to the right, up, its radius, and how far away it is."""


def draw_strip(exercise: Exercise, level: Level, side: Side = Side.LEFT) -> Iterator[str]:
    """Yield the lines of three pictures that show the way from the beginning to the middle of a cycle."""
    if exercise.figure is None:
        return
    sketch = Sketch(exercise, exercise.figure, level, side)
    for parts in zip(*(sketch.lines(phase) for phase in STRIP_PHASES), strict=True):
        line = "   ".join(parts)
        if line.strip("\u2800 "):
            yield line
