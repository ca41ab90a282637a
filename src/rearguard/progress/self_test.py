"""Self-tests: what the journal holds of them, what a change means, and which is due."""

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
"""Four weeks between two of the same test: our choice. Strength takes weeks to change, and after a pause of as long the
tests are to be done anew."""


@value(kw_only=True)
class SelfTestResult:
    """One test of one side."""

    at: datetime
    test: str
    level: str
    side: Side
    value: float
    """Seconds, or how many."""
    unit: Literal["s", "reps"]
    measured_by: Literal["tap", "camera"]
    trials: tuple[float, ...]
    """All tries; the best one is the value."""
    fault_counts: Mapping[str, int]
    """In how many tries the camera saw which flaw."""
    limit_s: float | None
    """The seconds at which it is ended, where it is held."""

    @property
    def is_at_limit(self) -> bool:
        """Whether it could not have been more."""
        return self.limit_s is not None and self.value >= self.limit_s


DifferenceVerdict = Literal["more", "less", "same", "most", "unknown"]
"""`same`: no more than chance; `most`: both are the most there is; `unknown`: nothing tells what chance does."""


@value(kw_only=True)
class Difference:
    """Of two results."""

    amount: float
    """The second less the first."""
    threshold: float | None
    """What a difference must exceed to be more than chance; None where nothing tells."""
    verdict: DifferenceVerdict


def read_results(entries: Iterable[Entry]) -> tuple[SelfTestResult, ...]:
    """Return the results among entries, the oldest first; what is none is passed over."""
    found = [
        result for entry in entries if entry.kind is EventKind.TESTED and (result := _parse_result(entry)) is not None
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def result_error(result: SelfTestResult) -> float | None:
    """Return by how much a result may be off; None where nothing tells.

    By the published figure where there is one; else half of how far the person's own tries lie apart.
    """
    known = precision_of(result.test, result.level)
    if known is not None:
        return known.error
    if len(result.trials) > 1:
        return (max(result.trials) - min(result.trials)) / 2
    return None


def compare_results(first: SelfTestResult, second: SelfTestResult) -> Difference:
    """Return what lies between two results of one test at one level."""
    by = second.value - first.value
    if first.is_at_limit and second.is_at_limit:
        return Difference(amount=by, threshold=None, verdict="most")
    beyond = _detectable_difference(first, second, precision_of(first.test, first.level))
    if beyond is None:
        return Difference(amount=by, threshold=None, verdict="unknown")
    if abs(by) <= beyond:
        return Difference(amount=by, threshold=beyond, verdict="same")
    return Difference(amount=by, threshold=beyond, verdict="more" if by > 0 else "less")


def _detectable_difference(first: SelfTestResult, second: SelfTestResult, known: Precision | None) -> float | None:
    if known is not None:
        return known.detectable_change
    errors = [result_error(one) for one in (first, second)]
    # Whoever reached the most tried once: nothing is known of them, and the other's tries must do.
    told = [one for one in errors if one is not None]
    open_ended = all(one is not None or of.is_at_limit for one, of in zip(errors, (first, second), strict=True))
    return sum(told) if told and open_ended else None


def change_since_previous(results: Iterable[SelfTestResult], latest: SelfTestResult) -> Difference | None:
    """Return the difference to the result before, of the same test, level and side; None where there is none."""
    before = [one for one in results if _is_same_test(one, latest) and one.side is latest.side and one.at < latest.at]
    return compare_results(max(before, key=lambda one: one.at), latest) if before else None


def side_difference(results: Iterable[SelfTestResult], latest: SelfTestResult) -> Difference | None:
    """Return by how much the right side differs from the left, on the day of a result; None where one is missing."""
    day = [one for one in results if _is_same_test(one, latest) and abs(one.at - latest.at) < timedelta(hours=12)]
    left, right = (
        max((one for one in day if one.side is side), key=lambda one: one.at, default=None)
        for side in (Side.LEFT, Side.RIGHT)
    )
    return None if left is None or right is None else compare_results(left, right)


def retest_reason(test: str, results: Iterable[SelfTestResult], now: datetime) -> Message | None:
    """Return why a test is due; None while it is not."""
    last = max((one.at for one in results if one.test == test), default=None)
    if last is None:
        return Message("Not done yet. Your first result is the baseline.")
    if now - last >= RETEST_AFTER:
        return Message(
            "Last done {days} days ago. Repeat it every four weeks to see what changes.", {"days": (now - last).days}
        )
    return None


def _is_same_test(one: SelfTestResult, other: SelfTestResult) -> bool:
    return (one.test, one.level) == (other.test, other.level)


def _parse_result(entry: Entry) -> SelfTestResult | None:
    """Return what an entry says; None for one that another program wrote otherwise."""
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
            fault_counts={str(flaw): int(count) for flaw, count in (data.get("seen") or {}).items()},
            limit_s=None if limit is None else _parse_number(limit),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def _parse_number(found: object) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found) or found < 0:
        raise ValueError(found)
    return float(found)


def _parse_literal(found: object, *known: Any) -> Any:  # noqa: ANN401 - one of the literals
    if found not in known:
        raise ValueError(found)
    return found
