import inspect
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.random_programs import Task, amounts, tasks
from support.sample_exercises import ARTICLE, CLEARED, exercise, level, program, request

from rearguard.core.message import Message
from rearguard.library.exercise import Need, Posture, Role, Sides, Trait
from rearguard.library.program import Item, Program
from rearguard.plan.candidate import candidate
from rearguard.plan.plan import Kind, Plan
from rearguard.plan.planner import plan
from rearguard.plan.request import Request, Rung
from rearguard.safety.clearance import Clearance, Verdict

LADDER = exercise(
    "bridge",
    reps=10,
    rest=20,
    levels=[
        level("plain", (0.25, 0.22)),
        level("band", (0.30, 0.26), needs=[Need.BAND], traits=[Trait.RESISTANCE_BAND]),
        level("squeezes", (0.35, 0.28), tempo=(1, 3, 1)),
        level("walk-outs", (0.33, 0.30), branch=True),
        level("one-leg", (0.47, 0.50), traits=[Trait.SINGLE_LEG], sides=Sides.EACH),
    ],
)
ONE = program(Item(exercise="bridge", sets=2))


def reasons(found: Plan) -> dict[str, str]:
    return {out.exercise: str(out.reason) for out in found.left_out}


def on_ladder(rung: Rung, clearance: Clearance = CLEARED, *, without: frozenset[Need] = frozenset()) -> Plan:
    wish = Request(program=ONE, budget=600, have=frozenset(Need) - without, rungs={"bridge": rung})
    return plan(wish, {"bridge": LADDER}, clearance)


def test_nothing_is_planned_without_a_clearance() -> None:
    parameter = inspect.signature(plan).parameters["clearance"]

    assert parameter.default is inspect.Parameter.empty
    with pytest.raises(TypeError):
        plan(request(420), ARTICLE)  # type: ignore[call-arg]


@pytest.mark.parametrize("verdict", [Verdict.BLOCK, Verdict.EMERGENCY])
def test_a_blocked_screen_makes_no_clearance(verdict: Verdict) -> None:
    with pytest.raises(ValueError, match="clears nobody"):
        Clearance(verdict=verdict)


@given(st.sets(st.sampled_from(Need)), st.integers(120, 900))
@settings(max_examples=30, deadline=None)
def test_what_needs_a_thing_that_is_not_at_hand_is_left_out(missing: set[Need], budget: int) -> None:
    found = plan(replace(request(budget), have=frozenset(Need) - missing), ARTICLE, CLEARED)

    for name, one in ARTICLE.items():
        if one.needs & missing:
            assert name not in amounts(found)
            assert reasons(found)[name] in {"no band", "no chair", "no space on the floor"}


@given(st.sets(st.sampled_from(Trait)), st.integers(120, 900))
@settings(max_examples=30, deadline=None)
def test_what_asks_for_what_safety_removes_is_left_out_for_safetys_reason(removed: set[Trait], budget: int) -> None:
    removes = {trait: Message("not now: {trait}", {"trait": trait}) for trait in removed}

    found = plan(request(budget), ARTICLE, Clearance(verdict=Verdict.CAUTION, removes=removes))

    for name, one in ARTICLE.items():
        if one.traits & removed:
            assert name not in amounts(found)
            assert reasons(found)[name] in {f"not now: {trait}" for trait in one.traits & removed}


@given(tasks(), st.data())
@settings(max_examples=30, deadline=None)
def test_what_is_excluded_is_left_out(task: Task, data: st.DataObject) -> None:
    names = [item.exercise for item in task.program.items]
    exclude = frozenset(data.draw(st.sets(st.sampled_from(names))))

    found = plan(Request(program=task.program, budget=task.budget, exclude=exclude), task.exercises, CLEARED)

    assert {name for name, reason in reasons(found).items() if reason == "you excluded it"} == exclude
    assert not exclude & set(amounts(found))


def test_safetys_reason_comes_before_a_thing_that_is_missing() -> None:
    clearance = Clearance(verdict=Verdict.CAUTION, removes={Trait.ON_BACK: Message("not on the back")})

    found = plan(replace(request(420), have=frozenset()), ARTICLE, clearance)

    assert reasons(found)["glute-bridge"] == "not on the back"


def test_what_does_not_fit_says_so() -> None:
    assert reasons(plan(request(240), ARTICLE, CLEARED)) == {"piriformis-stretch": "it does not fit into 4:00"}


def test_when_all_is_left_out_the_plan_is_empty_and_says_why() -> None:
    found = plan(replace(request(420), exclude=frozenset(ARTICLE)), ARTICLE, CLEARED)

    assert (found.steps, found.seconds, found.gain) == ((), 0, 0.0)
    assert set(reasons(found)) == set(ARTICLE)
    assert [str(reason) for reason in found.why] == ["Nothing suitable is left to do."]


@pytest.mark.parametrize("longest", [30, 20, 9])
def test_no_position_is_held_longer_than_safety_allows(longest: int) -> None:
    plank = exercise("plank", seconds=(10, 30, 40), hold=True, effort=(0.2, 0.4))
    walk = exercise("walk", posture=Posture.STANDING, seconds=(30, 60, 60))
    wish = request(600, program(Item(exercise="plank", sets=1), Item(exercise="walk", sets=1)))

    found = plan(wish, {"plank": plank, "walk": walk}, Clearance(verdict=Verdict.CAUTION, longest_hold=longest))

    assert amounts(found)["walk"] == (1, 60)  # it is no hold
    if longest < 10:
        assert reasons(found) == {"plank": "no hold longer than 9 seconds"}
    else:
        assert amounts(found)["plank"] == (1, longest)


def test_nobody_starts_above_the_first_step_of_a_ladder() -> None:
    found = plan(request(600, ONE), {"bridge": LADDER}, CLEARED)

    assert {step.level for step in found.steps} == {"plain"}


def test_a_step_that_is_reached_is_done_with_its_repetitions_and_tempo() -> None:
    found = on_ladder(Rung("squeezes", reps=12))

    work = [step for step in found.steps if step.kind is Kind.WORK]
    assert [(step.level, step.reps, step.seconds) for step in work] == [("squeezes", 12, 60)] * 2


def test_a_prescribers_repetitions_come_before_the_ladders() -> None:
    wish = request(600, program(Item(exercise="bridge", sets=1, reps=6)))

    found = plan(replace(wish, rungs={"bridge": Rung("plain", reps=12)}), {"bridge": LADDER}, CLEARED)

    assert [step.reps for step in found.steps] == [6]


def test_a_step_of_one_leg_has_two_sides() -> None:
    sides = {step.side for step in on_ladder(Rung("one-leg")).steps}

    assert sides == {"left", "right"}


def test_without_what_a_step_needs_the_step_below_is_done_with_its_usual_repetitions() -> None:
    found = on_ladder(Rung("band", reps=15), without=frozenset({Need.BAND}))

    assert {(step.level, step.reps) for step in found.steps if step.kind is Kind.WORK} == {("plain", 10)}


def test_a_side_branch_is_done_by_choice_and_never_on_the_way_down() -> None:
    single = Clearance(verdict=Verdict.CAUTION, removes={Trait.SINGLE_LEG: Message("on two legs")})

    assert {step.level for step in on_ladder(Rung("walk-outs")).steps} == {"walk-outs"}
    assert {step.level for step in on_ladder(Rung("one-leg"), single).steps} == {"squeezes"}


def test_safety_can_hold_everything_on_the_first_step() -> None:
    clearance = Clearance(verdict=Verdict.CAUTION, lowest_level=True)

    assert {step.level for step in on_ladder(Rung("squeezes"), clearance).steps} == {"plain"}


def test_a_step_that_the_ladder_does_not_know_is_the_first() -> None:
    assert {step.level for step in on_ladder(Rung("gone")).steps} == {"plain"}


def test_a_programme_may_ask_for_less_than_the_usual_smallest() -> None:
    stretch = exercise("stretch", role=Role.STRETCH, each=True, seconds=(30, 30, 60), hold=True, effort=(0.0, 0.0))
    wish = request(600, Program(id="test", name="Test", items=(Item(exercise="stretch", sets=1, seconds=20),)))

    assert amounts(plan(wish, {"stretch": stretch}, CLEARED)) == {"stretch": (1, 20)}


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
    hold = exercise("hold", seconds=(smallest, largest, largest))

    assert candidate(hold, hold.levels[0], sets=1).bouts == lengths
