from collections import Counter
from itertools import groupby, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from support.random_programs import PlanningTask, list_bouts, planning_tasks
from support.sample_exercises import ARTICLE_EXERCISES, CLEARED, GLUTE_SQUEEZE, MONSTER_WALK, make_program, make_request

from rearguard.core.side import Side
from rearguard.library.exercise import Posture, Role, Sidedness
from rearguard.library.program import ProgramItem
from rearguard.plan.plan import Plan, StepKind
from rearguard.plan.planner import make_plan
from rearguard.plan.request import PlanInputs

few = settings(max_examples=40, deadline=None)


def planned(task: PlanningTask) -> Plan:
    return make_plan(PlanInputs(program=task.program, budget_s=task.budget_s), task.exercises, CLEARED)


@given(planning_tasks())
@few
def test_steps_follow_each_other_without_a_gap_and_end_in_time(task: PlanningTask) -> None:
    plan = planned(task)

    assert plan.seconds <= task.budget_s
    at = 0
    for step in plan.steps:
        assert step.at == at
        assert step.seconds > 0
        at = step.end
    assert at == plan.seconds


@given(planning_tasks())
@few
def test_every_set_is_done_once_on_every_side(task: PlanningTask) -> None:
    plan = planned(task)

    for name, turns in groupby(sorted(list_bouts(plan)), key=lambda bout: bout[0]):
        sets = next(step.sets for step in plan.steps if step.exercise == name)
        sides = [Side.LEFT, Side.RIGHT] if task.exercises[name].sides is Sidedness.EACH else [Side.BOTH]
        assert [bout[1:] for bout in turns] == [(n, side) for n in range(1, sets + 1) for side in sides]


@given(planning_tasks())
@few
def test_postures_go_from_the_chair_to_the_floor_each_in_one_piece(task: PlanningTask) -> None:
    plan = planned(task)

    order = [posture for posture, _ in groupby(task.exercises[step.exercise].posture for step in plan.steps)]
    assert order == [posture for posture in Posture if posture in order]
    assert sum(step.kind is StepKind.MOVE for step in plan.steps) == max(0, len(order) - 1)


@given(planning_tasks())
@few
def test_no_dose_passes_the_programmes_and_none_is_below_the_smallest(task: PlanningTask) -> None:
    most = {item.exercise: item.sets for item in task.program.items}
    for step in planned(task).steps:
        dose = task.exercises[step.exercise].dose
        assert 1 <= step.set <= step.sets <= most[step.exercise]
        if step.kind is not StepKind.WORK:
            assert (step.reps, step.tempo) == (None, None)
        elif dose.seconds is not None:
            assert dose.seconds.smallest <= step.seconds <= dose.seconds.largest
        else:
            assert dose.reps is not None
            assert step.tempo == dose.tempo
            assert step.tempo is not None
            assert step.reps == dose.reps.usual
            assert step.seconds == step.reps * step.tempo.seconds


@given(planning_tasks())
@few
def test_what_leads_to_a_bout_names_it(task: PlanningTask) -> None:
    plan = planned(task)

    for step, following in pairwise(plan.steps):
        if step.kind is not StepKind.WORK:
            names = (step.exercise, step.level, step.side, step.set, step.sets)
            assert names == (following.exercise, following.level, following.side, following.set, following.sets)
    assert not plan.steps or plan.steps[-1].kind is StepKind.WORK


@given(planning_tasks())
@few
def test_two_sets_of_what_needs_rest_have_it_or_another_exercise_between(task: PlanningTask) -> None:
    plan = planned(task)

    work = [i for i, step in enumerate(plan.steps) if step.kind is StepKind.WORK]
    for i, j in pairwise(work):
        before, after = plan.steps[i], plan.steps[j]
        exercise = task.exercises[after.exercise]
        if before.exercise == after.exercise and exercise.sides is Sidedness.TOGETHER and exercise.dose.rest:
            assert after.at - before.end >= exercise.dose.rest
            assert plan.steps[i + 1].kind is StepKind.REST


@given(planning_tasks())
@few
def test_only_a_stretch_is_done_in_a_rest_and_only_between_sets_of_what_needs_it(task: PlanningTask) -> None:
    plan = planned(task)

    work = [step for step in plan.steps if step.kind is StepKind.WORK]
    for before, step, after in zip((None, *work), work, (*work[1:], None), strict=False):
        if step.during_rest_of is not None:
            assert before is not None
            assert after is not None
            assert before.exercise == after.exercise == step.during_rest_of != step.exercise
            assert task.exercises[step.exercise].role is Role.STRETCH
            assert task.exercises[step.during_rest_of].dose.rest > 0


@given(planning_tasks())
@few
def test_every_exercise_of_the_programme_is_in_the_plan_or_left_out(task: PlanningTask) -> None:
    plan = planned(task)

    planned_exercises = {step.exercise for step in plan.steps}
    left_out = Counter(out.exercise for out in plan.left_out)
    assert Counter(planned_exercises) + left_out == Counter(item.exercise for item in task.program.items)


@given(planning_tasks())
@few
def test_the_same_wish_gets_the_same_plan(task: PlanningTask) -> None:
    assert planned(task) == planned(task)


@given(planning_tasks(), st.integers(0, 300))
@few
def test_more_time_never_keeps_less_nor_restores_less_than_the_tolerance(task: PlanningTask, more: int) -> None:
    wish = PlanInputs(program=task.program, budget_s=task.budget_s + more)
    short, longer = planned(task), make_plan(wish, task.exercises, CLEARED)

    short_count, longer_count = (len({step.exercise for step in plan.steps}) for plan in (short, longer))
    assert longer_count >= short_count
    if longer_count == short_count:
        assert longer.gain >= 0.99 * short.gain - 1e-9


def test_bridges_and_clams_take_turns() -> None:
    floor = [
        name
        for name, _, _ in list_bouts(make_plan(make_request(480), ARTICLE_EXERCISES, CLEARED))
        if name in {"glute-bridge", "clamshell"}
    ]

    assert floor == ["glute-bridge", "clamshell", "clamshell", "glute-bridge", "glute-bridge"]


def test_the_first_set_of_another_exercise_standing_leaves_time_to_put_on_a_band() -> None:
    both = {exercise.id: exercise for exercise in (GLUTE_SQUEEZE, MONSTER_WALK)}
    wish = make_request(
        600,
        make_program(
            ProgramItem(exercise="glute-squeeze", sets=2), ProgramItem(exercise="monster-walk", sets=2, seconds=60)
        ),
    )

    steps = make_plan(wish, both, CLEARED).steps

    assert [(step.kind, step.exercise, step.seconds) for step in steps] == [
        (StepKind.WORK, "glute-squeeze", 50),
        (StepKind.SWITCH, "monster-walk", 10),
        (StepKind.WORK, "monster-walk", 60),
        (StepKind.WORK, "glute-squeeze", 50),
        (StepKind.WORK, "monster-walk", 60),
    ]
