"""The trials of a self-test and the result that they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise

NO_FAULTS: Mapping[str, int] = MappingProxyType({})


@value
class Trial:
    """A trial of a self-test."""

    number: float | None
    """Seconds, or a count; None: not counted yet."""
    by: Literal["tap", "camera"]
    faults: frozenset[str] = frozenset()


def hold_limit_s(exercise: Exercise) -> int | None:
    """Return the seconds at which a timed hold ends; None for a test that counts."""
    seconds = exercise.dose.seconds
    return None if seconds is None or exercise.dose.measure != "hold" else seconds.usual


def is_settled(exercise: Exercise, trials: Sequence[Trial]) -> bool:
    """Return whether no trial of a side is left, or none could be better."""
    limit_s = hold_limit_s(exercise)
    return len(trials) >= exercise.dose.sets.usual or any(
        limit_s is not None and trial.number is not None and trial.number >= limit_s for trial in trials
    )


def result_of_trials(exercise: Exercise, level: str, side: Side, trials: Sequence[Trial]) -> dict[str, Any] | None:
    """Return the result of a side as the journal stores it; None while no trial has a number."""
    counted = [(trial.number, trial) for trial in trials if trial.number is not None]
    if not counted:
        return None
    _, best = max(counted, key=lambda pair: pair[0])
    fault_counts = Counter(fault for _, trial in counted for fault in trial.faults)
    numbers = [number for number, _ in counted]
    return self_test_result_data(exercise, level, side, numbers, by=best.by, faults=dict(sorted(fault_counts.items())))


def self_test_result_data(
    exercise: Exercise,
    level: str,
    side: Side,
    trials: Sequence[float],
    *,
    by: str,
    faults: Mapping[str, int] = NO_FAULTS,
) -> dict[str, Any]:
    """Return a result as the journal stores it.

    Args:
        exercise: the test.
        level: id of the level.
        side: of the body.
        trials: results of all trials, seconds or counts; the best one is the value.
        by: "tap" or "camera".
        faults: for each fault, in how many trials the camera saw it.
    """
    is_hold = exercise.dose.measure == "hold"
    return {
        "test": exercise.id,
        "level": level,
        "side": side.value,
        "value": max(trials) if is_hold else int(max(trials)),
        "unit": "s" if is_hold else "reps",
        "by": by,
        "limit": hold_limit_s(exercise),
        "trials": [number if is_hold else int(number) for number in trials],
        "seen": dict(faults),
    }
