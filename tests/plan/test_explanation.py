from dataclasses import replace

from support.sample_exercises import ARTICLE_EXERCISES, CLEARED, make_exercise, make_program, make_request

from rearguard.library.exercise import Equipment, Role
from rearguard.library.program import ProgramItem
from rearguard.plan.planner import make_plan

FILLED = "You stretch while you rest between sets, so it takes almost no extra time."


def test_seven_minutes_explain_themselves() -> None:
    assert [str(reason) for reason in make_plan(make_request(420), ARTICLE_EXERCISES, CLEARED).why] == [
        "Glute bridge: 2 of the usual 3 sets, 10 reps each.",
        "Monster walk: 3 × 35 s instead of the usual 3 × 60 s.",
        "Clamshell: 1 of the usual 3 sets, 10 reps per side.",
        "Runners stretch: 1 × 30 s per side.",
        "Piriformis stretch: 1 × 30 s per side.",
        FILLED,
        "Exercises alternate so one muscle rests while the other works.",
        "Takes 6:55 of your 7:00.",
    ]


def test_a_plan_without_a_stretch_says_so() -> None:
    why = {str(reason) for reason in make_plan(make_request(180), ARTICLE_EXERCISES, CLEARED).why}

    assert "No stretches this time: strength work fills the minutes, or the stretches aren't possible." in why


def test_a_plan_of_stretches_says_so() -> None:
    wish = replace(make_request(420), available=frozenset({Equipment.CHAIR}))

    assert "Stretches only: no strength exercise is possible this time." in {
        str(reason) for reason in make_plan(wish, ARTICLE_EXERCISES, CLEARED).why
    }


def test_a_plan_that_fills_its_time_has_no_time_left() -> None:
    assert not any(
        "the rest is yours" in str(reason) for reason in make_plan(make_request(300), ARTICLE_EXERCISES, CLEARED).why
    )


def test_a_stretch_between_sets_that_need_no_rest_is_not_called_free() -> None:
    clam = make_exercise("clam", each=True, reps=10)
    stretch = make_exercise("stretch", role=Role.STRETCH, each=True, seconds=(30, 30, 30), hold=True, effort=(0.0, 0.0))
    wish = make_request(
        600, make_program(ProgramItem(exercise="clam", sets=3), ProgramItem(exercise="stretch", sets=1))
    )

    assert FILLED not in {str(reason) for reason in make_plan(wish, {"clam": clam, "stretch": stretch}, CLEARED).why}
