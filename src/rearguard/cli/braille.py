"""Dot pictures in a terminal, from braille characters with two by four dots each."""

from __future__ import annotations

import math

BLANK_BRAILLE = 0x2800
"""The code point without a dot; each dot adds its bit (Unicode, block “Braille Patterns”)."""

DOT_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot, by row and column."""

DOT_ROWS, DOT_COLUMNS = len(DOT_BITS), len(DOT_BITS[0])

Dot = tuple[float, float]
"""A point (x, y) in dots, right and down from the upper left corner."""


class DotPicture:
    """A picture of dots, `width` by `height` characters. Drawing outside has no effect."""

    def __init__(self, width: int, height: int) -> None:
        self._columns, self._rows = width * DOT_COLUMNS, height * DOT_ROWS
        self._dots = [bytearray(self._columns) for _ in range(self._rows)]

    def line(self, begin: Dot, end: Dot) -> None:
        """Draw a line between two points."""
        steps = max(1, round(max(abs(end[0] - begin[0]), abs(end[1] - begin[1]))))
        for i in range(steps + 1):
            share = i / steps
            self._set(begin[0] + (end[0] - begin[0]) * share, begin[1] + (end[1] - begin[1]) * share)

    def fill(self, begin: Dot, end: Dot, begin_radius: float, end_radius: float, *, on: bool = True) -> None:
        """Set or clear the dots that a disc covers as it moves between two points while its radius changes."""
        (ax, ay), (wx, wy) = begin, (end[0] - begin[0], end[1] - begin[1])
        length_squared = wx * wx + wy * wy
        max_radius = max(begin_radius, end_radius)
        left, right = _dot_range(ax, end[0], max_radius, self._columns)
        top, bottom = _dot_range(ay, end[1], max_radius, self._rows)
        for row in range(top, bottom):
            dots, y = self._dots[row], row + 0.5 - ay
            for column in range(left, right):
                x = column + 0.5 - ax
                share = min(max((x * wx + y * wy) / length_squared, 0.0), 1.0) if length_squared else 0.0
                radius = begin_radius + (end_radius - begin_radius) * share
                if (x - share * wx) ** 2 + (y - share * wy) ** 2 <= radius * radius:
                    dots[column] = on

    def lines(self) -> list[str]:
        """Return the picture as lines of characters."""
        return [
            "".join(
                chr(
                    BLANK_BRAILLE
                    + sum(
                        bit
                        for dots, bits in zip(self._dots[row : row + DOT_ROWS], DOT_BITS, strict=True)
                        for on, bit in zip(dots[column : column + DOT_COLUMNS], bits, strict=True)
                        if on
                    )
                )
                for column in range(0, self._columns, DOT_COLUMNS)
            )
            for row in range(0, self._rows, DOT_ROWS)
        ]

    def _set(self, x: float, y: float) -> None:
        row, column = math.floor(y), math.floor(x)
        if 0 <= row < self._rows and 0 <= column < self._columns:
            self._dots[row][column] = True


def _dot_range(begin: float, end: float, margin: float, limit: int) -> tuple[int, int]:
    """Return the range of dots between two coordinates, widened by a margin, within 0 to `limit`."""
    return max(0, math.floor(min(begin, end) - margin)), min(limit, math.ceil(max(begin, end) + margin) + 1)
