from collections import Counter

import pytest

from rearguard.safety.clearance import Verdict
from rearguard.safety.question import ANSWER_TEXTS, SafetyEffect, ScreeningAnswer
from rearguard.safety.questions import (
    BLOCKING_QUESTIONS,
    CAUTION_QUESTIONS,
    EMERGENCY_QUESTIONS,
    NUMBNESS_QUESTIONS,
    SAFETY_QUESTIONS,
)
from rearguard.safety.referral import REFERRALS, SEE_PROFESSIONAL_FIRST

BY_ID = {question.id: question for question in SAFETY_QUESTIONS}


def test_every_id_is_there_once_and_stays_as_it_is() -> None:
    # Journals contain these: an id may be added, never changed or given to another question.
    assert [question.id for question in SAFETY_QUESTIONS] == [
        *("N0", "N1", "N2", "N3", "N4"),
        *("E1", "E2", "E3", "E4", "E5", "E6", "E6-sudden", "E7", "E7-now", "E8"),
        *("B1", "B2", "B3", "B4", "B5", "B6"),
        *("C1", "C1-front", "C2", "C2-problem", "C2-late", "C2-girdle", "C3", "C4", "C5", "C6", "C7", "C8", "C9"),
        "C10",
    ]


def test_the_numbness_branch_comes_first() -> None:
    assert SAFETY_QUESTIONS[: len(NUMBNESS_QUESTIONS)] == NUMBNESS_QUESTIONS
    assert [question.asked_if for question in NUMBNESS_QUESTIONS] == [None, "N0", "N0", "N0", "N0"]


def test_a_question_that_follows_another_stands_after_it() -> None:
    before: set[str] = set()
    for question in SAFETY_QUESTIONS:
        assert question.asked_if is None or question.asked_if in before
        before.add(question.id)


def test_emergencies_and_blocks_never_let_anybody_go_on() -> None:
    assert all(question.effect.verdict >= Verdict.BLOCK for question in EMERGENCY_QUESTIONS + BLOCKING_QUESTIONS)
    assert all(question.effect.verdict <= Verdict.BLOCK for question in BLOCKING_QUESTIONS + CAUTION_QUESTIONS)


def test_every_effect_of_a_caution_is_reported() -> None:
    for question in SAFETY_QUESTIONS:
        effect = question.effect
        assert all(str(reason).strip() for reason in effect.removed_traits.values()), question.id
        if effect.verdict is Verdict.CAUTION:
            assert effect.removed_traits or effect.advice, question.id
        if effect.removed_traits or effect.max_hold_s or effect.lowest_level_only:
            assert effect.verdict is Verdict.CAUTION, question.id


def test_every_referral_is_known_and_every_known_one_is_used() -> None:
    used = [question.effect.text for question in SAFETY_QUESTIONS if question.effect.text is not None]
    assert all(text in REFERRALS for text in used)
    assert all(text in used for text in REFERRALS)


def test_a_question_is_a_glance_and_all_that_are_always_asked_less_than_two_minutes() -> None:
    words = {question.id: len(question.text.text.split()) for question in SAFETY_QUESTIONS}
    assert all(count <= 20 for count in words.values())
    # Adults read some 240 words of prose a minute (Brysbaert 2019), and lists of symptoms are quicker to scan.
    assert sum(words[question.id] for question in SAFETY_QUESTIONS if question.asked_if is None) <= 325


def test_every_question_is_a_question_and_no_two_are_alike() -> None:
    texts = Counter(question.text.text for question in SAFETY_QUESTIONS)
    assert max(texts.values()) == 1
    assert all(text.endswith("?") for text in texts)


def test_a_question_tells_a_face_all_it_needs() -> None:
    assert BY_ID["E7-now"].as_json(str.upper) == {
        "id": "E7-now",
        "text": "IS ANY OF THAT HAPPENING NOW?",
        "answers": {"no": "NO", "yes": "YES", "unsure": "NOT SURE"},
        "asked_if": "E7",
    }
    assert list(ANSWER_TEXTS) == list(ScreeningAnswer)


@pytest.mark.parametrize(
    ("verdict", "text"), [(Verdict.BLOCK, None), (Verdict.EMERGENCY, None), (Verdict.OK, SEE_PROFESSIONAL_FIRST)]
)
def test_an_effect_says_what_to_do_exactly_when_it_stops_someone(verdict: Verdict, text: object) -> None:
    with pytest.raises(ValueError, match="what to do"):
        SafetyEffect(verdict=verdict, text=text)  # type: ignore[arg-type]
