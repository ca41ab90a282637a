from hypothesis import given, settings
from support.brute_force_planner import best, choice, choices, parts
from support.random_programs import Task, amounts, bouts, tasks
from support.sample_exercises import CLEARED, exercise, program, request

from rearguard.library.exercise import Posture
from rearguard.library.program import Item
from rearguard.plan.planner import plan
from rearguard.plan.request import Request


@given(tasks())
@settings(max_examples=100, deadline=None)
def test_a_small_programme_gets_the_best_of_all_choices_done_in_the_best_of_all_orders(task: Task) -> None:
    all_parts = parts(task.program, task.exercises)
    wanted, gain = best(list(choices(all_parts)), task.budget)

    found = plan(Request(program=task.program, budget=task.budget), task.exercises, CLEARED)

    done = amounts(found)
    got = choice(all_parts, tuple(done.get(item.exercise) for item in task.program.items))
    assert (got.kept, got.rank) == (wanted.kept, wanted.rank)
    assert found.seconds == got.seconds
    assert gain * 0.99 - 1e-9 <= found.gain <= gain + 1e-9


def test_a_programme_without_exercises_gives_a_plan_without_steps() -> None:
    found = plan(request(420, program()), {}, CLEARED)

    assert (found.steps, found.seconds, found.gain, found.left_out) == ((), 0, 0.0, ())


def test_what_needs_no_stepping_in_opens_a_posture_where_that_is_worth_a_rest() -> None:
    lunge = exercise("lunge", posture=Posture.STANDING, reps=10, rest=4, step_in=5)
    squat = exercise("squat", posture=Posture.STANDING, reps=10)
    two = {one.id: one for one in (lunge, squat)}

    found = plan(request(600, program(Item(exercise="lunge", sets=2), Item(exercise="squat", sets=1))), two, CLEARED)

    # Lunge, squat, lunge would take 5 + 10 + 5 seconds of pauses; this takes 5 + 4 + 5.
    assert [name for name, _, _ in bouts(found)] == ["squat", "lunge", "lunge"]
    assert found.seconds == 3 * 40 + 14
