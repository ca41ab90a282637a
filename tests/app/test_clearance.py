"""No use case gives a plan to a person without a clearance, whenever and wherever the answers were given."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.home_fixture import (
    ALL_NO_ANSWERS,
    BLOCKING_ANSWERS,
    EMERGENCY_ANSWERS,
    ManualClock,
    answer_screening,
    run_command,
)

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.screening import record_screening
from rearguard.app.reports.history import history_json
from rearguard.app.training.live_session import LiveSession
from rearguard.app.training.planning import PlanRequest
from rearguard.core.errors import NotCleared
from rearguard.core.message import untranslated
from rearguard.journal.entry import EventKind
from rearguard.safety.clearance import Verdict
from rearguard.safety.question import SafetyQuestion
from rearguard.safety.questions import SAFETY_QUESTIONS

IDS = [question.id for question in SAFETY_QUESTIONS]
PARENT = {question.id: question.asked_if for question in SAFETY_QUESTIONS}
STOPPING = [question for question in SAFETY_QUESTIONS if question.effect.verdict > Verdict.CAUTION]

words = st.sampled_from(["no", "yes", "unsure"])
sheets = st.fixed_dictionaries(dict.fromkeys(IDS, words))
wishes = st.builds(
    PlanRequest,
    minutes=st.floats(2, 30),
    place=st.sampled_from([None, "floor", "desk", "office"]),
    without=st.lists(st.sampled_from(["band", "wall", "chair", "floor"]), max_size=2).map(tuple),
    program=st.sampled_from([None, "article", "desk-snack"]),
)


def assert_nothing_is_given(application: Application, wish: PlanRequest | None = None) -> None:
    for ask in (application.make_plan, application.start_session):
        with pytest.raises(NotCleared):
            ask(wish or PlanRequest())
    application.revalidate()
    assert application.live_session is None
    assert application.session_json(untranslated) is None


def begun(home: Paths, clock: ManualClock) -> tuple[Application, LiveSession]:
    """Return a session of a cleared person, five seconds into its first step."""
    answer_screening(home, clock)
    clock.advance(60)
    application = Application(home, clock)
    training = application.start_session(PlanRequest(), lead=0.0)
    clock.advance(5)
    training.apply("tick")
    return application, training


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Paths, ManualClock]:
    """A home for all examples of a property: a later safety check replaces the one before."""
    folder = tmp_path_factory.mktemp("one")
    return Paths(folder / "config", folder / "data", folder / "cache"), ManualClock()


@settings(max_examples=60, deadline=None)  # each example waits for a disk
@given(sheet=sheets, question=st.sampled_from(STOPPING), how=st.sampled_from(["yes", "unsure"]), wish=wishes)
def test_whatever_else_is_answered_a_yes_that_stops_leads_to_no_plan(
    sheet: dict[str, str], question: SafetyQuestion, how: str, wish: PlanRequest, shared_home: tuple[Paths, ManualClock]
) -> None:
    sheet[question.id] = how
    parent = question.asked_if
    while parent is not None:
        sheet[parent] = "yes"
        parent = PARENT[parent]
    home, clock = shared_home
    clock.advance(1)
    application = Application(home, clock)
    assert record_screening(application.diary, sheet).status in {"blocked", "emergency"}
    assert_nothing_is_given(application, wish)
    application.close()


@settings(max_examples=40, deadline=None)  # as above
@given(sheet=st.dictionaries(st.sampled_from(IDS), words), left_out=st.sampled_from([i for i in IDS if not PARENT[i]]))
def test_stored_answers_that_lack_a_current_question_lead_to_no_plan(
    sheet: dict[str, str], left_out: str, shared_home: tuple[Paths, ManualClock]
) -> None:
    sheet.pop(left_out, None)
    home, clock = shared_home
    clock.advance(1)
    application = Application(home, clock)
    application.diary.write((EventKind.SCREENED, {"answers": sheet, "cleared_by_clinician": False}))
    assert_nothing_is_given(application)
    application.close()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"answers": None, "cleared_by_clinician": True},
        {"answers": [], "cleared_by_clinician": True},
        {"answers": {**ALL_NO_ANSWERS, "E1": "yes"}, "cleared_by_clinician": True},
        {"answers": {**ALL_NO_ANSWERS, "B6": "yes"}, "cleared_by_clinician": "yes"},
        {"answers": {**ALL_NO_ANSWERS, "B6": 1}, "cleared_by_clinician": False},
    ],
)
def test_a_screen_in_the_journal_that_is_malformed_or_lifts_too_much_leads_to_no_plan(
    data: Mapping[str, object], home: Paths, clock: ManualClock
) -> None:
    application = Application(home, clock)
    application.diary.write((EventKind.SCREENED, data))
    assert_nothing_is_given(application)


def test_a_session_goes_on_while_the_answers_it_was_planned_by_hold(home: Paths, clock: ManualClock) -> None:
    application, training = begun(home, clock)
    for _ in range(20):
        clock.advance(1)
        application.revalidate()
        training.apply("tick")
    assert application.live_session is training
    assert training.state.position == 25


@pytest.mark.parametrize("answers", [BLOCKING_ANSWERS, EMERGENCY_ANSWERS])
def test_a_worse_screen_ends_the_session_under_way(answers: dict[str, str], home: Paths, clock: ManualClock) -> None:
    application, _ = begun(home, clock)
    answer_screening(home, clock, answers)
    assert_nothing_is_given(application)
    (past_session,) = history_json(application.diary, application.library.exercises, untranslated)
    assert past_session["reason"] == "interrupted"


def test_any_newer_screen_ends_the_session_for_its_plan_did_not_know_of_it(home: Paths, clock: ManualClock) -> None:
    application, old = begun(home, clock)
    assert "piriformis-stretch" in {step.exercise for step in old.state.timeline.steps}
    answer_screening(home, clock, {**ALL_NO_ANSWERS, "C3": "yes"})
    application.revalidate()
    assert application.live_session is None
    new = application.start_session(PlanRequest())
    assert "piriformis-stretch" not in {step.exercise for step in new.state.timeline.steps}


@pytest.mark.parametrize("answers", [BLOCKING_ANSWERS, EMERGENCY_ANSWERS, {**ALL_NO_ANSWERS, "C3": "yes"}])
def test_a_session_that_was_cut_off_is_not_offered_after_another_screen(
    answers: dict[str, str], home: Paths, clock: ManualClock
) -> None:
    begun(home, clock)
    answer_screening(home, clock, answers)
    assert Application(home, clock).live_session is None


def test_the_terminal_does_not_go_on_with_it_either(home: Paths, clock: ManualClock) -> None:
    begun(home, clock)
    answer_screening(home, clock, EMERGENCY_ANSWERS)
    result = run_command("go", "--resume", "--speed", "1000", home=home)
    assert (result.returncode, result.stdout) == (1, "")


def test_after_strong_pain_nothing_is_given_until_the_questions_are_answered_again(
    home: Paths, clock: ManualClock
) -> None:
    application, training = begun(home, clock)
    training.apply("hurts")
    training.apply("pain", score=6)
    assert_nothing_is_given(application)
    clock.advance(60)
    answer_screening(home, clock)
    assert application.make_plan(PlanRequest()).steps


def test_pain_reported_elsewhere_ends_the_session_too(home: Paths, clock: ManualClock) -> None:
    application, _ = begun(home, clock)
    with Diary(home, clock) as diary:
        diary.write((EventKind.FELT, {"pain": 7}))
    assert_nothing_is_given(application)


def test_a_session_ends_when_the_answers_grow_too_old(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    clock.advance(90 * 24 * 3600 - 60)
    application = Application(home, clock)
    assert application.start_session(PlanRequest()) is application.live_session
    clock.advance(61)
    assert_nothing_is_given(application)
