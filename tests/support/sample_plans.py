"""The seven-minute plan, and a short one, to run sessions of."""

from __future__ import annotations

from dataclasses import replace

from rearguard.library.exercise import Equipment, Exercise, Posture, Role
from rearguard.library.program import ProgramItem
from rearguard.plan.plan import StepKind
from rearguard.plan.planner import make_plan
from rearguard.plan.request import LevelTarget
from support.sample_exercises import ARTICLE, BRIDGE, CLAM, CLEARED, WALK, exercise, level, program, request

PLAN = make_plan(request(420), ARTICLE, CLEARED)

WORK = [i for i, step in enumerate(PLAN.steps) if step.kind is StepKind.WORK]

# A ladder for each, the middle step of which is planned.
LADDERS: dict[str, Exercise] = {
    one.id: replace(
        one,
        levels=(
            level("plain", (0.25, 0.22)),
            level("band", (0.30, 0.26), needs=[Equipment.BAND]),
            level("weight", (0.40, 0.30)),
        ),
    )
    for one in (BRIDGE, CLAM, WALK)
}
HARDER = make_plan(
    replace(
        request(
            420,
            program(
                ProgramItem(exercise="glute-bridge", sets=2),
                ProgramItem(exercise="clamshell", sets=2),
                ProgramItem(exercise="monster-walk", sets=2, seconds=60),
            ),
        ),
        targets=dict.fromkeys(LADDERS, LevelTarget("band")),
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
STRETCH_ONLY = make_plan(request(120, program(ProgramItem(exercise="lunge", sets=1))), {"lunge": LUNGE}, CLEARED)
