"""Pictures of dots in a terminal: each braille sign has two by four of them."""

from __future__ import annotations

BLANK = 0x2800
"""The sign without a dot; a dot adds its bit (Unicode, block “Braille Patterns”)."""

BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""By row and column."""

ROWS, COLUMNS = len(BITS), len(BITS[0])

Dot = tuple[float, float]
"""To the right and down, from the upper left corner."""


class Picture:
    """Dots, as many signs wide and high as it is told; what lies outside is left out."""

    def __init__(self, width: int, height: int) -> None:
        self._cells = [[BLANK] * width for _ in range(height)]

    def line(self, begin: Dot, end: Dot) -> None:
        """Draw a line from dot to dot."""
        steps = max(1, round(max(abs(end[0] - begin[0]), abs(end[1] - begin[1]))))
        for i in range(steps + 1):
            share = i / steps
            self._set(begin[0] + (end[0] - begin[0]) * share, begin[1] + (end[1] - begin[1]) * share)

    def lines(self) -> list[str]:
        """Return its lines of signs."""
        return ["".join(map(chr, row)) for row in self._cells]

    def _set(self, x: float, y: float) -> None:
        row, column = int(y // ROWS), int(x // COLUMNS)
        if 0 <= row < len(self._cells) and 0 <= column < len(self._cells[0]):
            self._cells[row][column] |= BITS[int(y % ROWS)][int(x % COLUMNS)]
