"""What somebody prescribed goes before what progress reached, and after what safety removes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sample_exercises import CLEARED, exercise, level, program

from rearguard.library.exercise import Need, Trait
from rearguard.library.program import Item, Prescribed
from rearguard.plan.plan import Kind, Plan
from rearguard.plan.planner import plan
from rearguard.plan.request import Request, Rung
from rearguard.safety.clearance import Clearance, Verdict

LEVELS = ("plain", "band", "squeezes", "one-leg")
LADDER = exercise(
    "bridge",
    reps=10,
    rest=20,
    levels=[
        level("plain", (0.25, 0.22)),
        level("band", (0.30, 0.26), needs=[Need.BAND]),
        level("squeezes", (0.35, 0.28), tempo=(1, 3, 1)),
        level("one-leg", (0.47, 0.50), traits=[Trait.SINGLE_LEG]),
    ],
)
BY = Prescribed(by="A. Muster", valid_from="2026-03-02", valid_until="2026-05-31", note="Slowly.")


def planned(item: Item, rung: Rung | None, said: Prescribed = BY, clearance: Clearance = CLEARED) -> Plan:
    whole = replace(program(item), prescribed=said)
    rungs = {} if rung is None else {"bridge": rung}
    return plan(Request(program=whole, budget=600, rungs=rungs), {"bridge": LADDER}, clearance)


def done(found: Plan) -> set[tuple[str, int | None]]:
    return {(step.level, step.reps) for step in found.steps if step.kind is Kind.WORK}


@given(st.sampled_from(LEVELS), st.none() | st.sampled_from(LEVELS), st.integers(3, 20))
@settings(max_examples=30, deadline=None)
def test_a_prescribed_level_and_its_repetitions_hold_wherever_progress_stands(
    wanted: str, reached: str | None, reps: int
) -> None:
    rung = None if reached is None else Rung(reached, reps=15)
    found = planned(Item(exercise="bridge", sets=2, reps=reps, level=wanted), rung)
    assert done(found) == {(wanted, reps)}


@given(st.sampled_from(LEVELS), st.sets(st.sampled_from(LEVELS), max_size=3))
@settings(max_examples=30, deadline=None)
def test_a_level_that_is_ruled_out_is_never_planned_and_no_higher_one_for_it(reached: str, ruled: set[str]) -> None:
    found = planned(Item(exercise="bridge", sets=2, without_levels=tuple(sorted(ruled))), Rung(reached))
    allowed = [name for name in LEVELS[: LEVELS.index(reached) + 1] if name not in ruled]
    assert {name for name, _ in done(found)} == set(allowed[-1:])
    if not allowed:
        assert [str(out.reason) for out in found.left_out] == ["your prescription rules it out"]


def test_what_is_not_to_be_used_is_not_though_it_is_at_hand() -> None:
    said = replace(BY, without=frozenset({Need.BAND}))
    assert done(planned(Item(exercise="bridge", sets=2), Rung("band"), said)) == {("plain", 10)}


def test_safety_goes_before_it() -> None:
    item = Item(exercise="bridge", sets=2, level="one-leg")
    careful = Clearance(verdict=Verdict.CAUTION, lowest_level=True)
    assert {name for name, _ in done(planned(item, None, clearance=careful))} == {"plain"}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (BY, ["Prescribed by A. Muster, until 2026-05-31.", "Slowly."]),
        (replace(BY, valid_until=None, note=""), ["Prescribed by A. Muster."]),
        (replace(BY, by="{by}", note="{note}"), ["Prescribed by {by}, until 2026-05-31.", "{note}"]),
    ],
)
def test_the_plan_says_first_whose_it_is(said: Prescribed, words: list[str]) -> None:
    why = [str(reason) for reason in planned(Item(exercise="bridge", sets=2), None, said).why]
    assert why[: len(words)] == words
    assert why[len(words)].startswith("bridge") or "×" in why[len(words)]
