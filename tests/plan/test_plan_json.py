import json

from hypothesis import given, settings
from support.random_programs import PlanningTask, planning_tasks
from support.sample_exercises import ARTICLE_EXERCISES, CLEARED, make_request

from rearguard.plan.plan_json import plan_from_json, stored_plan_json
from rearguard.plan.planner import make_plan
from rearguard.plan.request import PlanInputs


@given(planning_tasks())
@settings(max_examples=40, deadline=None)
def test_a_plan_survives_being_written_and_read(task: PlanningTask) -> None:
    plan = make_plan(PlanInputs(program=task.program, budget_s=task.budget_s), task.exercises, CLEARED)

    text = json.dumps(stored_plan_json(plan))
    again = plan_from_json(json.loads(text))

    assert json.dumps(stored_plan_json(again)) == text
    assert again.steps == plan.steps
    assert (again.program, again.budget, again.seconds) == (plan.program, plan.budget, plan.seconds)
    assert abs(again.gain - plan.gain) <= 0.00005
    assert [out.exercise for out in again.left_out] == [out.exercise for out in plan.left_out]


def test_a_plan_has_the_shape_that_others_read() -> None:
    document = stored_plan_json(make_plan(make_request(240), ARTICLE_EXERCISES, CLEARED))

    assert {name: document[name] for name in ("program", "budget", "seconds", "gain", "left_out")} == {
        "program": "test",
        "budget": 240,
        "seconds": 240,
        "gain": 0.7705,
        "left_out": [{"exercise": "piriformis-stretch", "reason": "no time for it in 4:00"}],
    }
    assert document["steps"][-1] == {
        "at": 210,
        "seconds": 30,
        "kind": "work",
        "exercise": "clamshell",
        "level": "plain",
        "side": "left",
        "set": 1,
        "sets": 1,
        "reps": 10,
        "tempo": {"up": 1, "hold": 1, "down": 1},
        "during_rest_of": None,
    }


def test_the_reasons_are_written_in_the_readers_language() -> None:
    german = {"no time for it in {time}": "passt nicht in {time}"}

    document = stored_plan_json(
        make_plan(make_request(240), ARTICLE_EXERCISES, CLEARED), lambda text: german.get(text, text)
    )

    assert document["left_out"] == [{"exercise": "piriformis-stretch", "reason": "passt nicht in 4:00"}]
