"""From a wish, as it came, to a plan or to a word on what is wrong with it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.home_fixture import ALL_NO, TurnedClock, answer

from rearguard.app.application import Application
from rearguard.app.person.paths import Home
from rearguard.app.person.settings import Settings
from rearguard.app.training.planning import Wish, document, plan_for, request
from rearguard.core.errors import Misuse, Refusal
from rearguard.core.message import untranslated
from rearguard.library.loader import load
from rearguard.plan.plan import Plan
from rearguard.safety.clearance import Clearance, Verdict

LIBRARY = load()
LEAVE = Clearance(Verdict.OK)


def planned(wish: Wish, *, at_hand: Settings | None = None) -> Plan:
    return plan_for(request(wish, LIBRARY, at_hand or Settings()), LIBRARY, LEAVE)


def used(plan: Plan) -> set[str]:
    return {step.exercise for step in plan.steps}


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        (Wish(minutes=math.nan), "nan.*2 to 30"),
        (Wish(minutes=math.inf), "inf.*2 to 30"),
        (Wish(minutes=-7), "-7.*2 to 30"),
        (Wish(minutes=1.99), "1.99"),
        (Wish(minutes=30.1), "30.1"),
        (Wish(place="moon"), "moon.*office"),
        (Wish(without=("bands",)), "bands.*band"),
        (Wish(without=("",)), "band"),
        (Wish(exclude=("glute-brigde",)), "did you mean glute-bridge"),
        (Wish(exclude=("zzz",)), "zzz.*rearguard library list"),
        (Wish(program="nonsense"), "nonsense.*article"),
    ],
)
def test_what_makes_no_sense_is_named_with_what_would(wish: Wish, names: str) -> None:
    with pytest.raises(Misuse, match=names):
        planned(wish)


@settings(max_examples=40, deadline=None)
@given(
    wish=st.builds(
        Wish,
        minutes=st.floats() | st.floats(0, 40),
        place=st.none() | st.sampled_from(["floor", "desk", "office"]) | st.text(max_size=5),
        without=st.lists(st.sampled_from(["band", "wall", "chair", "floor"]) | st.text(max_size=5), max_size=3).map(
            tuple
        ),
        exclude=st.lists(st.sampled_from([*LIBRARY.exercises]) | st.text(max_size=5), max_size=3).map(tuple),
        program=st.none() | st.sampled_from([*LIBRARY.programs]) | st.text(max_size=5),
    )
)
def test_any_wish_is_a_plan_within_its_minutes_or_a_refusal(wish: Wish) -> None:
    try:
        plan = planned(wish)
    except Refusal:  # a Misuse is one too; any other exception is a bug
        return
    # The minutes are rounded to whole seconds.
    assert 0 < plan.seconds <= wish.minutes * 60 + 0.5
    assert used(plan).isdisjoint(wish.exclude)


def test_the_place_chooses_the_programme_and_what_is_not_there() -> None:
    assert planned(Wish()).program == "article"
    for place in ("desk", "office"):
        plan = planned(Wish(place=place))
        assert plan.program == "desk-snack"
        assert all(LIBRARY.exercises[name].posture != "floor" for name in used(plan))
    assert "monster-walk" not in used(planned(Wish(place="office", program="article")))


def test_the_settings_place_holds_where_none_is_wished_for() -> None:
    at_desk = Settings(place="desk")
    assert planned(Wish(), at_hand=at_desk).program == "desk-snack"
    assert planned(Wish(place="floor"), at_hand=at_desk).program == "article"


def test_when_nothing_is_left_each_exercise_is_named_with_its_reason() -> None:
    with pytest.raises(Refusal) as refused:
        planned(Wish(exclude=tuple(LIBRARY.exercises)))
    assert not isinstance(refused.value, Misuse)
    assert "Glute bridge: " in str(refused.value)


@pytest.mark.parametrize(("before", "after"), [(0, 91.3), (40, 94.8), (100, 100.0)])
def test_the_charge_after_follows_from_the_one_before(before: float, after: float) -> None:
    plan = planned(Wish())
    assert document(plan, LIBRARY.exercises, untranslated, before)["charge"] == {"before": before, "after": after}
    assert document(plan, LIBRARY.exercises, untranslated)["charge"] is None


def test_a_plan_brings_what_its_reader_must_know_of_each_exercise() -> None:
    plan = planned(Wish(minutes=3, without=("band",)))
    told = document(plan, LIBRARY.exercises, untranslated)
    assert set(told["exercises"]) == used(plan) | {out.exercise for out in plan.left_out}
    for step in told["steps"]:
        assert step["level"] in told["exercises"][step["exercise"]]["levels"]


def test_a_caution_removes_what_it_speaks_against_and_says_why(home: Home, clock: TurnedClock) -> None:
    answer(home, clock, {**ALL_NO, "C3": "yes"})
    plan = Application(home, clock).plan(Wish())
    assert "piriformis-stretch" not in used(plan)
    (out,) = [out for out in plan.left_out if out.exercise == "piriformis-stretch"]
    assert str(out.reason)
