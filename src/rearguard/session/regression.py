"""Making the rest of an exercise easier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rearguard.library.exercise import Exercise, Level
from rearguard.plan.gain import dose_of_steps
from rearguard.plan.plan import Plan, Step, StepKind
from rearguard.plan.timing import TIME_GRID_S
from rearguard.session.limits import NO_LIMITS, SessionLimits

EASED_SHARE = 0.7
"""What is left of the volume: 30 percent less, with one level down, for pain of 4 or 5."""

MIN_EASED_S = 10
"""Seconds below which nothing timed is cut."""


def ease_exercise(plan: Plan, index: int, exercises: Mapping[str, Exercise], limits: SessionLimits = NO_LIMITS) -> Plan:
    """Return the plan with one exercise made easier from a step on.

    One level down where the ladder has one within the limits that keeps the sides, and 30 percent less. The steps
    keep their places in the list, so that their indices go on meaning the same.
    """
    target = plan.steps[index].exercise
    lower = _lower_level(exercises[target], plan.steps[index].level, limits)
    steps: list[Step] = []
    at = 0
    for i, step in enumerate(plan.steps):
        changed = _ease_step(step, lower) if i >= index and step.exercise == target else step
        steps.append(replace(changed, at=at))
        at += changed.seconds
    return replace(plan, steps=tuple(steps), seconds=at, gain=dose_of_steps(steps, exercises).restored_fraction())


def _lower_level(exercise: Exercise, level_id: str, limits: SessionLimits) -> Level | None:
    """Return the next allowed step below on the ladder, if its sides are the same."""
    here = exercise.level(level_id)
    below = reversed(exercise.levels[: exercise.levels.index(here)])
    lower = next((level for level in below if not level.branch and limits.allows_level(exercise.id, level.id)), None)
    if lower is None or exercise.at(lower).sides != exercise.at(here).sides:
        return None
    return lower


def _ease_step(step: Step, lower: Level | None) -> Step:
    level = step.level if lower is None else lower.id
    if step.kind is not StepKind.WORK:
        return replace(step, level=level)
    if step.reps is not None and step.tempo is not None:
        reps = max(1, int(step.reps * EASED_SHARE))
        return replace(step, level=level, reps=reps, seconds=reps * step.tempo.seconds)
    seconds = int(step.seconds * EASED_SHARE) // TIME_GRID_S * TIME_GRID_S
    return replace(step, level=level, seconds=min(step.seconds, max(MIN_EASED_S, seconds)))
