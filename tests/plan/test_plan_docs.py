"""docs/explanation/planning.md agrees with the code."""

import random
import re
from pathlib import Path

import pytest
from support.article_routines import Routine, list_routines
from support.random_programs import collect_amounts
from support.sample_exercises import CLEARED

from rearguard.library.exercise import Posture
from rearguard.library.loader import load_folders
from rearguard.plan.explanation import format_minutes
from rearguard.plan.plan import StepKind
from rearguard.plan.planner import make_plan
from rearguard.plan.request import PlanInputs
from rearguard.plan.timing import EXERCISE_SWITCH_S, FIRST_SET_EXTRA_S, POSTURE_CHANGE_S, SIDE_SWITCH_S

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "planning.md").read_text("utf-8")
ROWS = [row.strip("| ").split(" | ") for row in re.findall(r"^\| \d+ \| .*$", PAGE, re.MULTILINE)]
SEVEN = Routine(bridges=2, clamshells=1, walks=(3, 35), runner=True, piriformis=True)


def test_the_table_has_every_minute_up_to_the_whole_programme() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(2, 13))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} minutes")
def test_the_planner_finds_what_the_table_says(row: list[str]) -> None:
    library = load_folders()

    plan = make_plan(
        PlanInputs(program=library.programs["article"], budget_s=60 * int(row[0])), library.exercises, CLEARED
    )

    amounts = collect_amounts(plan)
    reps = {step.exercise: step.reps for step in plan.steps if step.kind is StepKind.WORK}

    def cell(name: str) -> str:
        if name not in amounts:
            return "–"
        sets, seconds = amounts[name]
        return f"{sets}×{reps[name]}" if reps[name] is not None else f"{sets}×{seconds} s"

    names = ("glute-bridge", "clamshell", "monster-walk", "runners-stretch", "piriformis-stretch")
    charge = 100 - 60 * (1 - plan.gain)
    cells = [str(len(amounts)), *map(cell, names), format_minutes(plan.seconds), f"{plan.gain:.4f}", f"{charge:.1f}"]
    assert row[1:] == cells


def test_the_pauses_are_those_that_are_planned() -> None:
    exercises = load_folders().exercises
    seconds = [
        cell.strip() for cell in re.findall(r"\| ([\d, ]+) \|$", PAGE.split("## What takes time")[1], re.MULTILINE)
    ]

    assert EXERCISE_SWITCH_S[Posture.FLOOR] == EXERCISE_SWITCH_S[Posture.CHAIR] == 5
    assert seconds[:7] == [
        str(POSTURE_CHANGE_S),
        str(SIDE_SWITCH_S),
        str(EXERCISE_SWITCH_S[Posture.FLOOR]),
        str(FIRST_SET_EXTRA_S[Posture.STANDING]),
        str(EXERCISE_SWITCH_S[Posture.STANDING]),
        str(exercises["runners-stretch"].dose.step_in),
        f"{exercises['monster-walk'].dose.rest}, {exercises['glute-bridge'].dose.rest}",
    ]


def test_seven_minutes_are_near_the_best_whatever_the_efforts_are() -> None:
    fitting = [routine for routine in list_routines() if routine.seconds <= 420 and routine.exercise_count == 5]
    dice = random.Random(7)  # noqa: S311 - nothing secret
    behind, ends = list[float](), list[float]()
    for _ in range(2000):
        efforts = [effort * dice.uniform(0.6, 1.4) for effort in (0.25, 0.37, 0.14, 0.22, 0.37, 0.33)]
        ours = charge(SEVEN, efforts)
        ends.append(ours)
        behind.append(max(charge(routine, efforts) for routine in fitting) - ours)

    behind.sort()
    assert "within 0.3 points" in PAGE
    assert behind[1000] <= 0.3
    assert "within 0.8 in nineteen of twenty" in PAGE
    assert behind[1900] <= 0.8
    assert "never more than 2 below" in PAGE
    assert behind[-1] <= 2
    assert "end between 89 and 98" in PAGE
    assert 89 <= min(ends) < max(ends) <= 98


def charge(routine: Routine, efforts: list[float]) -> float:
    """Return the charge from 40 percent, with other efforts of bridge, clam and walk for each muscle."""
    bridge, clam, walk = 40 * routine.bridges, 30 * routine.clamshells, routine.walks[0] * routine.walks[1]
    missing = [2 ** (-(bridge * efforts[i] + clam * efforts[i + 1] + walk * efforts[i + 2]) / 15) for i in (0, 3)]
    return 100 - 60 * sum(missing) / 2
