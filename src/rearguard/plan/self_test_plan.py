"""A self-test as a plan: its tries one after the other, so that the session leads through it as through a routine."""

from __future__ import annotations

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level, Sides
from rearguard.plan.plan import Kind, Plan, Step
from rearguard.safety.clearance import Clearance

BETWEEN = 10
"""Seconds from one try to the next, where the file says nothing: to put the foot down and breathe."""


def hindrance(exercise: Exercise, level: Level, clearance: Clearance) -> Message | None:
    """Return why someone must not do a test at a level; None where nothing speaks against it."""
    for trait in sorted(exercise.traits | level.traits):
        if trait in clearance.removes:
            return clearance.removes[trait]
    if clearance.lowest_level and level is not exercise.levels[0]:
        return Message("by your safety answers every exercise stays on its first step")
    seconds, longest = exercise.dose.seconds, clearance.longest_hold
    if exercise.dose.measure == "hold" and seconds is not None and longest is not None and longest < seconds.usual:
        return Message("by your safety answers you hold nothing for more than {seconds} seconds", {"seconds": longest})
    return None


def tries(exercise: Exercise, level: Level) -> Plan:
    """Return all tries of a test: with two sides in turn, so that one rests while the other works.

    Raises:
        ValueError: it is not timed.
    """
    if exercise.dose.seconds is None:
        raise ValueError(f"{exercise.id} is not timed")
    together = (level.sides or exercise.sides) is Sides.TOGETHER
    sides = (Side.BOTH,) if together else (Side.LEFT, Side.RIGHT)
    count = exercise.dose.sets.usual
    steps: list[Step] = []
    at = 0

    def add(kind: Kind, seconds: int, side: Side, number: int) -> None:
        nonlocal at
        step = Step(
            at=at, seconds=seconds, kind=kind, exercise=exercise.id, level=level.id, side=side, set=number, sets=count
        )
        steps.append(step)
        at += seconds

    for number in range(1, count + 1):
        for side in sides:
            if steps:
                kind = Kind.SWITCH if len(sides) > 1 else Kind.READY
                add(kind, max(exercise.dose.step_in, exercise.dose.rest) or BETWEEN, side, number)
            add(Kind.WORK, exercise.dose.seconds.usual, side, number)
    return Plan(program=exercise.id, budget=at, seconds=at, gain=0.0, steps=tuple(steps), why=(), left_out=())
