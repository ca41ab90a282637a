"""The dose of a plan's steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rearguard.core.dose import Dose
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Step, StepKind


def dose_of_steps(steps: Iterable[Step], exercises: Mapping[str, Exercise]) -> Dose:
    """Return the dose per side of the work steps, as the mean of both sides."""
    total = Dose()
    for step in steps:
        if step.kind is StepKind.WORK:
            share = 1.0 if step.side is Side.BOTH else 0.5
            total += exercises[step.exercise].level(step.level).effort.dose_over(step.seconds * share)
    return total
