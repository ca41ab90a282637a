"""The planner's entry point: from a request to a plan."""

from __future__ import annotations

from collections.abc import Mapping

from rearguard.core.message import Message
from rearguard.library.exercise import Exercise
from rearguard.plan.arrangement import arrange_steps
from rearguard.plan.eligibility import choose_candidates
from rearguard.plan.explanation import describe_prescriber, explain_plan, format_minutes
from rearguard.plan.gain import dose_of_steps
from rearguard.plan.plan import OmittedExercise, Plan
from rearguard.plan.request import PlanInputs
from rearguard.plan.search import find_best_options
from rearguard.safety.clearance import Clearance


def make_plan(request: PlanInputs, exercises: Mapping[str, Exercise], clearance: Clearance) -> Plan:
    """Plan a programme within a time budget.

    Args:
        request: the programme, the budget in seconds, and the available equipment.
        exercises: the exercises by id, with all of the programme's.
        clearance: permission to exercise. There is no default, so there is no plan without it.

    Returns:
        The plan; without steps when no exercise is suitable, and `left_out` says why.
    """
    candidates, omitted = choose_candidates(request, exercises, clearance)
    choice = find_best_options(candidates, request.budget_s)
    planned = {candidate.id for candidate, _ in choice}
    no_time = Message("no time for it in {time}", {"time": format_minutes(request.budget_s)})
    omitted += [
        OmittedExercise(exercise=candidate.id, reason=no_time)
        for candidate in candidates
        if candidate.id not in planned
    ]
    steps = arrange_steps(choice)
    return Plan(
        program=request.program.id,
        budget=request.budget_s,
        seconds=steps[-1].end if steps else 0,
        gain=dose_of_steps(steps, exercises).restored_fraction(),
        steps=steps,
        why=(*describe_prescriber(request.program.prescribed), *explain_plan(choice, steps, request.budget_s)),
        left_out=tuple(omitted),
    )
