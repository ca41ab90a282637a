import pytest
from support.article_routines import list_routines
from support.random_programs import collect_amounts
from support.sample_exercises import ARTICLE_EXERCISES, CLEARED, make_request

from rearguard.plan.planner import make_plan

BUDGETS = sorted({*range(120, 1801, 30), 450})


@pytest.mark.parametrize("budget", BUDGETS)
def test_every_half_minute_gets_the_best_of_all_routines(budget: int) -> None:
    fitting = [routine for routine in list_routines() if routine.seconds <= budget]
    most = max(routine.exercise_count for routine in fitting)
    fullest = [routine for routine in fitting if routine.exercise_count == most]
    gain = max(routine.gain for routine in fullest)
    optimum = min((routine for routine in fullest if routine.gain >= gain * 0.99), key=lambda routine: routine.rank)

    plan = make_plan(make_request(budget), ARTICLE_EXERCISES, CLEARED)

    assert collect_amounts(plan) == optimum.amounts
    assert plan.seconds == optimum.seconds
    assert plan.gain == pytest.approx(optimum.gain, abs=1e-12)
