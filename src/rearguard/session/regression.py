"""Making the rest of an exercise easier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rearguard.library.exercise import Exercise, Level
from rearguard.plan.gain import dose
from rearguard.plan.plan import Kind, Plan, Step
from rearguard.plan.timing import GRID
from rearguard.session.limits import FREE, Limits

LESS = 0.7
"""What is left of the volume: 30 percent less, with one level down, for pain of 4 or 5."""

SHORTEST = 10
"""Seconds below which nothing timed is cut."""


def ease(plan: Plan, index: int, exercises: Mapping[str, Exercise], limits: Limits = FREE) -> Plan:
    """Return the plan with one exercise made easier from a step on.

    One level down where the ladder has one within the limits that keeps the sides, and 30 percent less. The steps
    keep their places in the list, so that their indices go on meaning the same.
    """
    target = plan.steps[index].exercise
    lower = _below(exercises[target], plan.steps[index].level, limits)
    steps: list[Step] = []
    at = 0
    for i, step in enumerate(plan.steps):
        changed = _easier(step, lower) if i >= index and step.exercise == target else step
        steps.append(replace(changed, at=at))
        at += changed.seconds
    return replace(plan, steps=tuple(steps), seconds=at, gain=dose(steps, exercises).restored())


def _below(exercise: Exercise, level_id: str, limits: Limits) -> Level | None:
    """Return the next allowed step below on the ladder, if its sides are the same."""
    here = exercise.level(level_id)
    lower = None
    for level in exercise.levels:
        if level.id == level_id:
            break
        if not level.branch and limits.allow(exercise.id, level.id):
            lower = level
    if lower is None or (lower.sides or exercise.sides) != (here.sides or exercise.sides):
        return None
    return lower


def _easier(step: Step, lower: Level | None) -> Step:
    level = step.level if lower is None else lower.id
    if step.kind is not Kind.WORK:
        return replace(step, level=level)
    if step.reps is not None and step.tempo is not None:
        reps = max(1, int(step.reps * LESS))
        return replace(step, level=level, reps=reps, seconds=reps * step.tempo.seconds)
    seconds = int(step.seconds * LESS) // GRID * GRID
    return replace(step, level=level, seconds=min(step.seconds, max(SHORTEST, seconds)))
