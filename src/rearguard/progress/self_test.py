"""Self-tests: their results in the journal, the meaning of a change, and when a test is due."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import Entry, EventKind
from rearguard.progress.precision import Precision, precision_of

RETEST_AFTER = timedelta(days=28)
"""Four weeks between two of the same test: our choice. Strength takes weeks to change, and after a break this long the
tests should be repeated."""


@value(kw_only=True)
class SelfTestResult:
    """The result of one test on one side."""

    at: datetime
    test: str
    level: str
    side: Side
    value: float
    """Seconds, or repetitions."""
    unit: Literal["s", "reps"]
    measured_by: Literal["tap", "camera"]
    trials: tuple[float, ...]
    """The values of all tries; the best is `value`."""
    fault_counts: Mapping[str, int]
    """By fault, the number of tries in which the camera saw it."""
    limit_s: float | None
    """The seconds after which a hold is ended."""

    @property
    def is_at_limit(self) -> bool:
        """Whether it reached the limit."""
        return self.limit_s is not None and self.value >= self.limit_s


DifferenceVerdict = Literal["more", "less", "same", "most", "unknown"]
"""`same`: no more than chance; `most`: both reached the limit; `unknown`: the precision is unknown."""


@value(kw_only=True)
class Difference:
    """The difference between two results."""

    amount: float
    """The second minus the first."""
    threshold: float | None
    """The amount that must be exceeded to be more than chance; None: unknown."""
    verdict: DifferenceVerdict


def read_results(entries: Iterable[Entry]) -> tuple[SelfTestResult, ...]:
    """Return the results among entries, the oldest first; other entries are ignored."""
    results = [
        result for entry in entries if entry.kind is EventKind.TESTED and (result := _parse_result(entry)) is not None
    ]
    return tuple(sorted(results, key=lambda result: result.at))


def result_error(result: SelfTestResult) -> float | None:
    """Return the measurement error of a result; None if unknown.

    It is the published figure if there is one, otherwise half the spread of the person's own tries.
    """
    precision = precision_of(result.test, result.level)
    if precision is not None:
        return precision.error
    if len(result.trials) > 1:
        return (max(result.trials) - min(result.trials)) / 2
    return None


def compare_results(first: SelfTestResult, second: SelfTestResult) -> Difference:
    """Return the difference between two results of the same test and level."""
    amount = second.value - first.value
    if first.is_at_limit and second.is_at_limit:
        return Difference(amount=amount, threshold=None, verdict="most")
    threshold = _detectable_difference(first, second, precision_of(first.test, first.level))
    if threshold is None:
        return Difference(amount=amount, threshold=None, verdict="unknown")
    if abs(amount) <= threshold:
        return Difference(amount=amount, threshold=threshold, verdict="same")
    return Difference(amount=amount, threshold=threshold, verdict="more" if amount > 0 else "less")


def _detectable_difference(first: SelfTestResult, second: SelfTestResult, precision: Precision | None) -> float | None:
    if precision is not None:
        return precision.detectable_change
    # A result at the limit may have a single try and no error of its own; then the other's error must do.
    pairs = [(result, result_error(result)) for result in (first, second)]
    known_errors = [error for _, error in pairs if error is not None]
    is_comparable = all(error is not None or result.is_at_limit for result, error in pairs)
    return sum(known_errors) if known_errors and is_comparable else None


def change_since_previous(results: Iterable[SelfTestResult], latest: SelfTestResult) -> Difference | None:
    """Return the difference from the previous result of the same test, level and side; None without one."""
    earlier = [
        result
        for result in results
        if _is_same_test(result, latest) and result.side is latest.side and result.at < latest.at
    ]
    return compare_results(max(earlier, key=lambda result: result.at), latest) if earlier else None


def side_difference(results: Iterable[SelfTestResult], latest: SelfTestResult) -> Difference | None:
    """Return the right side's difference from the left, on the day of a result; None if a side is missing."""
    same_day = [
        result
        for result in results
        if _is_same_test(result, latest) and abs(result.at - latest.at) < timedelta(hours=12)
    ]
    left, right = (
        max((result for result in same_day if result.side is side), key=lambda result: result.at, default=None)
        for side in (Side.LEFT, Side.RIGHT)
    )
    return None if left is None or right is None else compare_results(left, right)


def retest_reason(test: str, results: Iterable[SelfTestResult], now: datetime) -> Message | None:
    """Return why a test is due; None while it is not."""
    last_at = max((result.at for result in results if result.test == test), default=None)
    if last_at is None:
        return Message("Not done yet. Your first result is the baseline.")
    if now - last_at >= RETEST_AFTER:
        return Message(
            "Last done {days} days ago. Repeat it every four weeks to see what changes.", {"days": (now - last_at).days}
        )
    return None


def _is_same_test(first: SelfTestResult, second: SelfTestResult) -> bool:
    return (first.test, first.level) == (second.test, second.level)


def _parse_result(entry: Entry) -> SelfTestResult | None:
    """Return the result of an entry; None for an entry in an unknown format."""
    data = entry.data
    try:
        limit = data.get("limit")
        trials = tuple(map(_parse_number, data.get("trials") or [data["value"]]))
        return SelfTestResult(
            at=entry.at,
            test=str(data["test"]),
            level=str(data.get("level", "plain")),
            side=Side(data["side"]),
            value=_parse_number(data["value"]),
            unit=_parse_literal(data["unit"], "s", "reps"),
            measured_by=_parse_literal(data["by"], "tap", "camera"),
            trials=trials,
            fault_counts={str(fault): int(count) for fault, count in (data.get("seen") or {}).items()},
            limit_s=None if limit is None else _parse_number(limit),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def _parse_number(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw) or raw < 0:
        raise ValueError(raw)
    return float(raw)


def _parse_literal(raw: object, *allowed: Any) -> Any:  # noqa: ANN401 - returns one of the literals
    if raw not in allowed:
        raise ValueError(raw)
    return raw
