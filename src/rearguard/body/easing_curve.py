"""A number's course over one cycle: smooth, closed, and never beyond the values that were given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence


def course(moments: Sequence[float], values: Sequence[float]) -> Callable[[float], float]:
    """Return a number by phase: the periodic monotone cubic through the points given.

    Slopes by Brodlie's formula, as in Fritsch & Butland 1984 (SIAM J Sci Stat Comput 5:300-304): the first derivative
    has no jump, what stays equal between two moments does not move between them, and no value overshoots.

    Args:
        moments: at least one, growing, in [0, 1).
        values: one for each.
    """
    if min(values) == max(values):
        return lambda _: values[0]
    count = len(moments)
    widths = [(moments[(i + 1) % count] - moments[i]) % 1 or 1.0 for i in range(count)]
    rises = [(values[(i + 1) % count] - values[i]) / widths[i] for i in range(count)]
    slopes = [_slope(widths[i - 1], widths[i], rises[i - 1], rises[i]) for i in range(count)]

    def at(phase: float) -> float:
        phase %= 1.0
        i = bisect_right(moments, phase) - 1
        width, after = widths[i], (i + 1) % count
        t = ((phase - moments[i]) % 1.0) / width
        eased = t * t * (3 - 2 * t)
        return (
            values[i]
            + (values[after] - values[i]) * eased
            + width * t * (1 - t) * ((1 - t) * slopes[i] - t * slopes[after])
        )

    return at


def _slope(before_width: float, width: float, before: float, rise: float) -> float:
    if before * rise <= 0:
        return 0.0
    first, second = 2 * width + before_width, width + 2 * before_width
    return (first + second) / (first / before + second / rise)
