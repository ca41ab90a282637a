import pytest
from support.brute_force_planner import build_parts
from support.by_posture_planner import find_optimum, list_totals
from support.clinic_programs import TEN_EXERCISES, TWELVE_EXERCISES, build_program, coarsen
from support.random_programs import collect_amounts
from support.sample_exercises import CLEARED

from rearguard.library.exercise import Exercise
from rearguard.library.program import ProgramItem
from rearguard.plan.planner import make_plan
from rearguard.plan.request import PlanInputs


@pytest.mark.parametrize(("of", "budgets"), [(TEN_EXERCISES, (200, 330, 420)), (TWELVE_EXERCISES, (180, 300, 390))])
def test_a_large_programme_gets_the_best_of_all_choices(
    of: tuple[tuple[Exercise, ProgramItem], ...], budgets: tuple[int, ...]
) -> None:
    program, exercises = build_program(coarsen(of))
    every = list_totals(build_parts(program, exercises), max(budgets))

    for budget in budgets:
        optimum = find_optimum(every, budget)
        plan = make_plan(PlanInputs(program=program, budget_s=budget), exercises, CLEARED)
        sets = {name: n for name, (n, _) in collect_amounts(plan).items()}
        assert len(sets) == optimum.exercise_count
        assert sum(item.sets for item in program.items) - sum(sets.values()) == optimum.missing_sets
        assert plan.seconds == optimum.seconds
        assert 0.99 * optimum.gain - 1e-9 <= plan.gain <= optimum.gain + 1e-9


@pytest.mark.parametrize("of", [TEN_EXERCISES, TWELVE_EXERCISES])
def test_time_enough_gives_the_whole_programme(of: tuple[tuple[Exercise, ProgramItem], ...]) -> None:
    program, exercises = build_program(of)

    plan = make_plan(PlanInputs(program=program, budget_s=3600), exercises, CLEARED)

    assert {name: n for name, (n, _) in collect_amounts(plan).items()} == {
        item.exercise: item.sets for item in program.items
    }
    assert plan.left_out == ()
