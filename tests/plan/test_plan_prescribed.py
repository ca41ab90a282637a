"""A prescription takes precedence over progress, and safety over both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sample_exercises import CLEARED, make_exercise, make_level, make_program

from rearguard.library.exercise import Equipment, Trait
from rearguard.library.program import Prescription, ProgramItem
from rearguard.plan.plan import Plan, StepKind
from rearguard.plan.planner import make_plan
from rearguard.plan.request import LevelTarget, PlanInputs
from rearguard.safety.clearance import Clearance, Verdict

LEVELS = ("plain", "band", "squeezes", "one-leg")
LADDER = make_exercise(
    "bridge",
    reps=10,
    rest=20,
    levels=[
        make_level("plain", (0.25, 0.22)),
        make_level("band", (0.30, 0.26), needs=[Equipment.BAND]),
        make_level("squeezes", (0.35, 0.28), tempo=(1, 3, 1)),
        make_level("one-leg", (0.47, 0.50), traits=[Trait.SINGLE_LEG]),
    ],
)
BY = Prescription(by="A. Muster", valid_from="2026-03-02", valid_until="2026-05-31", note="Slowly.")


def planned(
    item: ProgramItem, rung: LevelTarget | None, prescription: Prescription = BY, clearance: Clearance = CLEARED
) -> Plan:
    whole = replace(make_program(item), prescribed=prescription)
    rungs = {} if rung is None else {"bridge": rung}
    return make_plan(PlanInputs(program=whole, budget_s=600, targets=rungs), {"bridge": LADDER}, clearance)


def planned_work(plan: Plan) -> set[tuple[str, int | None]]:
    return {(step.level, step.reps) for step in plan.steps if step.kind is StepKind.WORK}


@given(st.sampled_from(LEVELS), st.none() | st.sampled_from(LEVELS), st.integers(3, 20))
@settings(max_examples=30, deadline=None)
def test_a_prescribed_level_and_its_repetitions_hold_wherever_progress_stands(
    prescribed: str, reached: str | None, reps: int
) -> None:
    rung = None if reached is None else LevelTarget(reached, reps=15)
    plan = planned(ProgramItem(exercise="bridge", sets=2, reps=reps, level=prescribed), rung)
    assert planned_work(plan) == {(prescribed, reps)}


@given(st.sampled_from(LEVELS), st.sets(st.sampled_from(LEVELS), max_size=3))
@settings(max_examples=30, deadline=None)
def test_a_ruled_out_level_is_never_planned_nor_replaced_by_a_higher_one(reached: str, ruled: set[str]) -> None:
    plan = planned(ProgramItem(exercise="bridge", sets=2, without_levels=tuple(sorted(ruled))), LevelTarget(reached))
    allowed = [name for name in LEVELS[: LEVELS.index(reached) + 1] if name not in ruled]
    assert {name for name, _ in planned_work(plan)} == set(allowed[-1:])
    if not allowed:
        assert [str(out.reason) for out in plan.left_out] == ["not allowed by your prescription"]


def test_what_is_not_to_be_used_is_not_though_it_is_at_hand() -> None:
    prescription = replace(BY, without=frozenset({Equipment.BAND}))
    assert planned_work(planned(ProgramItem(exercise="bridge", sets=2), LevelTarget("band"), prescription)) == {
        ("plain", 10)
    }


def test_safety_goes_before_it() -> None:
    item = ProgramItem(exercise="bridge", sets=2, level="one-leg")
    careful = Clearance(verdict=Verdict.CAUTION, lowest_level_only=True)
    assert {name for name, _ in planned_work(planned(item, None, clearance=careful))} == {"plain"}


@pytest.mark.parametrize(
    ("prescription", "words"),
    [
        (BY, ["Prescribed by A. Muster, until 2026-05-31.", "Slowly."]),
        (replace(BY, valid_until=None, note=""), ["Prescribed by A. Muster."]),
        (replace(BY, by="{by}", note="{note}"), ["Prescribed by {by}, until 2026-05-31.", "{note}"]),
    ],
)
def test_the_plan_says_first_whose_it_is(prescription: Prescription, words: list[str]) -> None:
    why = [str(reason) for reason in planned(ProgramItem(exercise="bridge", sets=2), None, prescription).why]
    assert why[: len(words)] == words
    assert why[len(words)].startswith("bridge") or "×" in why[len(words)]
