"""The limits of a session: levels that are ruled out, and more pain than was allowed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.hip_replacement_program import read_hip_replacement_program
from support.home_fixture import ALL_NO_ANSWERS, ManualClock, answer_screening
from support.sample_exercises import make_exercise, make_level
from support.sample_plans import MIDDLE_LEVEL_PLAN

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.training.planning import PlanRequest
from rearguard.app.training.prescription import import_program
from rearguard.plan.plan import StepKind
from rearguard.session.limits import NO_LIMITS, SessionLimits
from rearguard.session.regression import ease_exercise
from rearguard.session.state import SessionStatus, SessionTrigger, classify_pain

LEVELS = ("lowest", "low", "middle", "high")
LADDER = {"bridge": make_exercise("bridge", reps=10, levels=[make_level(name) for name in LEVELS])}


@given(st.sets(st.sampled_from(LEVELS)), st.integers(1, 5))
def test_it_is_made_easier_only_to_a_level_that_is_allowed(allowed: set[str], times: int) -> None:
    step = next(
        step for step in MIDDLE_LEVEL_PLAN.steps if step.exercise == "glute-bridge" and step.kind is StepKind.WORK
    )
    plan = replace(MIDDLE_LEVEL_PLAN, steps=(replace(step, exercise="bridge", level="high", at=0),))
    for _ in range(times):
        plan = ease_exercise(plan, 0, LADDER, SessionLimits(levels={"bridge": tuple(allowed)}))
    below = [name for name in LEVELS[:-1] if name in allowed][-times:]
    assert plan.steps[0].level == (below[0] if below else "high")


@given(st.integers(0, 10), st.none() | st.integers(0, 10))
def test_pain_above_what_is_allowed_ends_it_and_no_limit_makes_it_milder(score: int, most: int | None) -> None:
    usual, trigger = NO_LIMITS.pain_trigger(score), SessionLimits(most_pain=most).pain_trigger(score)
    assert usual is classify_pain(score)
    assert trigger is (SessionTrigger.SEVERE if most is not None and score > most else usual)


@pytest.mark.parametrize("cut_off", [False, True], ids=["at once", "gone on with after a crash"])
@pytest.mark.parametrize(("score", "ends"), [(2, False), (3, True)])
def test_a_prescriptions_limits_hold_in_the_session(
    *, score: int, ends: bool, cut_off: bool, home: Paths, clock: ManualClock
) -> None:
    answer_screening(home, clock, {**ALL_NO_ANSWERS, "C1": "yes"})
    with Diary(home, clock) as diary:
        import_program(
            diary, read_hip_replacement_program().replace("most_pain = 3", "most_pain = 2").encode(), "x.toml"
        )
    training = Application(home, clock).start_session(PlanRequest(minutes=12), lead=0.0)
    clock.advance(5)
    training.apply("tick")
    if cut_off:  # what held the session is gone, and its end was never recorded
        session = Application(home, clock).live_session
        assert session is not None
        session.apply("resume")
        training = session
    assert "lifted" not in training.state.limits.levels["clamshell"]
    training.apply("hurts")
    training.apply("pain", score=score)
    assert (training.state.status is SessionStatus.STOPPED) == ends
