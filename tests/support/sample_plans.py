"""The seven-minute plan, and a short one, to run sessions of."""

from __future__ import annotations

from dataclasses import replace

from rearguard.library.exercise import Exercise, Need, Posture, Role
from rearguard.library.program import Item
from rearguard.plan.plan import Kind
from rearguard.plan.planner import plan
from rearguard.plan.request import Rung
from support.sample_exercises import ARTICLE, BRIDGE, CLAM, CLEARED, WALK, exercise, level, program, request

PLAN = plan(request(420), ARTICLE, CLEARED)

WORK = [i for i, step in enumerate(PLAN.steps) if step.kind is Kind.WORK]

# A ladder for each, the middle step of which is planned.
LADDERS: dict[str, Exercise] = {
    one.id: replace(
        one,
        levels=(
            level("plain", (0.25, 0.22)),
            level("band", (0.30, 0.26), needs=[Need.BAND]),
            level("weight", (0.40, 0.30)),
        ),
    )
    for one in (BRIDGE, CLAM, WALK)
}
HARDER = plan(
    replace(
        request(
            420,
            program(
                Item(exercise="glute-bridge", sets=2),
                Item(exercise="clamshell", sets=2),
                Item(exercise="monster-walk", sets=2, seconds=60),
            ),
        ),
        rungs=dict.fromkeys(LADDERS, Rung("band")),
    ),
    LADDERS,
    CLEARED,
)

# Nothing but a stretch that is stepped into, so that the plan begins with getting ready.
LUNGE = exercise(
    "lunge",
    posture=Posture.STANDING,
    role=Role.STRETCH,
    each=True,
    seconds=(30, 30, 30),
    hold=True,
    step_in=5,
    effort=(0.0, 0.0),
)
STRETCH_ONLY = plan(request(120, program(Item(exercise="lunge", sets=1))), {"lunge": LUNGE}, CLEARED)
