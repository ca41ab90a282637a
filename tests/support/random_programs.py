"""Random programmes of a few exercises, for properties."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Posture, Role
from rearguard.library.program import Item, Program
from rearguard.plan.plan import Kind, Plan
from support.sample_exercises import exercise, program


@dataclass(frozen=True, slots=True)
class Task:
    """A programme, its exercises and a budget."""

    program: Program
    exercises: dict[str, Exercise]
    budget: int


EFFORTS = st.sampled_from([0.0, 0.1, 0.14, 0.22, 0.25, 0.33, 0.37, 0.5])
MOST_OPTIONS = {1: 12, 2: 12, 3: 12, 4: 6, 5: 4}
"""So that trying everything stays below some thousand choices."""


@st.composite
def _part(draw: st.DrawFn, id_: str, options: int) -> tuple[Exercise, Item]:
    sets = draw(st.integers(1, min(4, options)))
    counted = draw(st.booleans())
    smallest = draw(st.integers(10, 40))
    extra = draw(st.sampled_from([0, 5, 7, 10])) if options // sets > 2 else 0
    made = exercise(
        id_,
        posture=draw(st.sampled_from(Posture)),
        role=draw(st.sampled_from([Role.STRENGTHEN, Role.STRENGTHEN, Role.STRETCH])),
        each=draw(st.booleans()),
        reps=draw(st.integers(1, 12)) if counted else None,
        tempo=draw(st.sampled_from([(1, 0, 1), (1, 1, 1), (1, 2, 1)])),
        seconds=None if counted else (smallest, smallest + extra, smallest + extra),
        hold=draw(st.booleans()),
        rest=draw(st.sampled_from([0, 4, 10, 20, 30])),
        step_in=draw(st.sampled_from([0, 0, 5, 8])),
        effort=(draw(EFFORTS), draw(EFFORTS)),
    )
    return made, Item(exercise=id_, sets=sets)


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Draw one to five exercises of all kinds, and a budget that has room for none, some or all."""
    count = draw(st.integers(1, 5))
    drawn = [draw(_part(f"exercise-{i}", MOST_OPTIONS[count])) for i in range(count)]
    return Task(
        program=program(*(item for _, item in drawn)),
        exercises={one.id: one for one, _ in drawn},
        budget=draw(st.integers(5, 250) | st.integers(100, 900)),
    )


def amounts(plan: Plan) -> dict[str, tuple[int, int]]:
    """Return the sets and the seconds of a bout of what is in a plan."""
    found: dict[str, tuple[int, int]] = {}
    for step in plan.steps:
        if step.kind is Kind.WORK:
            found[step.exercise] = (step.sets, step.seconds)
    return found


def bouts(plan: Plan) -> list[tuple[str, int, Side]]:
    """Return the exercise, the set and the side of all work, in order."""
    return [(step.exercise, step.set, step.side) for step in plan.steps if step.kind is Kind.WORK]
