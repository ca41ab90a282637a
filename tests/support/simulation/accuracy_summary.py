"""Summaries of many trials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean

from rearguard.core.side import Side
from rearguard.core.value import value
from support.simulation.person import FAULT_STRENGTH_MARGINS
from support.simulation.trial import STRENGTH_TOLERANCE_MARGINS, OtherMovementTrial, Trial


@value(kw_only=True)
class CountAccuracy:
    """The accuracy of counting or timing."""

    sets: int
    exact_share: float
    """The share of sets whose every repetition was counted, and no more."""
    within_one_share: float
    """The share that is off by one at most."""
    mean_error_reps: float
    """The mean of how far off, in repetitions."""
    holds: int
    mean_hold_error_s: float
    """The mean of how far off a hold is, in seconds."""
    worst_hold_error_s: float
    """The largest."""
    sets_with_false_holds: int
    """In how many sets a hold was seen where there was none."""
    correct_side_share: float
    """The share of repetitions and holds whose side was told right, of those that have one."""


def summarise_counts(trials: Sequence[Trial]) -> CountAccuracy:
    """Return the accuracy of counting or timing in some sets."""
    off = [abs(trial.count_error) for trial in trials]
    holds = [abs(error) for trial in trials for error in trial.hold_errors_s]
    sides = [
        side is trial.truth.side
        for trial in trials
        for side in trial.sides
        if trial.truth.side is not Side.BOTH and side is not Side.BOTH
    ]
    return CountAccuracy(
        sets=len(trials),
        exact_share=mean(not error for error in off),
        within_one_share=mean(error <= 1 for error in off),
        mean_error_reps=mean(off),
        holds=len(holds),
        mean_hold_error_s=mean(holds) if holds else 0.0,
        worst_hold_error_s=max(holds, default=0.0),
        sets_with_false_holds=sum(trial.false_hold_seconds > 0 for trial in trials),
        correct_side_share=mean(sides) if sides else 1.0,
    )


@value(kw_only=True)
class FaultAccuracy:
    """The accuracy with which one fault is found."""

    fault: str
    sets: int
    """In how many sets it was dialled in."""
    sets_off_target: int
    """In how many no change of the figure reached the strength that was wanted."""
    found_share: float
    """The share of the sets in which it was found."""
    other_faults: dict[str, int]
    """What else was found in them."""


def summarise_fault(fault: str, trials: Iterable[Trial]) -> FaultAccuracy:
    """Return the accuracy of finding a fault in sets that were meant to have it."""
    mine = [trial for trial in trials if trial.truth.fault == fault]
    there = [
        trial
        for trial in mine
        if abs(trial.truth.strength_margins - FAULT_STRENGTH_MARGINS) <= STRENGTH_TOLERANCE_MARGINS
    ]
    return FaultAccuracy(
        fault=fault,
        sets=len(there),
        sets_off_target=len(mine) - len(there),
        found_share=mean(fault in trial.faults for trial in there) if there else 0.0,
        other_faults=dict(Counter(id_ for trial in there for id_ in trial.faults if id_ != fault).most_common()),
    )


def compute_false_alarm_shares(trials: Sequence[Trial]) -> dict[str, float]:
    """Return for each fault found in good sets the share of sets that it appears in, and the share with any fault."""
    counts = Counter(id_ for trial in trials for id_ in trial.faults)
    shares = {id_: number / len(trials) for id_, number in counts.most_common()}
    return {"any": mean(bool(trial.faults) for trial in trials), **shares}


@value(kw_only=True)
class FalseCounts:
    """The amount counted of other movement."""

    minutes: float
    reps: int
    held_seconds: float
    movements: dict[str, int]
    """What was taken for the exercise, and how often."""


def summarise_false_counts(passings: Sequence[OtherMovementTrial]) -> FalseCounts:
    """Return the amount counted where the exercise was not done."""
    return FalseCounts(
        minutes=sum(passing.seconds for passing in passings) / 60,
        reps=sum(passing.reps for passing in passings),
        held_seconds=sum(passing.held_seconds for passing in passings),
        movements=dict(
            Counter(passing.movement for passing in passings if passing.reps or passing.held_seconds).most_common()
        ),
    )
