"""No use case gives a routine to someone whom the safety answers stop, whenever and wherever they were given."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.home_fixture import ALL_NO, BLOCK, EMERGENCY, TurnedClock, answer, rearguard

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.person.screening import screen
from rearguard.app.reports.history import history
from rearguard.app.training.live_session import Training
from rearguard.app.training.planning import Wish
from rearguard.core.errors import NotCleared
from rearguard.core.message import untranslated
from rearguard.journal.entry import Kind
from rearguard.safety.clearance import Verdict
from rearguard.safety.question import Question
from rearguard.safety.questions import QUESTIONS

IDS = [question.id for question in QUESTIONS]
PARENT = {question.id: question.asked_if for question in QUESTIONS}
STOPPING = [question for question in QUESTIONS if question.effect.verdict > Verdict.CAUTION]

words = st.sampled_from(["no", "yes", "unsure"])
sheets = st.fixed_dictionaries(dict.fromkeys(IDS, words))
wishes = st.builds(
    Wish,
    minutes=st.floats(2, 30),
    place=st.sampled_from([None, "floor", "desk", "office"]),
    without=st.lists(st.sampled_from(["band", "wall", "chair", "floor"]), max_size=2).map(tuple),
    program=st.sampled_from([None, "article", "desk-snack"]),
)


def assert_nothing_is_given(application: Application, wish: Wish | None = None) -> None:
    for ask in (application.plan, application.begin):
        with pytest.raises(NotCleared):
            ask(wish or Wish())
    application.heed()
    assert application.training is None
    assert application.session_document(untranslated) is None


def begun(home: Home, clock: TurnedClock) -> tuple[Application, Training]:
    """Return a session of a cleared person, five seconds into its first step."""
    answer(home, clock)
    clock.turn(60)
    application = Application(home, clock)
    training = application.begin(Wish(), lead=0.0)
    clock.turn(5)
    training.do("tick")
    return application, training


@pytest.fixture(scope="module")
def one_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, TurnedClock]:
    """A home for all examples of a property: a later screen takes the place of the one before."""
    folder = tmp_path_factory.mktemp("one")
    return Home(folder / "config", folder / "data", folder / "cache"), TurnedClock()


@settings(max_examples=60, deadline=None)  # each one waits for a disk
@given(sheet=sheets, question=st.sampled_from(STOPPING), how=st.sampled_from(["yes", "unsure"]), wish=wishes)
def test_whatever_else_is_answered_a_yes_that_stops_leads_to_no_plan(
    sheet: dict[str, str], question: Question, how: str, wish: Wish, one_home: tuple[Home, TurnedClock]
) -> None:
    sheet[question.id] = how
    parent = question.asked_if
    while parent is not None:
        sheet[parent] = "yes"
        parent = PARENT[parent]
    home, clock = one_home
    clock.turn(1)
    application = Application(home, clock)
    assert screen(application.diary, sheet).status in {"blocked", "emergency"}
    assert_nothing_is_given(application, wish)
    application.close()


@settings(max_examples=40, deadline=None)  # as above
@given(sheet=st.dictionaries(st.sampled_from(IDS), words), left_out=st.sampled_from([i for i in IDS if not PARENT[i]]))
def test_answers_that_an_older_version_kept_and_that_lack_one_of_today_lead_to_no_plan(
    sheet: dict[str, str], left_out: str, one_home: tuple[Home, TurnedClock]
) -> None:
    sheet.pop(left_out, None)
    home, clock = one_home
    clock.turn(1)
    application = Application(home, clock)
    application.diary.write((Kind.SCREENED, {"answers": sheet, "cleared_by_clinician": False}))
    assert_nothing_is_given(application)
    application.close()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"answers": None, "cleared_by_clinician": True},
        {"answers": [], "cleared_by_clinician": True},
        {"answers": {**ALL_NO, "E1": "yes"}, "cleared_by_clinician": True},
        {"answers": {**ALL_NO, "B6": "yes"}, "cleared_by_clinician": "yes"},
        {"answers": {**ALL_NO, "B6": 1}, "cleared_by_clinician": False},
    ],
)
def test_a_screen_in_the_journal_that_is_malformed_or_lifts_too_much_leads_to_no_plan(
    data: Mapping[str, object], home: Home, clock: TurnedClock
) -> None:
    application = Application(home, clock)
    application.diary.write((Kind.SCREENED, data))
    assert_nothing_is_given(application)


def test_a_session_goes_on_while_the_answers_it_was_planned_by_hold(home: Home, clock: TurnedClock) -> None:
    application, training = begun(home, clock)
    for _ in range(20):
        clock.turn(1)
        application.heed()
        training.do("tick")
    assert application.training is training
    assert training.state.position == 25


@pytest.mark.parametrize("answers", [BLOCK, EMERGENCY])
def test_a_worse_screen_ends_the_session_under_way(answers: dict[str, str], home: Home, clock: TurnedClock) -> None:
    application, _ = begun(home, clock)
    answer(home, clock, answers)
    assert_nothing_is_given(application)
    (kept,) = history(application.diary, application.library.exercises, untranslated)
    assert kept["reason"] == "interrupted"


def test_any_newer_screen_ends_the_session_for_its_plan_did_not_know_of_it(home: Home, clock: TurnedClock) -> None:
    application, old = begun(home, clock)
    assert "piriformis-stretch" in {step.exercise for step in old.state.timeline.steps}
    answer(home, clock, {**ALL_NO, "C3": "yes"})
    application.heed()
    assert application.training is None
    new = application.begin(Wish())
    assert "piriformis-stretch" not in {step.exercise for step in new.state.timeline.steps}


@pytest.mark.parametrize("answers", [BLOCK, EMERGENCY, {**ALL_NO, "C3": "yes"}])
def test_a_session_that_was_cut_off_is_not_offered_after_another_screen(
    answers: dict[str, str], home: Home, clock: TurnedClock
) -> None:
    begun(home, clock)
    answer(home, clock, answers)
    assert Application(home, clock).training is None


def test_the_terminal_does_not_go_on_with_it_either(home: Home, clock: TurnedClock) -> None:
    begun(home, clock)
    answer(home, clock, EMERGENCY)
    done = rearguard("go", "--resume", "--speed", "1000", home=home)
    assert (done.returncode, done.stdout) == (1, "")


def test_after_strong_pain_nothing_is_given_until_the_questions_are_answered_again(
    home: Home, clock: TurnedClock
) -> None:
    application, training = begun(home, clock)
    training.do("hurts")
    training.do("pain", score=6)
    assert_nothing_is_given(application)
    clock.turn(60)
    answer(home, clock)
    assert application.plan(Wish()).steps


def test_pain_that_was_told_elsewhere_ends_the_session_too(home: Home, clock: TurnedClock) -> None:
    application, _ = begun(home, clock)
    with Diary(home, clock) as diary:
        diary.write((Kind.FELT, {"pain": 7}))
    assert_nothing_is_given(application)


def test_a_session_ends_when_the_answers_grow_too_old(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    clock.turn(90 * 24 * 3600 - 60)
    application = Application(home, clock)
    assert application.begin(Wish()) is application.training
    clock.turn(61)
    assert_nothing_is_given(application)
