from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.core.problem import Problem
from rearguard.library.exercise import Trait
from rearguard.safety.clearance import Clearance, Verdict
from rearguard.safety.questions import (
    BLOCKING_QUESTIONS,
    CAUTION_QUESTIONS,
    EMERGENCY_QUESTIONS,
    NUMBNESS_QUESTIONS,
    SAFETY_QUESTIONS,
)
from rearguard.safety.referral import (
    CIRCULATION_EMERGENCY,
    SEE_PROFESSIONAL_FIRST,
    SEE_PROFESSIONAL_SOON,
    SEE_PROFESSIONAL_TODAY,
    SPINE_EMERGENCY,
)
from rearguard.safety.screen import ScreeningResult, evaluate_answers, next_question

IDS = [question.id for question in SAFETY_QUESTIONS]
PARENT = {question.id: question.asked_if for question in SAFETY_QUESTIONS}
ALL_NO = dict.fromkeys(IDS, "no")

anything = st.sampled_from(["no", "yes", "unsure"])
answer_sheets = st.fixed_dictionaries(dict.fromkeys(IDS, anything))
# Mostly "no": with three answers at random hardly any person would be cleared.
mild = st.sampled_from(["no"] * 9 + ["yes", "unsure"])
mild_sheets = st.fixed_dictionaries({id_: mild if id_.startswith(("C", "N")) else st.just("no") for id_ in IDS})
sheets = answer_sheets | mild_sheets
partial_sheets = st.dictionaries(st.sampled_from(IDS), anything)
either = st.booleans()


def with_yes(*ids: str, answer: str = "yes") -> dict[str, str]:
    """Return "no" to all but these and their parents."""
    answers = dict(ALL_NO)
    for id_ in ids:
        answers[id_] = answer
        parent = PARENT[id_]
        if parent is not None:
            answers[parent] = "yes"
    return answers


# The outcome of each row, from the table that the questions were written from: the verdict with "no" to all else,
# the removals, the longest hold, whether all stays on the lowest level.
ROWS: dict[str, tuple[Verdict, set[str], int | None, bool]] = {
    "N0": (Verdict.OK, set(), None, False),
    "N1": (Verdict.EMERGENCY, set(), None, False),
    "N2": (Verdict.BLOCK, set(), None, False),
    "N3": (Verdict.EMERGENCY, set(), None, False),
    "N4": (Verdict.CAUTION, set(), None, False),
    "E1": (Verdict.EMERGENCY, set(), None, False),
    "E2": (Verdict.EMERGENCY, set(), None, False),
    "E3": (Verdict.EMERGENCY, set(), None, False),
    "E4": (Verdict.EMERGENCY, set(), None, False),
    "E5": (Verdict.EMERGENCY, set(), None, False),
    "E6": (Verdict.BLOCK, set(), None, False),
    "E6-sudden": (Verdict.EMERGENCY, set(), None, False),
    "E7": (Verdict.BLOCK, set(), None, False),
    "E7-now": (Verdict.EMERGENCY, set(), None, False),
    "E8": (Verdict.EMERGENCY, set(), None, False),
    "B1": (Verdict.BLOCK, set(), None, False),
    "B2": (Verdict.BLOCK, set(), None, False),
    "B3": (Verdict.BLOCK, set(), None, False),
    "B4": (Verdict.BLOCK, set(), None, False),
    "B5": (Verdict.BLOCK, set(), None, False),
    "B6": (Verdict.BLOCK, set(), None, False),
    "C1": (Verdict.CAUTION, {"crossed-hip-flexion", "deep-hip-flexion", "resistance-band"}, None, False),
    "C1-front": (
        Verdict.CAUTION,
        {"crossed-hip-flexion", "deep-hip-flexion", "resistance-band", "hip-extension-stretch"},
        None,
        False,
    ),
    "C2": (Verdict.CAUTION, set(), None, False),
    "C2-problem": (Verdict.BLOCK, set(), None, False),
    "C2-late": (Verdict.CAUTION, {"on-back"}, None, False),
    "C2-girdle": (Verdict.CAUTION, {"single-leg", "wide-step"}, None, False),
    "C3": (Verdict.CAUTION, {"crossed-hip-flexion"}, None, True),
    "C4": (Verdict.CAUTION, {"deep-hip-flexion"}, None, False),
    "C5": (Verdict.CAUTION, {"crossed-hip-flexion"}, None, False),
    "C6": (Verdict.CAUTION, {"external-weight"}, None, False),
    "C7": (Verdict.CAUTION, set(), 10, False),
    "C8": (Verdict.CAUTION, set(), None, False),
    "C9": (Verdict.CAUTION, set(), None, False),
    "C10": (Verdict.CAUTION, set(), None, False),
}


@pytest.mark.parametrize("answer", ["yes", "unsure"])
@pytest.mark.parametrize("id_", IDS)
def test_a_row_comes_to_what_the_table_says(id_: str, answer: str) -> None:
    verdict, removes, longest_hold, lowest_level = ROWS[id_]
    outcome = evaluate_answers(with_yes(id_, answer=answer))
    assert outcome.verdict is verdict
    assert outcome.unanswered == ()
    if verdict >= Verdict.BLOCK:
        assert outcome.clearance is None
    else:
        assert outcome.clearance is not None
        assert outcome.clearance.verdict is verdict
        assert {trait.value for trait in outcome.clearance.removed_traits} == removes
        assert outcome.clearance.max_hold_s == longest_hold
        assert outcome.clearance.lowest_level_only is lowest_level


def test_no_to_everything_is_clear_and_restricts_nothing() -> None:
    outcome = evaluate_answers(ALL_NO)
    assert outcome.verdict is Verdict.OK
    assert outcome.clearance == Clearance(Verdict.OK)
    assert (outcome.problems, outcome.unanswered, outcome.decisive) == ((), (), ())


@given(
    answers=sheets,
    id_=st.sampled_from([question.id for question in EMERGENCY_QUESTIONS if question.asked_if is None]),
    answer=st.sampled_from(["yes", "unsure"]),
)
def test_an_emergency_row_gives_no_clearance_whatever_else_is_answered(
    answers: dict[str, str], id_: str, answer: str
) -> None:
    outcome = evaluate_answers({**answers, id_: answer})
    assert outcome.clearance is None
    assert outcome.verdict >= Verdict.BLOCK


@given(answers=sheets)
def test_a_clinicians_clearance_lifts_a_block_and_never_an_emergency(answers: dict[str, str]) -> None:
    before = evaluate_answers(answers)
    after = evaluate_answers(answers, cleared_by_clinician=True)
    if before.verdict is Verdict.EMERGENCY:
        assert after == before
    elif before.verdict is Verdict.BLOCK:
        assert before.asks_clinician
        assert after.verdict is Verdict.CAUTION
        assert after.clearance is not None
        assert "cleared you" in str(after.clearance.advice[0])
    else:
        assert after == before


@pytest.mark.parametrize("stopper", ["N2", "E6", "E7", "B6", "C2-problem"])
def test_a_lifted_block_keeps_what_the_cautions_remove(stopper: str) -> None:
    outcome = evaluate_answers(with_yes(stopper, "C1"), cleared_by_clinician=True)
    assert outcome.clearance is not None
    assert Trait.CROSSED_HIP_FLEXION in outcome.clearance.removed_traits


@given(answers=sheets | partial_sheets, id_=st.sampled_from(IDS), cleared=either)
def test_unsure_is_yes(answers: dict[str, str], id_: str, cleared: bool) -> None:  # noqa: FBT001  hypothesis fills it
    yes = evaluate_answers({**answers, id_: "yes"}, cleared_by_clinician=cleared)
    assert evaluate_answers({**answers, id_: "unsure"}, cleared_by_clinician=cleared) == yes


def hindrance(outcome: ScreeningResult) -> tuple[set[str], float, bool]:
    """Return the restrictions of an outcome, to compare two; without a clearance that is everything."""
    if outcome.clearance is None:
        return {trait.value for trait in Trait}, 0, True
    hold = outcome.clearance.max_hold_s
    removed = {trait.value for trait in outcome.clearance.removed_traits}
    return removed, float("inf") if hold is None else hold, outcome.clearance.lowest_level_only


@given(answers=sheets, worse=st.sets(st.sampled_from(IDS), min_size=1), answer=anything, cleared=either)
def test_a_worse_answer_never_leads_to_more(
    answers: dict[str, str],
    worse: set[str],
    answer: str,
    cleared: bool,  # noqa: FBT001  hypothesis fills it
) -> None:
    # Only upwards: a "yes" among them stays.
    changed = {**answers, **{id_: answer for id_ in worse if answers[id_] == "no"}}
    before = evaluate_answers(answers, cleared_by_clinician=cleared)
    after = evaluate_answers(changed, cleared_by_clinician=cleared)
    assert after.verdict >= before.verdict
    removed_before, hold_before, lowest_before = hindrance(before)
    removed_after, hold_after, lowest_after = hindrance(after)
    assert removed_before <= removed_after
    assert hold_before >= hold_after
    assert lowest_before <= lowest_after


@given(answers=mild_sheets, dropped=st.sampled_from(IDS))
def test_a_missing_answer_gives_no_clearance(answers: dict[str, str], dropped: str) -> None:
    whole = evaluate_answers(answers)
    outcome = evaluate_answers({id_: answer for id_, answer in answers.items() if id_ != dropped})
    if dropped not in {question.id for question in whole.answered}:
        assert outcome == whole
    else:
        assert outcome.clearance is None


@given(answers=sheets, other=answer_sheets)
def test_answers_to_what_was_not_reached_are_ignored(answers: dict[str, str], other: dict[str, str]) -> None:
    outcome = evaluate_answers(answers)
    reached = {question.id for question in outcome.answered}
    assert evaluate_answers({id_: (answers if id_ in reached else other)[id_] for id_ in IDS}) == outcome


def test_nothing_answered_is_not_clear_and_asks_what_is_always_asked() -> None:
    outcome = evaluate_answers({})
    assert outcome.clearance is None
    assert outcome.unanswered == tuple(question for question in SAFETY_QUESTIONS if question.asked_if is None)
    assert str(outcome.text) == f"{len(outcome.unanswered)} safety questions left."


@given(answers=answer_sheets, cleared=either)
def test_the_walk_asks_what_is_needed_and_ends_where_all_the_answers_do(
    answers: dict[str, str],
    cleared: bool,  # noqa: FBT001  hypothesis fills it
) -> None:
    given_so_far: dict[str, str] = {}
    number = 0
    while (question := next_question(given_so_far, cleared_by_clinician=cleared)) is not None:
        number += 1
        asked_number, about = evaluate_answers(given_so_far, cleared_by_clinician=cleared).question_progress
        assert asked_number == number <= about
        assert question.id not in given_so_far
        given_so_far[question.id] = answers[question.id]
    walked = evaluate_answers(given_so_far, cleared_by_clinician=cleared)
    whole = evaluate_answers(answers, cleared_by_clinician=cleared)
    assert walked.verdict is whole.verdict
    assert walked.clearance == whole.clearance
    assert walked.question_progress[0] == walked.question_progress[1] == len(given_so_far)


def test_the_walk_stops_at_once_at_an_emergency() -> None:
    assert next_question({"N0": "yes", "N1": "yes"}) is None


def test_a_blocked_person_is_still_asked_what_could_stop_them_and_nothing_else() -> None:
    answers = {question.id: "no" for question in NUMBNESS_QUESTIONS + EMERGENCY_QUESTIONS} | {"N0": "yes", "N2": "yes"}
    outcome = evaluate_answers(answers)
    assert [question.id for question in outcome.unanswered] == ["B1", "B2", "B3", "B4", "B5", "B6", "C2"]
    assert not outcome.asks_clinician
    answers |= dict.fromkeys(["B1", "B2", "B3", "B4", "B5", "B6", "C2"], "no")
    assert evaluate_answers(answers).asks_clinician
    # Once a clinician has cleared them, the changes matter again.
    following = next_question(answers, cleared_by_clinician=True)
    assert following is not None
    assert following.id == "C1"


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        (["B5"], SEE_PROFESSIONAL_FIRST),
        (["B5", "N2"], SEE_PROFESSIONAL_SOON),
        (["B5", "N2", "B2"], SEE_PROFESSIONAL_TODAY),
        (["B2", "E1"], SPINE_EMERGENCY),
        (["B2", "E1", "E7-now"], CIRCULATION_EMERGENCY),
        (["E8"], CIRCULATION_EMERGENCY),
        (["E6"], SEE_PROFESSIONAL_SOON),
    ],
)
def test_the_most_urgent_text_is_shown(ids: list[str], text: object) -> None:
    assert evaluate_answers(with_yes(*ids)).text == text


def test_the_questions_that_weighed_most_are_named() -> None:
    assert [question.id for question in evaluate_answers(with_yes("C9", "B1", "B5")).decisive] == ["B1", "B5"]
    assert [question.id for question in evaluate_answers(with_yes("N0", "C9")).decisive] == ["C9"]
    assert evaluate_answers(with_yes("N0")).decisive == ()


def test_harmless_numbness_is_clear_with_a_warning_when_it_would_not_be() -> None:
    outcome = evaluate_answers(with_yes("N0"))
    assert outcome.clearance is not None
    (advice,) = outcome.clearance.advice
    assert str(advice).startswith("Brief numbness from sitting that clears when you move is common.")
    assert "between your legs, stop and get help" in str(advice)


def test_of_two_reasons_the_first_stands_and_of_two_pieces_of_advice_both() -> None:
    outcome = evaluate_answers(with_yes("C1", "C3"))
    assert outcome.clearance is not None
    reason = str(outcome.clearance.removed_traits[Trait.CROSSED_HIP_FLEXION])
    assert reason == "no deep hip bending and no crossed leg, because of your hip replacement"
    single = [evaluate_answers(with_yes(id_)).clearance for id_ in ("C1", "C3")]
    assert outcome.clearance.advice == tuple(text for clearance in single if clearance for text in clearance.advice)


@pytest.mark.parametrize("nonsense", ["No", "", "maybe", True, None, 0, [], {"no": "no"}])
def test_an_answer_outside_the_three_is_a_problem_and_counts_as_missing(nonsense: object) -> None:
    answers: Mapping[str, object] = {**ALL_NO, "E1": nonsense}
    outcome = evaluate_answers(answers, file="answers.json")
    assert outcome.clearance is None
    assert [question.id for question in outcome.unanswered] == ["E1"]
    assert [str(problem) for problem in outcome.problems] == [
        'answers.json: E1: The answer must be "no", "yes" or "unsure".'
    ]


def test_an_unknown_question_is_a_problem_and_changes_nothing_else() -> None:
    outcome = evaluate_answers({**ALL_NO, "E99": "yes"}, file="answers.json")
    assert outcome.clearance == evaluate_answers(ALL_NO).clearance
    assert outcome.problems == (Problem("answers.json", "E99", outcome.problems[0].message),)


@given(answers=st.dictionaries(st.sampled_from([*IDS, "", "n0", "E99"]), st.sampled_from(["no", "yes", "NO", None, 1])))
def test_no_answers_whatever_make_it_fail(answers: dict[str, object]) -> None:
    outcome = evaluate_answers(answers)
    assert (outcome.clearance is None) is (outcome.verdict > Verdict.CAUTION or outcome.unanswered != ())


def test_the_rows_of_the_table_are_the_questions() -> None:
    assert list(ROWS) == IDS
    assert NUMBNESS_QUESTIONS + EMERGENCY_QUESTIONS + BLOCKING_QUESTIONS + CAUTION_QUESTIONS == SAFETY_QUESTIONS
