"""From a raw request to a plan, or to a message about the mistake in it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.home_fixture import ALL_NO_ANSWERS, ManualClock, answer_screening

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.person.settings import Location, Settings
from rearguard.app.training.planning import PlanRequest, build_request, plan_json, plan_or_refuse
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import untranslated
from rearguard.library.loader import load_folders
from rearguard.plan.plan import Plan
from rearguard.safety.clearance import Clearance, Verdict

LIBRARY = load_folders()
LEAVE = Clearance(Verdict.OK)


def planned(wish: PlanRequest, *, at_hand: Settings | None = None) -> Plan:
    return plan_or_refuse(build_request(wish, LIBRARY, at_hand or Settings()), LIBRARY, LEAVE)


def used(plan: Plan) -> set[str]:
    return {step.exercise for step in plan.steps}


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        (PlanRequest(minutes=math.nan), "nan.*2 to 30"),
        (PlanRequest(minutes=math.inf), "inf.*2 to 30"),
        (PlanRequest(minutes=-7), "-7.*2 to 30"),
        (PlanRequest(minutes=1.99), "1.99"),
        (PlanRequest(minutes=30.1), "30.1"),
        (PlanRequest(place="moon"), "moon.*office"),
        (PlanRequest(without=("bands",)), "bands.*band"),
        (PlanRequest(without=("",)), "band"),
        (PlanRequest(exclude=("glute-brigde",)), "Did you mean glute-bridge"),
        (PlanRequest(exclude=("zzz",)), "zzz.*rearguard library list"),
        (PlanRequest(program="nonsense"), "nonsense.*article"),
    ],
)
def test_what_makes_no_sense_is_named_with_what_would(wish: PlanRequest, names: str) -> None:
    with pytest.raises(InvalidRequest, match=names):
        planned(wish)


@settings(max_examples=40, deadline=None)
@given(
    wish=st.builds(
        PlanRequest,
        minutes=st.floats() | st.floats(0, 40),
        place=st.none() | st.sampled_from(["floor", "desk", "office"]) | st.text(max_size=5),
        without=st.lists(st.sampled_from(["band", "wall", "chair", "floor"]) | st.text(max_size=5), max_size=3).map(
            tuple
        ),
        exclude=st.lists(st.sampled_from([*LIBRARY.exercises]) | st.text(max_size=5), max_size=3).map(tuple),
        program=st.none() | st.sampled_from([*LIBRARY.programs]) | st.text(max_size=5),
    )
)
def test_any_wish_is_a_plan_within_its_minutes_or_a_refusal(wish: PlanRequest) -> None:
    try:
        plan = planned(wish)
    except Refusal:  # a Misuse is a ValueError too; any other exception is a bug
        return
    # The minutes are rounded to whole seconds.
    assert 0 < plan.seconds <= wish.minutes * 60 + 0.5
    assert used(plan).isdisjoint(wish.exclude)


def test_the_place_chooses_the_programme_and_what_is_not_there() -> None:
    assert planned(PlanRequest()).program == "article"
    for place in ("desk", "office"):
        plan = planned(PlanRequest(place=place))
        assert plan.program == "desk-snack"
        assert all(LIBRARY.exercises[name].posture != "floor" for name in used(plan))
    assert "monster-walk" not in used(planned(PlanRequest(place="office", program="article")))


def test_without_a_location_in_the_request_the_setting_applies() -> None:
    at_desk = Settings(place=Location.DESK)
    assert planned(PlanRequest(), at_hand=at_desk).program == "desk-snack"
    assert planned(PlanRequest(place="floor"), at_hand=at_desk).program == "article"


def test_when_nothing_is_left_each_exercise_is_named_with_its_reason() -> None:
    with pytest.raises(Refusal) as refused:
        planned(PlanRequest(exclude=tuple(LIBRARY.exercises)))
    assert not isinstance(refused.value, InvalidRequest)
    assert "Glute bridge: " in str(refused.value)


@pytest.mark.parametrize(("before", "after"), [(0, 91.3), (40, 94.8), (100, 100.0)])
def test_the_charge_after_follows_from_the_one_before(before: float, after: float) -> None:
    plan = planned(PlanRequest())
    assert plan_json(plan, LIBRARY.exercises, untranslated, before)["charge"] == {"before": before, "after": after}
    assert plan_json(plan, LIBRARY.exercises, untranslated)["charge"] is None


def test_a_plan_brings_what_its_reader_must_know_of_each_exercise() -> None:
    plan = planned(PlanRequest(minutes=3, without=("band",)))
    document = plan_json(plan, LIBRARY.exercises, untranslated)
    assert set(document["exercises"]) == used(plan) | {out.exercise for out in plan.left_out}
    for step in document["steps"]:
        assert step["level"] in document["exercises"][step["exercise"]]["levels"]


def test_a_caution_removes_what_it_speaks_against_and_says_why(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock, {**ALL_NO_ANSWERS, "C3": "yes"})
    plan = Application(home, clock).make_plan(PlanRequest())
    assert "piriformis-stretch" not in used(plan)
    (out,) = [out for out in plan.left_out if out.exercise == "piriformis-stretch"]
    assert str(out.reason)
