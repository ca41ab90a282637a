"""What a session never goes beyond: levels that are ruled out, and more pain than was allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hip_replacement_program import hip_replacement
from support.home_fixture import ALL_NO, TurnedClock, answer
from support.sample_exercises import exercise, level
from support.sample_plans import HARDER

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.training.planning import Wish
from rearguard.app.training.prescription import take_in
from rearguard.plan.plan import Kind
from rearguard.session.limits import FREE, Limits
from rearguard.session.regression import ease
from rearguard.session.state import Status, Trigger, pain_trigger

LEVELS = ("lowest", "low", "middle", "high")
LADDER = {"bridge": exercise("bridge", reps=10, levels=[level(name) for name in LEVELS])}


@given(st.sets(st.sampled_from(LEVELS)), st.integers(1, 5))
def test_it_is_made_easier_only_to_a_level_that_is_allowed(allowed: set[str], times: int) -> None:
    step = next(step for step in HARDER.steps if step.exercise == "glute-bridge" and step.kind is Kind.WORK)
    plan = replace(HARDER, steps=(replace(step, exercise="bridge", level="high", at=0),))
    for _ in range(times):
        plan = ease(plan, 0, LADDER, Limits(levels={"bridge": tuple(allowed)}))
    below = [name for name in LEVELS[:-1] if name in allowed][-times:]
    assert plan.steps[0].level == (below[0] if below else "high")


@given(st.integers(0, 10), st.none() | st.integers(0, 10))
def test_pain_above_what_is_allowed_ends_it_and_no_limit_makes_it_milder(score: int, most: int | None) -> None:
    usual, trigger = FREE.pain_trigger(score), Limits(most_pain=most).pain_trigger(score)
    assert usual is pain_trigger(score)
    assert trigger is (Trigger.SEVERE if most is not None and score > most else usual)


@pytest.mark.parametrize("cut_off", [False, True], ids=["at once", "gone on with after a crash"])
@pytest.mark.parametrize(("score", "ends"), [(2, False), (3, True)])
def test_a_prescriptions_limits_hold_in_the_session(
    *, score: int, ends: bool, cut_off: bool, home: Home, clock: TurnedClock
) -> None:
    answer(home, clock, {**ALL_NO, "C1": "yes"})
    with Diary(home, clock) as diary:
        take_in(diary, hip_replacement().replace("most_pain = 3", "most_pain = 2").encode(), "x.toml")
    training = Application(home, clock).begin(Wish(minutes=12), lead=0.0)
    clock.turn(5)
    training.do("tick")
    if cut_off:  # what held the session is gone, and nothing was said of its end
        found = Application(home, clock).training
        assert found is not None
        found.do("resume")
        training = found
    assert "lifted" not in training.state.limits.levels["clamshell"]
    training.do("hurts")
    training.do("pain", score=score)
    assert (training.state.status is Status.STOPPED) == ends
