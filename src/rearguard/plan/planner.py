"""From a request to a plan."""

from __future__ import annotations

from collections.abc import Mapping

from rearguard.core.message import Message
from rearguard.library.exercise import Exercise
from rearguard.plan.arrangement import arrange
from rearguard.plan.eligibility import choose
from rearguard.plan.explanation import attribute, clock, explain
from rearguard.plan.gain import dose
from rearguard.plan.plan import LeftOut, Plan
from rearguard.plan.request import Request
from rearguard.plan.search import search
from rearguard.safety.clearance import Clearance


def plan(request: Request, exercises: Mapping[str, Exercise], clearance: Clearance) -> Plan:
    """Fit a programme into the minutes there are.

    Args:
        request: the programme, the budget in seconds, and what is at hand.
        exercises: by id; every exercise of the programme is there.
        clearance: leave to exercise. There is no default and no other way to a plan.

    Returns:
        The plan; without steps when nothing suitable is left, its `left_out` saying why.
    """
    candidates, left_out = choose(request, exercises, clearance)
    chosen = search(candidates, request.budget)
    kept = {candidate.id for candidate, _ in chosen}
    no_time = Message("it does not fit into {time}", {"time": clock(request.budget)})
    left_out += [LeftOut(exercise=one.id, reason=no_time) for one in candidates if one.id not in kept]
    steps = arrange(chosen)
    return Plan(
        program=request.program.id,
        budget=request.budget,
        seconds=steps[-1].end if steps else 0,
        gain=dose(steps, exercises).restored(),
        steps=steps,
        why=(*attribute(request.program.prescribed), *explain(chosen, steps, request.budget)),
        left_out=tuple(left_out),
    )
