"""The seven-minute plan, and a short one, to run sessions of."""

from __future__ import annotations

from dataclasses import replace

from rearguard.library.exercise import Equipment, Exercise, Posture, Role
from rearguard.library.program import ProgramItem
from rearguard.plan.plan import StepKind
from rearguard.plan.planner import make_plan
from rearguard.plan.request import LevelTarget
from support.sample_exercises import (
    ARTICLE_EXERCISES,
    CLAMSHELL,
    CLEARED,
    GLUTE_BRIDGE,
    MONSTER_WALK,
    make_exercise,
    make_level,
    make_program,
    make_request,
)

SEVEN_MINUTE_PLAN = make_plan(make_request(420), ARTICLE_EXERCISES, CLEARED)

WORK_STEP_INDICES = [i for i, step in enumerate(SEVEN_MINUTE_PLAN.steps) if step.kind is StepKind.WORK]

# A ladder for each, whose middle level is planned.
THREE_LEVEL_EXERCISES: dict[str, Exercise] = {
    exercise.id: replace(
        exercise,
        levels=(
            make_level("plain", (0.25, 0.22)),
            make_level("band", (0.30, 0.26), needs=[Equipment.BAND]),
            make_level("weight", (0.40, 0.30)),
        ),
    )
    for exercise in (GLUTE_BRIDGE, CLAMSHELL, MONSTER_WALK)
}
MIDDLE_LEVEL_PLAN = make_plan(
    replace(
        make_request(
            420,
            make_program(
                ProgramItem(exercise="glute-bridge", sets=2),
                ProgramItem(exercise="clamshell", sets=2),
                ProgramItem(exercise="monster-walk", sets=2, seconds=60),
            ),
        ),
        targets=dict.fromkeys(THREE_LEVEL_EXERCISES, LevelTarget("band")),
    ),
    THREE_LEVEL_EXERCISES,
    CLEARED,
)

# Nothing but a stretch that begins in its position, so that the plan begins with getting ready.
LUNGE = make_exercise(
    "lunge",
    posture=Posture.STANDING,
    role=Role.STRETCH,
    each=True,
    seconds=(30, 30, 30),
    hold=True,
    step_in=5,
    effort=(0.0, 0.0),
)
STRETCH_ONLY_PLAN = make_plan(
    make_request(120, make_program(ProgramItem(exercise="lunge", sets=1))), {"lunge": LUNGE}, CLEARED
)
