"""What is known of the time: spans that follow each other, laid over one another as they were told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from rearguard.charge.activity import Activity
from rearguard.core.value import value


@value
class Span:
    """A stretch of time with one activity. Times are seconds since 1970, UTC, so that no change of clocks is in it."""

    start: float
    end: float
    activity: Activity


def laid(told: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is known once everything was told: each covers what was told before it of the same time.

    The spans returned rise and don't overlap; between them is time of which nobody told. A span that ends before it
    begins says nothing.
    """
    line: list[Span] = []
    for span in told:
        if not span.start < span.end:
            continue
        if not line or line[-1].end <= span.start:  # as it mostly is: later than all before
            line.append(span)
            continue
        first = bisect_right(line, span.start, key=lambda known: known.end)
        last = bisect_left(line, span.end, key=lambda known: known.start)
        covered = line[first:last]
        left = [Span(known.start, span.start, known.activity) for known in covered[:1] if known.start < span.start]
        right = [Span(span.end, known.end, known.activity) for known in covered[-1:] if known.end > span.end]
        line[first:last] = [*left, span, *right]
    return tuple(line)
