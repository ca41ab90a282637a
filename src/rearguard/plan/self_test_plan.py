"""A self-test as a plan: its tries as steps, so that a session runs it like any other plan."""

from __future__ import annotations

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level, Sidedness
from rearguard.plan.plan import Plan, Step, StepKind
from rearguard.safety.clearance import Clearance

BETWEEN_TRIES_S = 10
"""Seconds between two tries by default: time to put the foot down and breathe."""


def contraindication(exercise: Exercise, level: Level, clearance: Clearance) -> Message | None:
    """Return why a person must not do an exercise at a level; None if they may."""
    reason = clearance.reason_against(exercise.at(level).traits)
    if reason is not None:
        return reason
    if clearance.lowest_level_only and level is not exercise.levels[0]:
        return Message("because of your safety answers, every exercise stays at its first level")
    seconds, longest = exercise.dose.seconds, clearance.max_hold_s
    if exercise.dose.measure == "hold" and seconds is not None and longest is not None and longest < seconds.usual:
        return Message(
            "because of your safety answers, nothing is held for more than {seconds} seconds", {"seconds": longest}
        )
    return None


def plan_self_test(exercise: Exercise, level: Level) -> Plan:
    """Return the plan of all tries of a test, the sides in turn, so that one rests while the other works.

    Raises:
        ValueError: the exercise is not timed.
    """
    if exercise.dose.seconds is None:
        raise ValueError(f"{exercise.id} is not timed")
    together = exercise.at(level).sides is Sidedness.TOGETHER
    sides = (Side.BOTH,) if together else (Side.LEFT, Side.RIGHT)
    count = exercise.dose.sets.usual
    steps: list[Step] = []
    at = 0

    def add(kind: StepKind, seconds: int, side: Side, number: int) -> None:
        nonlocal at
        step = Step(
            at=at, seconds=seconds, kind=kind, exercise=exercise.id, level=level.id, side=side, set=number, sets=count
        )
        steps.append(step)
        at += seconds

    for number in range(1, count + 1):
        for side in sides:
            if steps:
                kind = StepKind.SWITCH if len(sides) > 1 else StepKind.READY
                add(kind, max(exercise.dose.step_in, exercise.dose.rest) or BETWEEN_TRIES_S, side, number)
            add(StepKind.WORK, exercise.dose.seconds.usual, side, number)
    return Plan(program=exercise.id, budget=at, seconds=at, gain=0.0, steps=tuple(steps), why=(), left_out=())
