"""The summary of a session, and the effect of the last seven days on tomorrow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.fake_server import load_exercises
from support.home_fixture import NOON, ManualClock, answer_screening

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.reports.session_summary import session_summary_json
from rearguard.app.training.live_session import LiveSession
from rearguard.app.training.planning import PlanRequest
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import untranslated
from rearguard.core.side import Side
from rearguard.progress.week import (
    MIN_WEEKLY_SESSIONS,
    MIN_WEEKLY_SETS,
    WEEK,
    DoneBout,
    WeekSummary,
    summarize_week,
    week_advice,
)

BOTH = ("glute-bridge", "monster-walk", "glute-squeeze")
EACH = ("clamshell", "runners-stretch", "piriformis-stretch")


def bout(exercise: str = "clamshell", side: Side = Side.BOTH, *, days: float = 0, session: str = "1") -> DoneBout:
    """A set from a number of days ago, on the easiest level."""
    level = load_exercises()[exercise].levels[0].id
    return DoneBout(at=NOON - timedelta(days=days), session=session, exercise=exercise, level=level, side=side)


bouts = st.lists(
    st.builds(
        bout,
        st.sampled_from(BOTH + EACH),
        st.sampled_from(Side),
        days=st.floats(0, 9),
        session=st.sampled_from("1234"),
    ),
    max_size=30,
)


def test_a_set_counts_for_the_muscle_that_it_works_most() -> None:
    for exercise, muscle in {
        "glute-bridge": WeekSummary(1, 1, 0),
        "monster-walk": WeekSummary(1, 0, 1),
        "clamshell": WeekSummary(1, 1, 1),
        "runners-stretch": WeekSummary(),
    }.items():
        assert summarize_week([bout(exercise)], load_exercises(), NOON) == muscle, exercise


def test_a_set_of_one_leg_does_not_count_for_the_other() -> None:
    left, right = bout(side=Side.LEFT), bout(side=Side.RIGHT)
    assert summarize_week([left, left], load_exercises(), NOON).medius == 0
    assert summarize_week([left, left, right], load_exercises(), NOON).medius == 1


def test_what_is_older_than_seven_days_or_yet_to_come_or_unknown_counts_for_nothing() -> None:
    unknown = DoneBout(at=NOON, session="1", exercise="handstand", level="plain", side=Side.BOTH)
    assert summarize_week([bout(days=7), bout(days=-1), unknown], load_exercises(), NOON) == WeekSummary()
    assert summarize_week([bout(days=6.99)], load_exercises(), NOON) == WeekSummary(1, 1, 1)


@given(bouts, bouts)
def test_more_sets_never_make_a_week_hold_less(some: list[DoneBout], more: list[DoneBout]) -> None:
    before, after = summarize_week(some, load_exercises(), NOON), summarize_week([*some, *more], load_exercises(), NOON)
    assert before.sessions <= after.sessions
    assert before.maximus <= after.maximus
    assert before.medius <= after.medius


@given(bouts)
def test_what_is_said_of_tomorrow_is_so(some: list[DoneBout]) -> None:
    week = summarize_week(some, load_exercises(), NOON)
    advice = week_advice(some, load_exercises(), NOON)
    assert advice.text.startswith("You're on target") is week.is_enough
    if "days" in advice.values:
        days = int(str(advice.values["days"]))
        assert summarize_week(some, load_exercises(), NOON + timedelta(days=days)).is_enough
        assert (
            days == WEEK.days - 1
            or not summarize_week(some, load_exercises(), NOON + timedelta(days=days + 1)).is_enough
        )


@pytest.mark.parametrize(
    ("bouts", "advice"),
    [
        ([], "Aim for 2 sessions in seven days. So far: 0."),
        ([bout()] * 9, "Aim for 2 sessions in seven days. So far: 1."),
        (
            [bout("monster-walk"), bout("monster-walk", session="2")] * 2,
            "Aim for 4 sets per muscle in seven days. So far: big glute 0, side glute 4.",
        ),
        (
            [bout(), bout(days=4, session="2")] * 2,
            "You're on target for 2 more days.",
        ),
        (
            [bout(), bout(days=6.5, session="2")] * 2,
            "You're on target today. Do a session tomorrow to stay there.",
        ),
    ],
)
def test_one_line_says_what_comes_next(bouts: list[DoneBout], advice: str) -> None:
    assert (MIN_WEEKLY_SESSIONS, MIN_WEEKLY_SETS) == (2, 4)
    assert week_advice(bouts, load_exercises(), NOON).render(untranslated) == advice


@pytest.fixture
def application(home: Paths, clock: ManualClock) -> Application:
    answer_screening(home, clock)
    clock.advance(60)
    return Application(home, clock)


def run(training: LiveSession, clock: ManualClock, seconds: int) -> None:
    for _ in range(seconds):
        clock.advance(1)
        training.apply("tick")


def test_a_whole_session_restores_what_its_plan_promised(application: Application, clock: ManualClock) -> None:
    training = application.start_session(PlanRequest(), lead=0.0)
    run(training, clock, 415)
    summary = session_summary_json(
        application.diary, application.library.exercises, str(training.session_id), untranslated
    )
    assert (summary["reason"], summary["gain"]) == ("done", round(training.state.timeline.plan.gain, 4))
    assert all(work["sets"] == work["planned"] > 0 for work in summary["work"])
    assert summary["next"].startswith("Aim for 2 sessions")


def test_what_was_not_done_restores_nothing_and_is_named(application: Application, clock: ManualClock) -> None:
    training = application.start_session(PlanRequest(), lead=0.0)
    run(training, clock, 110)
    training.apply("stop")
    summary = session_summary_json(
        application.diary, application.library.exercises, str(training.session_id), untranslated
    )
    assert {work["exercise"]: (work["sets"], work["planned"]) for work in summary["work"]} == {
        "piriformis-stretch": (1, 1),
        "monster-walk": (1, 3),
        "runners-stretch": (0, 1),
        "glute-bridge": (0, 2),
        "clamshell": (0, 1),
    }
    assert summary["reason"] == "stopped"
    assert 0 < summary["gain"] < training.state.timeline.plan.gain / 2


def test_after_severe_pain_what_comes_next_is_what_the_safety_answers_say(
    application: Application, clock: ManualClock
) -> None:
    training = application.start_session(PlanRequest(), lead=0.0)
    run(training, clock, 110)
    training.apply("hurts")
    training.apply("pain", score=9)
    summary = session_summary_json(
        application.diary, application.library.exercises, str(training.session_id), untranslated
    )
    assert summary["reason"] == "hurt"
    assert "sessions in seven days" not in summary["next"]


def test_a_session_that_never_was_is_a_misuse(application: Application) -> None:
    with pytest.raises(InvalidRequest):
        session_summary_json(application.diary, application.library.exercises, "none", untranslated)
