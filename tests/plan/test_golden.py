"""The article's programme from the library's own files, as in the reference table and the seven minutes."""

from functools import cache

import pytest
from support.random_programs import collect_amounts
from support.sample_exercises import CLEARED

from rearguard.library.library import Library
from rearguard.library.loader import load_folders
from rearguard.plan.plan import Plan, StepKind
from rearguard.plan.planner import make_plan
from rearguard.plan.request import PlanInputs

NAMES = ("glute-bridge", "clamshell", "monster-walk", "runners-stretch", "piriformis-stretch")

# Minutes: sets × seconds of a bout in the order of NAMES, the total time, the gain, and the charge from 40 percent.
TABLE = [
    (2, ((1, 40), None, (1, 60), None, None), 110, 0.6530, 79.2),
    (3, ((1, 40), (1, 30), (1, 60), None, None), 180, 0.7922, 87.5),
    (4, ((1, 40), (1, 30), (1, 50), (1, 30), None), 240, 0.7705, 86.2),
    (5, ((1, 40), (1, 30), (1, 35), (1, 30), (1, 30)), 300, 0.7327, 84.0),
    (6, ((1, 40), (1, 30), (3, 30), (1, 30), (1, 30)), 355, 0.8441, 90.6),
    (7, ((2, 40), (1, 30), (3, 35), (1, 30), (1, 30)), 415, 0.9130, 94.8),
    (8, ((3, 40), (1, 30), (3, 35), (1, 30), (1, 30)), 480, 0.9442, 96.7),
    (9, ((3, 40), (2, 30), (3, 35), (1, 30), (1, 30)), 530, 0.9666, 98.0),
    (10, ((3, 40), (3, 30), (3, 35), (1, 30), (1, 30)), 600, 0.9800, 98.8),
    (11, ((3, 40), (3, 30), (3, 55), (1, 30), (1, 30)), 660, 0.9882, 99.3),
    (12, ((3, 40), (3, 30), (3, 60), (1, 30), (1, 30)), 675, 0.9896, 99.4),
]

SEVEN_MINUTES = [
    (0, 30, "work", "piriformis-stretch", "right", 1, None),
    (30, 5, "switch", "piriformis-stretch", "left", 1, None),
    (35, 30, "work", "piriformis-stretch", "left", 1, None),
    (65, 10, "move", "monster-walk", "both", 1, None),
    (75, 35, "work", "monster-walk", "both", 1, None),
    (110, 5, "ready", "runners-stretch", "right", 1, "monster-walk"),
    (115, 30, "work", "runners-stretch", "right", 1, "monster-walk"),
    (145, 35, "work", "monster-walk", "both", 2, None),
    (180, 5, "ready", "runners-stretch", "left", 1, "monster-walk"),
    (185, 30, "work", "runners-stretch", "left", 1, "monster-walk"),
    (215, 35, "work", "monster-walk", "both", 3, None),
    (250, 10, "move", "glute-bridge", "both", 1, None),
    (260, 40, "work", "glute-bridge", "both", 1, None),
    (300, 5, "switch", "clamshell", "right", 1, None),
    (305, 30, "work", "clamshell", "right", 1, None),
    (335, 5, "switch", "clamshell", "left", 1, None),
    (340, 30, "work", "clamshell", "left", 1, None),
    (370, 5, "switch", "glute-bridge", "both", 2, None),
    (375, 40, "work", "glute-bridge", "both", 2, None),
]


@cache
def library() -> Library:
    return load_folders()


def article(seconds: int) -> Plan:
    return make_plan(PlanInputs(program=library().programs["article"], budget_s=seconds), library().exercises, CLEARED)


@pytest.mark.parametrize(("minutes", "expected", "takes", "gain", "percent"), TABLE)
def test_the_article_gets_its_reference_plan(
    minutes: int, expected: tuple[tuple[int, int] | None, ...], takes: int, gain: float, percent: float
) -> None:
    plan = article(minutes * 60)

    assert collect_amounts(plan) == {name: amount for name, amount in zip(NAMES, expected, strict=True) if amount}
    assert plan.seconds == takes
    assert round(plan.gain, 4) == gain
    assert round(100 - 60 * (1 - plan.gain), 1) == percent


@pytest.mark.parametrize("minutes", [12.5, 15, 20, 30])
def test_beyond_twelve_minutes_the_plan_stays_the_same_and_the_time_is_given_back(minutes: float) -> None:
    assert article(round(minutes * 60)).steps == article(720).steps


def test_seven_minutes_go_step_by_step_as_published() -> None:
    steps = article(420).steps

    assert [(s.at, s.seconds, s.kind, s.exercise, s.side, s.set, s.during_rest_of) for s in steps] == SEVEN_MINUTES
    assert [(s.reps, s.sets) for s in steps if s.exercise == "glute-bridge" and s.kind is StepKind.WORK] == [
        (10, 2)
    ] * 2
    assert [(s.reps, s.sets) for s in steps if s.exercise == "clamshell" and s.kind is StepKind.WORK] == [(10, 1)] * 2
