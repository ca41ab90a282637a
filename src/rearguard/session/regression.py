"""Regression during a session: the rest of an exercise becomes easier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rearguard.library.exercise import Exercise, Level
from rearguard.plan.gain import dose_of_steps
from rearguard.plan.plan import Plan, Step, StepKind
from rearguard.plan.timing import TIME_GRID_S
from rearguard.session.limits import NO_LIMITS, SessionLimits

EASED_SHARE = 0.7
"""The remaining share of the volume: 30 percent less, and one level down, for pain of 4 or 5."""

MIN_EASED_S = 10
"""The shortest timed bout, in seconds, that easing leaves."""


def ease_exercise(plan: Plan, index: int, exercises: Mapping[str, Exercise], limits: SessionLimits = NO_LIMITS) -> Plan:
    """Return the plan with one exercise made easier, from a step on.

    It goes one level down, if the limits allow a lower level with the same sides, and its volume falls by 30 percent.
    The number and order of the steps don't change, so their indices stay valid.
    """
    exercise_id = plan.steps[index].exercise
    lower = _lower_level(exercises[exercise_id], plan.steps[index].level, limits)
    steps: list[Step] = []
    at = 0
    for i, step in enumerate(plan.steps):
        eased = _ease_step(step, lower) if i >= index and step.exercise == exercise_id else step
        steps.append(replace(eased, at=at))
        at += eased.seconds
    return replace(plan, steps=tuple(steps), seconds=at, gain=dose_of_steps(steps, exercises).restored_fraction())


def _lower_level(exercise: Exercise, level_id: str, limits: SessionLimits) -> Level | None:
    """Return the next allowed level below, if its sides are the same."""
    current = exercise.level(level_id)
    below = reversed(exercise.levels[: exercise.levels.index(current)])
    lower = next((level for level in below if not level.branch and limits.allows_level(exercise.id, level.id)), None)
    if lower is None or exercise.at(lower).sides != exercise.at(current).sides:
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
