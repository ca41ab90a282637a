import pytest
from support.article_routines import list_routines
from support.random_programs import collect_amounts
from support.sample_exercises import ARTICLE_EXERCISES, CLEARED, make_request

from rearguard.plan.planner import make_plan

BUDGETS = sorted({*range(120, 1801, 30), 450})


@pytest.mark.parametrize("budget", BUDGETS)
def test_every_half_minute_gets_the_best_of_all_routines(budget: int) -> None:
    fitting = [one for one in list_routines() if one.seconds <= budget]
    most = max(one.exercise_count for one in fitting)
    fullest = [one for one in fitting if one.exercise_count == most]
    gain = max(one.gain for one in fullest)
    wanted = min((one for one in fullest if one.gain >= gain * 0.99), key=lambda one: one.rank)

    found = make_plan(make_request(budget), ARTICLE_EXERCISES, CLEARED)

    assert collect_amounts(found) == wanted.amounts
    assert found.seconds == wanted.seconds
    assert found.gain == pytest.approx(wanted.gain, abs=1e-12)
