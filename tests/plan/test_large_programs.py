import pytest
from support.brute_force_planner import parts
from support.by_posture_planner import answer, blocks
from support.clinic_programs import TEN, TWELVE, coarse, programme
from support.random_programs import amounts
from support.sample_exercises import CLEARED

from rearguard.library.exercise import Exercise
from rearguard.library.program import Item
from rearguard.plan.planner import plan
from rearguard.plan.request import Request


@pytest.mark.parametrize(("of", "budgets"), [(TEN, (200, 330, 420)), (TWELVE, (180, 300, 390))])
def test_a_large_programme_gets_the_best_of_all_choices(
    of: tuple[tuple[Exercise, Item], ...], budgets: tuple[int, ...]
) -> None:
    program, exercises = programme(coarse(of))
    every = blocks(parts(program, exercises), max(budgets))

    for budget in budgets:
        wanted = answer(every, budget)
        found = plan(Request(program=program, budget=budget), exercises, CLEARED)
        sets = {name: n for name, (n, _) in amounts(found).items()}
        assert len(sets) == wanted.kept
        assert sum(item.sets for item in program.items) - sum(sets.values()) == wanted.short
        assert found.seconds == wanted.seconds
        assert 0.99 * wanted.gain - 1e-9 <= found.gain <= wanted.gain + 1e-9


@pytest.mark.parametrize("of", [TEN, TWELVE])
def test_time_enough_gives_the_whole_programme(of: tuple[tuple[Exercise, Item], ...]) -> None:
    program, exercises = programme(of)

    found = plan(Request(program=program, budget=3600), exercises, CLEARED)

    assert {name: n for name, (n, _) in amounts(found).items()} == {item.exercise: item.sets for item in program.items}
    assert found.left_out == ()
