import inspect
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.random_programs import PlanningTask, collect_amounts, planning_tasks
from support.sample_exercises import ARTICLE_EXERCISES, CLEARED, make_exercise, make_level, make_program, make_request

from rearguard.core.message import Message
from rearguard.library.exercise import Equipment, Posture, Role, Sidedness, Trait
from rearguard.library.program import Program, ProgramItem
from rearguard.plan.candidate import make_candidate
from rearguard.plan.plan import Plan, StepKind
from rearguard.plan.planner import make_plan
from rearguard.plan.request import LevelTarget, PlanInputs
from rearguard.safety.clearance import Clearance, Verdict

LADDER = make_exercise(
    "bridge",
    reps=10,
    rest=20,
    levels=[
        make_level("plain", (0.25, 0.22)),
        make_level("band", (0.30, 0.26), needs=[Equipment.BAND], traits=[Trait.RESISTANCE_BAND]),
        make_level("squeezes", (0.35, 0.28), tempo=(1, 3, 1)),
        make_level("walk-outs", (0.33, 0.30), branch=True),
        make_level("one-leg", (0.47, 0.50), traits=[Trait.SINGLE_LEG], sides=Sidedness.EACH),
    ],
)
ONE = make_program(ProgramItem(exercise="bridge", sets=2))


def reasons(plan: Plan) -> dict[str, str]:
    return {out.exercise: str(out.reason) for out in plan.left_out}


def on_ladder(
    rung: LevelTarget, clearance: Clearance = CLEARED, *, without: frozenset[Equipment] = frozenset()
) -> Plan:
    wish = PlanInputs(program=ONE, budget_s=600, available=frozenset(Equipment) - without, targets={"bridge": rung})
    return make_plan(wish, {"bridge": LADDER}, clearance)


def test_nothing_is_planned_without_a_clearance() -> None:
    parameter = inspect.signature(make_plan).parameters["clearance"]

    assert parameter.default is inspect.Parameter.empty
    with pytest.raises(TypeError):
        make_plan(make_request(420), ARTICLE_EXERCISES)  # type: ignore[call-arg]


@pytest.mark.parametrize("verdict", [Verdict.BLOCK, Verdict.EMERGENCY])
def test_a_blocked_screen_makes_no_clearance(verdict: Verdict) -> None:
    with pytest.raises(ValueError, match="gives no clearance"):
        Clearance(verdict=verdict)


@given(st.sets(st.sampled_from(Equipment)), st.integers(120, 900))
@settings(max_examples=30, deadline=None)
def test_what_needs_a_thing_that_is_not_at_hand_is_left_out(missing: set[Equipment], budget: int) -> None:
    plan = make_plan(
        replace(make_request(budget), available=frozenset(Equipment) - missing), ARTICLE_EXERCISES, CLEARED
    )

    for name, exercise in ARTICLE_EXERCISES.items():
        if exercise.needs & missing:
            assert name not in collect_amounts(plan)
            assert reasons(plan)[name] in {"no band", "no chair", "no space to lie down"}


@given(st.sets(st.sampled_from(Trait)), st.integers(120, 900))
@settings(max_examples=30, deadline=None)
def test_what_asks_for_what_safety_removes_is_left_out_for_safetys_reason(removed: set[Trait], budget: int) -> None:
    removes = {trait: Message("not now: {trait}", {"trait": trait}) for trait in removed}

    plan = make_plan(
        make_request(budget), ARTICLE_EXERCISES, Clearance(verdict=Verdict.CAUTION, removed_traits=removes)
    )

    for name, exercise in ARTICLE_EXERCISES.items():
        if exercise.traits & removed:
            assert name not in collect_amounts(plan)
            assert reasons(plan)[name] in {f"not now: {trait}" for trait in exercise.traits & removed}


@given(planning_tasks(), st.data())
@settings(max_examples=30, deadline=None)
def test_what_is_excluded_is_left_out(task: PlanningTask, data: st.DataObject) -> None:
    names = [item.exercise for item in task.program.items]
    exclude = frozenset(data.draw(st.sets(st.sampled_from(names))))

    plan = make_plan(
        PlanInputs(program=task.program, budget_s=task.budget_s, excluded=exclude), task.exercises, CLEARED
    )

    assert {name for name, reason in reasons(plan).items() if reason == "you excluded it"} == exclude
    assert not exclude & set(collect_amounts(plan))


def test_safetys_reason_comes_before_a_thing_that_is_missing() -> None:
    clearance = Clearance(verdict=Verdict.CAUTION, removed_traits={Trait.ON_BACK: Message("not on the back")})

    plan = make_plan(replace(make_request(420), available=frozenset()), ARTICLE_EXERCISES, clearance)

    assert reasons(plan)["glute-bridge"] == "not on the back"


def test_what_does_not_fit_says_so() -> None:
    assert reasons(make_plan(make_request(240), ARTICLE_EXERCISES, CLEARED)) == {
        "piriformis-stretch": "no time for it in 4:00"
    }


def test_when_all_is_left_out_the_plan_is_empty_and_says_why() -> None:
    plan = make_plan(replace(make_request(420), excluded=frozenset(ARTICLE_EXERCISES)), ARTICLE_EXERCISES, CLEARED)

    assert (plan.steps, plan.seconds, plan.gain) == ((), 0, 0.0)
    assert set(reasons(plan)) == set(ARTICLE_EXERCISES)
    assert [str(reason) for reason in plan.why] == ["No exercise fits."]


@pytest.mark.parametrize("longest", [30, 20, 9])
def test_no_position_is_held_longer_than_safety_allows(longest: int) -> None:
    plank = make_exercise("plank", seconds=(10, 30, 40), hold=True, effort=(0.2, 0.4))
    walk = make_exercise("walk", posture=Posture.STANDING, seconds=(30, 60, 60))
    wish = make_request(600, make_program(ProgramItem(exercise="plank", sets=1), ProgramItem(exercise="walk", sets=1)))

    plan = make_plan(wish, {"plank": plank, "walk": walk}, Clearance(verdict=Verdict.CAUTION, max_hold_s=longest))

    assert collect_amounts(plan)["walk"] == (1, 60)  # it is no hold
    if longest < 10:
        assert reasons(plan) == {"plank": "nothing may be held for more than 9 seconds"}
    else:
        assert collect_amounts(plan)["plank"] == (1, longest)


def test_a_beginner_starts_at_the_first_level_of_a_ladder() -> None:
    plan = make_plan(make_request(600, ONE), {"bridge": LADDER}, CLEARED)

    assert {step.level for step in plan.steps} == {"plain"}


def test_a_step_that_is_reached_is_done_with_its_repetitions_and_tempo() -> None:
    plan = on_ladder(LevelTarget("squeezes", reps=12))

    work = [step for step in plan.steps if step.kind is StepKind.WORK]
    assert [(step.level, step.reps, step.seconds) for step in work] == [("squeezes", 12, 60)] * 2


def test_a_prescribers_repetitions_come_before_the_ladders() -> None:
    wish = make_request(600, make_program(ProgramItem(exercise="bridge", sets=1, reps=6)))

    plan = make_plan(replace(wish, targets={"bridge": LevelTarget("plain", reps=12)}), {"bridge": LADDER}, CLEARED)

    assert [step.reps for step in plan.steps] == [6]


def test_a_one_leg_level_has_two_sides() -> None:
    sides = {step.side for step in on_ladder(LevelTarget("one-leg")).steps}

    assert sides == {"left", "right"}


def test_without_what_a_step_needs_the_step_below_is_done_with_its_usual_repetitions() -> None:
    plan = on_ladder(LevelTarget("band", reps=15), without=frozenset({Equipment.BAND}))

    assert {(step.level, step.reps) for step in plan.steps if step.kind is StepKind.WORK} == {("plain", 10)}


def test_a_side_branch_is_done_by_choice_and_never_on_the_way_down() -> None:
    single = Clearance(verdict=Verdict.CAUTION, removed_traits={Trait.SINGLE_LEG: Message("on two legs")})

    assert {step.level for step in on_ladder(LevelTarget("walk-outs")).steps} == {"walk-outs"}
    assert {step.level for step in on_ladder(LevelTarget("one-leg"), single).steps} == {"squeezes"}


def test_safety_can_hold_everything_on_the_first_step() -> None:
    clearance = Clearance(verdict=Verdict.CAUTION, lowest_level_only=True)

    assert {step.level for step in on_ladder(LevelTarget("squeezes"), clearance).steps} == {"plain"}


def test_a_step_that_the_ladder_does_not_know_is_the_first() -> None:
    assert {step.level for step in on_ladder(LevelTarget("gone")).steps} == {"plain"}


def test_a_programme_may_ask_for_less_than_the_usual_smallest() -> None:
    stretch = make_exercise("stretch", role=Role.STRETCH, each=True, seconds=(30, 30, 60), hold=True, effort=(0.0, 0.0))
    wish = make_request(
        600, Program(id="test", name="Test", items=(ProgramItem(exercise="stretch", sets=1, seconds=20),))
    )

    assert collect_amounts(make_plan(wish, {"stretch": stretch}, CLEARED)) == {"stretch": (1, 20)}


@pytest.mark.parametrize(
    ("smallest", "largest", "lengths"),
    [
        (30, 60, (30, 35, 40, 45, 50, 55, 60)),
        (30, 42, (30, 35, 40, 42)),
        (30, 30, (30,)),
        (10, 180, (*range(10, 180, 15), 180)),
    ],
)
def test_what_is_timed_is_tried_in_steps_of_five_seconds_or_a_dozen_coarser_ones(
    smallest: int, largest: int, lengths: tuple[int, ...]
) -> None:
    hold = make_exercise("hold", seconds=(smallest, largest, largest))

    assert make_candidate(hold, hold.levels[0], max_sets=1).bout_lengths == lengths
