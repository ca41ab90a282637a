"""What a session came to, and what the last seven days make of tomorrow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.fake_server import exercises
from support.home_fixture import NOON, TurnedClock, answer

from rearguard.app.application import Application
from rearguard.app.person.paths import Home
from rearguard.app.reports.session_summary import closing
from rearguard.app.training.live_session import Training
from rearguard.app.training.planning import Wish
from rearguard.core.errors import Misuse
from rearguard.core.message import untranslated
from rearguard.core.side import Side
from rearguard.progress.week import SESSIONS, SETS, WEEK, Bout, Week, advice, week

BOTH = ("glute-bridge", "monster-walk", "glute-squeeze")
EACH = ("clamshell", "runners-stretch", "piriformis-stretch")


def bout(exercise: str = "clamshell", side: Side = Side.BOTH, *, days: float = 0, session: str = "1") -> Bout:
    """A set that was done so many days ago, on the easiest level."""
    level = exercises()[exercise].levels[0].id
    return Bout(at=NOON - timedelta(days=days), session=session, exercise=exercise, level=level, side=side)


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
    for exercise, held in {
        "glute-bridge": Week(1, 1, 0),
        "monster-walk": Week(1, 0, 1),
        "clamshell": Week(1, 1, 1),
        "runners-stretch": Week(),
    }.items():
        assert week([bout(exercise)], exercises(), NOON) == held, exercise


def test_a_set_of_one_leg_is_none_for_the_other() -> None:
    left, right = bout(side=Side.LEFT), bout(side=Side.RIGHT)
    assert week([left, left], exercises(), NOON).medius == 0
    assert week([left, left, right], exercises(), NOON).medius == 1


def test_what_is_older_than_seven_days_or_yet_to_come_or_unknown_counts_for_nothing() -> None:
    unknown = Bout(at=NOON, session="1", exercise="handstand", level="plain", side=Side.BOTH)
    assert week([bout(days=7), bout(days=-1), unknown], exercises(), NOON) == Week()
    assert week([bout(days=6.99)], exercises(), NOON) == Week(1, 1, 1)


@given(bouts, bouts)
def test_more_sets_never_make_a_week_hold_less(some: list[Bout], more: list[Bout]) -> None:
    before, after = week(some, exercises(), NOON), week([*some, *more], exercises(), NOON)
    assert before.sessions <= after.sessions
    assert before.maximus <= after.maximus
    assert before.medius <= after.medius


@given(bouts)
def test_what_is_said_of_tomorrow_is_so(some: list[Bout]) -> None:
    held = week(some, exercises(), NOON)
    said = advice(some, exercises(), NOON)
    assert said.text.startswith("Your seven days hold") is held.enough
    if "days" in said.values:
        days = int(str(said.values["days"]))
        assert week(some, exercises(), NOON + timedelta(days=days)).enough
        assert days == WEEK.days - 1 or not week(some, exercises(), NOON + timedelta(days=days + 1)).enough


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ([], "Next: at least 2 sessions in seven days are the aim, and so far it is 0."),
        ([bout()] * 9, "Next: at least 2 sessions in seven days are the aim, and so far it is 1."),
        (
            [bout("monster-walk"), bout("monster-walk", session="2")] * 2,
            (
                "Next: at least 4 sets in seven days for each of the two glute muscles are the aim. So far the large "
                "one has 0, the one at the side 4."
            ),
        ),
        (
            [bout(), bout(days=4, session="2")] * 2,
            "Your seven days hold what they should, and will for 2 more days.",
        ),
        (
            [bout(), bout(days=6.5, session="2")] * 2,
            "Your seven days hold what they should. From tomorrow on that takes another session.",
        ),
    ],
)
def test_one_line_says_what_comes_next(done: list[Bout], said: str) -> None:
    assert (SESSIONS, SETS) == (2, 4)
    assert advice(done, exercises(), NOON).render(untranslated) == said


@pytest.fixture
def application(home: Home, clock: TurnedClock) -> Application:
    answer(home, clock)
    clock.turn(60)
    return Application(home, clock)


def run(training: Training, clock: TurnedClock, seconds: int) -> None:
    for _ in range(seconds):
        clock.turn(1)
        training.do("tick")


def test_a_whole_session_restores_what_its_plan_promised(application: Application, clock: TurnedClock) -> None:
    training = application.begin(Wish(), lead=0.0)
    run(training, clock, 415)
    told = closing(application.diary, application.library.exercises, str(training.name), untranslated)
    assert (told["reason"], told["gain"]) == ("done", round(training.state.timeline.plan.gain, 4))
    assert all(work["sets"] == work["planned"] > 0 for work in told["work"])
    assert told["next"].startswith("Next: at least 2 sessions")


def test_what_was_not_done_restores_nothing_and_is_named(application: Application, clock: TurnedClock) -> None:
    training = application.begin(Wish(), lead=0.0)
    run(training, clock, 110)
    training.do("stop")
    told = closing(application.diary, application.library.exercises, str(training.name), untranslated)
    assert {work["exercise"]: (work["sets"], work["planned"]) for work in told["work"]} == {
        "piriformis-stretch": (1, 1),
        "monster-walk": (1, 3),
        "runners-stretch": (0, 1),
        "glute-bridge": (0, 2),
        "clamshell": (0, 1),
    }
    assert told["reason"] == "stopped"
    assert 0 < told["gain"] < training.state.timeline.plan.gain / 2


def test_after_severe_pain_what_comes_next_is_what_the_safety_answers_say(
    application: Application, clock: TurnedClock
) -> None:
    training = application.begin(Wish(), lead=0.0)
    run(training, clock, 110)
    training.do("hurts")
    training.do("pain", score=9)
    told = closing(application.diary, application.library.exercises, str(training.name), untranslated)
    assert told["reason"] == "hurt"
    assert "sessions in seven days" not in told["next"]


def test_a_session_that_never_was_is_a_misuse(application: Application) -> None:
    with pytest.raises(Misuse):
        closing(application.diary, application.library.exercises, "none", untranslated)
