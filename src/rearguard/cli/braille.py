"""Pictures of dots in a terminal: each braille sign has two by four of them."""

from __future__ import annotations

import math

BLANK_BRAILLE = 0x2800
"""The sign without a dot; a dot adds its bit (Unicode, block “Braille Patterns”)."""

DOT_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""By row and column."""

DOT_ROWS, DOT_COLUMNS = len(DOT_BITS), len(DOT_BITS[0])

Dot = tuple[float, float]
"""To the right and down, from the upper left corner."""


class DotPicture:
    """Dots, as many signs wide and high as it is told; what lies outside is left out."""

    def __init__(self, width: int, height: int) -> None:
        self._wide, self._high = width * DOT_COLUMNS, height * DOT_ROWS
        self._dots = [bytearray(self._wide) for _ in range(self._high)]

    def line(self, begin: Dot, end: Dot) -> None:
        """Draw a line from dot to dot."""
        steps = max(1, round(max(abs(end[0] - begin[0]), abs(end[1] - begin[1]))))
        for i in range(steps + 1):
            share = i / steps
            self._set(begin[0] + (end[0] - begin[0]) * share, begin[1] + (end[1] - begin[1]) * share)

    def fill(self, begin: Dot, end: Dot, thick: float, thin: float, *, on: bool = True) -> None:
        """Set, or else clear, what a disc covers on its way from dot to dot while its radius changes."""
        (ax, ay), (wx, wy) = begin, (end[0] - begin[0], end[1] - begin[1])
        long = wx * wx + wy * wy
        reach = max(thick, thin)
        left, right = _dots_between(ax, end[0], reach, self._wide)
        top, bottom = _dots_between(ay, end[1], reach, self._high)
        for row in range(top, bottom):
            dots, y = self._dots[row], row + 0.5 - ay
            for column in range(left, right):
                x = column + 0.5 - ax
                share = min(max((x * wx + y * wy) / long, 0.0), 1.0) if long else 0.0
                radius = thick + (thin - thick) * share
                if (x - share * wx) ** 2 + (y - share * wy) ** 2 <= radius * radius:
                    dots[column] = on

    def lines(self) -> list[str]:
        """Return its lines of signs."""
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
                for column in range(0, self._wide, DOT_COLUMNS)
            )
            for row in range(0, self._high, DOT_ROWS)
        ]

    def _set(self, x: float, y: float) -> None:
        row, column = math.floor(y), math.floor(x)
        if 0 <= row < self._high and 0 <= column < self._wide:
            self._dots[row][column] = True


def _dots_between(one: float, other: float, reach: float, most: int) -> tuple[int, int]:
    """Return the dots that lie between two places and so far round them."""
    return max(0, math.floor(min(one, other) - reach)), min(most, math.ceil(max(one, other) + reach) + 1)
