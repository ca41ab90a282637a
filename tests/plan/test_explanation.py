from dataclasses import replace

from support.sample_exercises import ARTICLE, CLEARED, exercise, program, request

from rearguard.library.exercise import Need, Role
from rearguard.library.program import Item
from rearguard.plan.planner import plan

FILLED = "The stretch is done in the rests between sets, so it costs almost no time."


def test_seven_minutes_explain_themselves() -> None:
    assert [str(reason) for reason in plan(request(420), ARTICLE, CLEARED).why] == [
        "Glute bridge: 2 × 10, of 3 in the programme.",
        "Monster walk: 3 × 35 s, of 3 × 60 s in the programme.",
        "Clamshell: 1 × 10 a side, of 3 in the programme.",
        "Runners stretch: 1 × 30 s a side.",
        "Piriformis stretch: 1 × 30 s a side.",
        FILLED,
        "Exercises alternate, so that one muscle rests while the other works.",
        "It takes 6:55 of 7:00: the rest is yours.",
    ]


def test_a_plan_without_a_stretch_says_so() -> None:
    why = {str(reason) for reason in plan(request(180), ARTICLE, CLEARED).why}

    assert "No stretch is in it: strength for both muscles fills the time, or the stretches can't be done." in why


def test_a_plan_of_stretches_says_so() -> None:
    wish = replace(request(420), have=frozenset({Need.CHAIR}))

    assert "Nothing in it strengthens: only stretches can be done." in {
        str(reason) for reason in plan(wish, ARTICLE, CLEARED).why
    }


def test_a_plan_that_fills_its_time_gives_none_back() -> None:
    assert not any("the rest is yours" in str(reason) for reason in plan(request(300), ARTICLE, CLEARED).why)


def test_a_stretch_between_sets_that_need_no_rest_is_not_called_free() -> None:
    clam = exercise("clam", each=True, reps=10)
    stretch = exercise("stretch", role=Role.STRETCH, each=True, seconds=(30, 30, 30), hold=True, effort=(0.0, 0.0))
    wish = request(600, program(Item(exercise="clam", sets=3), Item(exercise="stretch", sets=1)))

    assert FILLED not in {str(reason) for reason in plan(wish, {"clam": clam, "stretch": stretch}, CLEARED).why}
