from hypothesis import given, settings
from support.brute_force_planner import build_parts, evaluate_selection, find_best, list_selections
from support.random_programs import PlanningTask, collect_amounts, list_bouts, planning_tasks
from support.sample_exercises import CLEARED, make_exercise, make_program, make_request

from rearguard.library.exercise import Posture
from rearguard.library.program import ProgramItem
from rearguard.plan.planner import make_plan
from rearguard.plan.request import PlanInputs


@given(planning_tasks())
@settings(max_examples=100, deadline=None)
def test_a_small_programme_gets_the_best_of_all_choices_done_in_the_best_of_all_orders(task: PlanningTask) -> None:
    all_parts = build_parts(task.program, task.exercises)
    best, gain = find_best(list(list_selections(all_parts)), task.budget_s)

    plan = make_plan(PlanInputs(program=task.program, budget_s=task.budget_s), task.exercises, CLEARED)

    amounts = collect_amounts(plan)
    actual = evaluate_selection(all_parts, tuple(amounts.get(item.exercise) for item in task.program.items))
    assert (actual.exercise_count, actual.rank) == (best.exercise_count, best.rank)
    assert plan.seconds == actual.seconds
    assert gain * 0.99 - 1e-9 <= plan.gain <= gain + 1e-9


def test_a_programme_without_exercises_gives_a_plan_without_steps() -> None:
    plan = make_plan(make_request(420, make_program()), {}, CLEARED)

    assert (plan.steps, plan.seconds, plan.gain, plan.left_out) == ((), 0, 0.0, ())


def test_what_needs_no_stepping_in_opens_a_posture_where_that_is_worth_a_rest() -> None:
    lunge = make_exercise("lunge", posture=Posture.STANDING, reps=10, rest=4, step_in=5)
    squat = make_exercise("squat", posture=Posture.STANDING, reps=10)
    two = {exercise.id: exercise for exercise in (lunge, squat)}

    plan = make_plan(
        make_request(600, make_program(ProgramItem(exercise="lunge", sets=2), ProgramItem(exercise="squat", sets=1))),
        two,
        CLEARED,
    )

    # Lunge, squat, lunge would take 5 + 10 + 5 seconds of pauses; this takes 5 + 4 + 5.
    assert [name for name, _, _ in list_bouts(plan)] == ["squat", "lunge", "lunge"]
    assert plan.seconds == 3 * 40 + 14
