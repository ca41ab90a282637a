"""Easing curves: a number over one cycle, smooth, periodic, and without overshoot."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence


def easing_curve(phases: Sequence[float], values: Sequence[float]) -> Callable[[float], float]:
    """Return a function of the phase: the periodic monotone cubic through the given points.

    Slopes by Brodlie's formula, as in Fritsch & Butland 1984 (SIAM J Sci Stat Comput 5:300-304): the first derivative
    is continuous, two equal neighbours have a constant curve between them, and no value overshoots.

    Args:
        phases: at least one, ascending, in [0, 1).
        values: one for each phase.
    """
    if min(values) == max(values):
        return lambda _: values[0]
    count = len(phases)
    widths = [(phases[(i + 1) % count] - phases[i]) % 1 or 1.0 for i in range(count)]
    rises = [(values[(i + 1) % count] - values[i]) / widths[i] for i in range(count)]
    slopes = [_slope(widths[i - 1], widths[i], rises[i - 1], rises[i]) for i in range(count)]

    def at(phase: float) -> float:
        phase %= 1.0
        i = bisect_right(phases, phase) - 1
        width, after = widths[i], (i + 1) % count
        t = ((phase - phases[i]) % 1.0) / width
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
