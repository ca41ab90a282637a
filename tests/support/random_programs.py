"""Random programmes of a few exercises, for properties."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Posture, Role
from rearguard.library.program import Program, ProgramItem
from rearguard.plan.plan import Plan, StepKind
from support.sample_exercises import make_exercise, make_program


@dataclass(frozen=True, slots=True)
class PlanningTask:
    """A programme, its exercises and a budget."""

    program: Program
    exercises: dict[str, Exercise]
    budget_s: int


EFFORT_VALUES = st.sampled_from([0.0, 0.1, 0.14, 0.22, 0.25, 0.33, 0.37, 0.5])
MAX_OPTIONS_BY_EXERCISE_COUNT = {1: 12, 2: 12, 3: 12, 4: 6, 5: 4}
"""So that trying everything stays below some thousand choices."""


@st.composite
def _part(draw: st.DrawFn, id_: str, options: int) -> tuple[Exercise, ProgramItem]:
    sets = draw(st.integers(1, min(4, options)))
    counted = draw(st.booleans())
    smallest = draw(st.integers(10, 40))
    extra = draw(st.sampled_from([0, 5, 7, 10])) if options // sets > 2 else 0
    exercise = make_exercise(
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
        effort=(draw(EFFORT_VALUES), draw(EFFORT_VALUES)),
    )
    return exercise, ProgramItem(exercise=id_, sets=sets)


@st.composite
def planning_tasks(draw: st.DrawFn) -> PlanningTask:
    """Draw one to five exercises of all kinds, and a budget that has room for none, some or all."""
    count = draw(st.integers(1, 5))
    parts = [draw(_part(f"exercise-{i}", MAX_OPTIONS_BY_EXERCISE_COUNT[count])) for i in range(count)]
    return PlanningTask(
        program=make_program(*(item for _, item in parts)),
        exercises={exercise.id: exercise for exercise, _ in parts},
        budget_s=draw(st.integers(5, 250) | st.integers(100, 900)),
    )


def collect_amounts(plan: Plan) -> dict[str, tuple[int, int]]:
    """Return a plan's sets and the seconds of a bout, by exercise."""
    amounts: dict[str, tuple[int, int]] = {}
    for step in plan.steps:
        if step.kind is StepKind.WORK:
            amounts[step.exercise] = (step.sets, step.seconds)
    return amounts


def list_bouts(plan: Plan) -> list[tuple[str, int, Side]]:
    """Return the exercise, the set and the side of all work, in order."""
    return [(step.exercise, step.set, step.side) for step in plan.steps if step.kind is StepKind.WORK]
