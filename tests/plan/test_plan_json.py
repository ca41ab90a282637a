import json

from hypothesis import given, settings
from support.random_programs import Task, tasks
from support.sample_exercises import ARTICLE, CLEARED, request

from rearguard.plan.plan_json import from_json, to_json
from rearguard.plan.planner import plan
from rearguard.plan.request import Request


@given(tasks())
@settings(max_examples=40, deadline=None)
def test_a_plan_survives_being_written_and_read(task: Task) -> None:
    found = plan(Request(program=task.program, budget=task.budget), task.exercises, CLEARED)

    text = json.dumps(to_json(found))
    again = from_json(json.loads(text))

    assert json.dumps(to_json(again)) == text
    assert again.steps == found.steps
    assert (again.program, again.budget, again.seconds) == (found.program, found.budget, found.seconds)
    assert abs(again.gain - found.gain) <= 0.00005
    assert [out.exercise for out in again.left_out] == [out.exercise for out in found.left_out]


def test_a_plan_has_the_shape_that_others_read() -> None:
    document = to_json(plan(request(240), ARTICLE, CLEARED))

    assert {name: document[name] for name in ("program", "budget", "seconds", "gain", "left_out")} == {
        "program": "test",
        "budget": 240,
        "seconds": 240,
        "gain": 0.7705,
        "left_out": [{"exercise": "piriformis-stretch", "reason": "it does not fit into 4:00"}],
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
    german = {"it does not fit into {time}": "passt nicht in {time}"}

    document = to_json(plan(request(240), ARTICLE, CLEARED), lambda text: german.get(text, text))

    assert document["left_out"] == [{"exercise": "piriformis-stretch", "reason": "passt nicht in 4:00"}]
