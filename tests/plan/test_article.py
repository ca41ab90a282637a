import pytest
from support.article_routines import routines
from support.random_programs import amounts
from support.sample_exercises import ARTICLE, CLEARED, request

from rearguard.plan.planner import plan

BUDGETS = sorted({*range(120, 1801, 30), 450})


@pytest.mark.parametrize("budget", BUDGETS)
def test_every_half_minute_gets_the_best_of_all_routines(budget: int) -> None:
    fitting = [one for one in routines() if one.seconds <= budget]
    most = max(one.kept for one in fitting)
    fullest = [one for one in fitting if one.kept == most]
    gain = max(one.gain for one in fullest)
    wanted = min((one for one in fullest if one.gain >= gain * 0.99), key=lambda one: one.rank)

    found = plan(request(budget), ARTICLE, CLEARED)

    assert amounts(found) == wanted.amounts
    assert found.seconds == wanted.seconds
    assert found.gain == pytest.approx(wanted.gain, abs=1e-12)
