"""From a request to a plan."""

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
    """Fit a programme into the minutes there are.

    Args:
        request: the programme, the budget in seconds, and what is at hand.
        exercises: by id; every exercise of the programme is there.
        clearance: leave to exercise. There is no default and no other way to a plan.

    Returns:
        The plan; without steps when nothing suitable is left, its `left_out` saying why.
    """
    candidates, left_out = choose_candidates(request, exercises, clearance)
    chosen = find_best_options(candidates, request.budget_s)
    kept = {candidate.id for candidate, _ in chosen}
    no_time = Message("no time for it in {time}", {"time": format_minutes(request.budget_s)})
    left_out += [OmittedExercise(exercise=one.id, reason=no_time) for one in candidates if one.id not in kept]
    steps = arrange_steps(chosen)
    return Plan(
        program=request.program.id,
        budget=request.budget_s,
        seconds=steps[-1].end if steps else 0,
        gain=dose_of_steps(steps, exercises).restored_fraction(),
        steps=steps,
        why=(*describe_prescriber(request.program.prescribed), *explain_plan(chosen, steps, request.budget_s)),
        left_out=tuple(left_out),
    )
