"""Upper bounds on what the remaining exercises can add in the remaining time.

A bound is the linear relaxation of a multiple-choice knapsack (Sinha and Zoltners 1979,
doi:10.1287/opre.27.3.503): each exercise's options are replaced by their upper concave hull in the plane of
seconds and value, and the hulls' segments are taken by slope. No real choice exceeds the bound.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from rearguard.plan.item import Option, SearchItem

Point = tuple[float, float]


def upper_hull_segments(points: list[Point]) -> list[Point]:
    """Return the segments (seconds, value) of the upper concave hull, steepest first, from the leftmost point."""
    corners: list[Point] = []
    for x, y in sorted(points, key=lambda point: (point[0], -point[1])):
        if corners and y <= corners[-1][1]:
            continue
        while len(corners) > 1:
            (x0, y0), (x1, y1) = corners[-2:]
            if (y1 - y0) * (x - x0) > (y - y0) * (x1 - x0):
                break
            corners.pop()
        corners.append((x, y))
    return [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners)]


class UpperBound:
    """The most of one value that the items from each position on can add.

    Args:
        items: in the order of the search.
        value: the value of an option.
        all_kept: whether every item must be kept, so that the cheapest option of each is already paid for.
    """

    def __init__(self, items: Sequence[SearchItem], value: Callable[[Option], float], *, all_kept: bool) -> None:
        self._tails: list[tuple[float, list[float], list[float]]] = []
        for start in range(len(items) + 1):
            spent = base = 0.0
            segments: list[Point] = []
            for item in items[start:]:
                points: list[Point] = [(option.seconds, value(option)) for option in item.options]
                if all_kept:
                    least, worth = min(points, key=lambda point: (point[0], -point[1]))
                    spent += least
                    base += worth
                    points = [(x - least, y - worth) for x, y in points]
                else:
                    points.append((0.0, 0.0))
                segments += upper_hull_segments(points)
            segments.sort(key=lambda segment: -segment[1] / segment[0])
            seconds, values = [0.0], [base]
            for dx, dy in segments:
                seconds.append(seconds[-1] + dx)
                values.append(values[-1] + dy)
            self._tails.append((spent, seconds, values))

    def __call__(self, start: int, seconds: float) -> float:
        """Return the most that `items[start:]` can add in `seconds`; minus infinity when they don't fit."""
        spent, ends, values = self._tails[start]
        left = seconds - spent
        if left < 0:
            return float("-inf")
        if left >= ends[-1]:
            return values[-1]
        i = bisect_right(ends, left) - 1
        return values[i] + (values[i + 1] - values[i]) * (left - ends[i]) / (ends[i + 1] - ends[i])
