"""Spans of activity in order, and the merge of overlapping ones."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from rearguard.charge.activity import Activity
from rearguard.core.value import value


@value
class ActivitySpan:
    """An interval of time with one activity. Times are seconds since 1970, UTC, so clock changes don't matter."""

    start: float
    end: float
    activity: Activity


def overlay(spans: Iterable[ActivitySpan]) -> tuple[ActivitySpan, ...]:
    """Return non-overlapping spans in order of time, where each span given covers the earlier ones.

    The time between the returned spans is unknown. A span that ends before it begins is ignored.
    """
    merged: list[ActivitySpan] = []
    for span in spans:
        if not span.start < span.end:
            continue
        if not merged or merged[-1].end <= span.start:  # the usual case: later than all before
            merged.append(span)
            continue
        first = bisect_right(merged, span.start, key=lambda other: other.end)
        last = bisect_left(merged, span.end, key=lambda other: other.start)
        covered = merged[first:last]
        left = [
            ActivitySpan(other.start, span.start, other.activity) for other in covered[:1] if other.start < span.start
        ]
        right = [ActivitySpan(span.end, other.end, other.activity) for other in covered[-1:] if other.end > span.end]
        merged[first:last] = [*left, span, *right]
    return tuple(merged)
