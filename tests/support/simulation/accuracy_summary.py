"""What many trials come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import mean

from rearguard.core.side import Side
from rearguard.core.value import value
from support.simulation.person import AIM
from support.simulation.trial import DIALLED, Passing, Trial


@value(kw_only=True)
class Counting:
    """How well is counted or timed."""

    sets: int
    exact: float
    """The share of sets whose every repetition was counted, and no more."""
    within_one: float
    """The share that is off by one at most."""
    error: float
    """The mean of how far off, in repetitions."""
    holds: int
    hold_error: float
    """The mean of how far off a hold is, in seconds."""
    hold_worst: float
    """The largest."""
    astray: int
    """In how many sets a hold was seen where there was none."""
    sides: float
    """The share of repetitions and holds whose side was told right, of those that have one."""


def counting(trials: Sequence[Trial]) -> Counting:
    """Return how well is counted or timed in some sets."""
    off = [abs(trial.off) for trial in trials]
    holds = [abs(error) for trial in trials for error in trial.holds]
    sides = [
        told is trial.truth.side
        for trial in trials
        for told in trial.sides
        if trial.truth.side is not Side.BOTH and told is not Side.BOTH
    ]
    return Counting(
        sets=len(trials),
        exact=mean(not error for error in off),
        within_one=mean(error <= 1 for error in off),
        error=mean(off),
        holds=len(holds),
        hold_error=mean(holds) if holds else 0.0,
        hold_worst=max(holds, default=0.0),
        astray=sum(trial.astray > 0 for trial in trials),
        sides=mean(sides) if sides else 1.0,
    )


@value(kw_only=True)
class Finding:
    """How well one fault is found."""

    flaw: str
    sets: int
    """In how many sets it was dialled in."""
    missed_its_aim: int
    """In how many no change of the figure reached the strength that was wanted."""
    found: float
    """The share of the sets in which it was found."""
    instead: dict[str, int]
    """What else was found in them."""


def finding(flaw: str, trials: Iterable[Trial]) -> Finding:
    """Return how well a fault is found in sets that were meant to have it."""
    mine = [trial for trial in trials if trial.truth.flaw == flaw]
    there = [trial for trial in mine if abs(trial.truth.strength - AIM) <= DIALLED]
    return Finding(
        flaw=flaw,
        sets=len(there),
        missed_its_aim=len(mine) - len(there),
        found=mean(flaw in trial.faults for trial in there) if there else 0.0,
        instead=dict(Counter(id_ for trial in there for id_ in trial.faults if id_ != flaw).most_common()),
    )


def alarms(trials: Sequence[Trial]) -> dict[str, float]:
    """Return for each fault that was found in good sets the share of them in which it was, and that of any."""
    told = Counter(id_ for trial in trials for id_ in trial.faults)
    shares = {id_: number / len(trials) for id_, number in told.most_common()}
    return {"any": mean(bool(trial.faults) for trial in trials), **shares}


@value(kw_only=True)
class Quiet:
    """How much was counted of other movement."""

    minutes: float
    reps: int
    held: float
    by: dict[str, int]
    """What was taken for the exercise, and how often."""


def quiet(passings: Sequence[Passing]) -> Quiet:
    """Return how much was counted where nobody did the exercise."""
    return Quiet(
        minutes=sum(passing.seconds for passing in passings) / 60,
        reps=sum(passing.reps for passing in passings),
        held=sum(passing.held for passing in passings),
        by=dict(Counter(passing.does for passing in passings if passing.reps or passing.held).most_common()),
    )
