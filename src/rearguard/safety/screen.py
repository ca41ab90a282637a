"""From answers to an outcome: pure, total, and never a guess.

The worst answer wins. Not sure counts as yes. A question that is reached and not answered clears nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from rearguard.core.message import Message, counted
from rearguard.core.problem import Problem
from rearguard.core.value import value
from rearguard.library.exercise import Trait
from rearguard.safety.clearance import Clearance, Verdict
from rearguard.safety.question import SafetyEffect, SafetyQuestion, ScreeningAnswer
from rearguard.safety.questions import SAFETY_QUESTIONS
from rearguard.safety.referral import REFERRALS

_FOLLOW_CLINICIAN_ADVICE = Message(
    "Do only what the health professional who cleared you allows, and stop if anything gets worse."
)


@value(kw_only=True)
class ScreeningResult:
    """What a set of answers comes to."""

    verdict: Verdict
    """The worst so far: while a question is missing, it may get worse."""
    text: Message
    """What it means and what to do."""
    answered: tuple[SafetyQuestion, ...]
    """The questions that were reached and answered."""
    unanswered: tuple[SafetyQuestion, ...]
    """The questions that were reached and still need an answer; there are none once there is an emergency."""
    decisive: tuple[SafetyQuestion, ...]
    """The questions whose answers weighed most; none when nothing was answered by more than "no"."""
    clearance: Clearance | None
    """Leave to exercise. None: blocked, an emergency, or something is missing."""
    problems: tuple[Problem, ...]
    """What is not known here. It counts as not answered."""

    @property
    def question_progress(self) -> tuple[int, int]:
        """The number of the next question, and about how many there are, for a yes may lead to more."""
        total = len(self.answered) + len(self.unanswered)
        return min(len(self.answered) + 1, total), total

    @property
    def asks_clinician(self) -> bool:
        """Whether a clinician's clearance could still lead to exercise: then ask `referral.CLINICIAN`."""
        return self.verdict is Verdict.BLOCK and not self.unanswered


def evaluate_answers(
    answers: Mapping[str, object], *, cleared_by_clinician: bool = False, file: str = ""
) -> ScreeningResult:
    """Return what the answers come to.

    Args:
        answers: question id to "no", "yes" or "unsure". Answers to questions that were not reached are ignored.
        cleared_by_clinician: the statement that a health professional who knows of what blocks cleared this
            person for exercise. It lifts a block, never an emergency.
        file: where the answers come from, for the problems.
    """
    given = {
        question.id: answer for question in SAFETY_QUESTIONS if (answer := _parse_answer(answers.get(question.id)))
    }
    reached = tuple(_reached_questions(given))
    said_yes = tuple(question for question in reached if _counts_as_yes(given, question.id))
    worst = max((question.effect.verdict for question in said_yes), default=Verdict.OK)
    lifted = cleared_by_clinician and worst is Verdict.BLOCK
    verdict = Verdict.CAUTION if lifted else worst
    missing = tuple(
        question for question in reached if question.id not in given and _could_change_verdict(question, verdict)
    )
    because = tuple(question for question in said_yes if worst > Verdict.OK and question.effect.verdict is worst)
    cleared = verdict <= Verdict.CAUTION and not missing
    return ScreeningResult(
        verdict=verdict,
        text=_result_text(verdict, because, missing),
        answered=tuple(question for question in reached if question.id in given),
        unanswered=missing,
        decisive=because,
        clearance=_make_clearance(verdict, [question.effect for question in said_yes], lifted=lifted)
        if cleared
        else None,
        problems=tuple(_answer_problems(answers, file)),
    )


def next_question(answers: Mapping[str, object], *, cleared_by_clinician: bool = False) -> SafetyQuestion | None:
    """Return what to ask next; None when nothing that could be said would matter any more."""
    return next(iter(evaluate_answers(answers, cleared_by_clinician=cleared_by_clinician).unanswered), None)


def _parse_answer(value: object) -> ScreeningAnswer | None:
    return next((answer for answer in ScreeningAnswer if answer == value), None)


def _counts_as_yes(given: Mapping[str, ScreeningAnswer], question_id: str) -> bool:
    return question_id in given and given[question_id].counts_as_yes


def _reached_questions(given: Mapping[str, ScreeningAnswer]) -> Iterator[SafetyQuestion]:
    """Yield the questions that the answers lead to; one that follows another stands after it."""
    opened: set[str] = set()
    for question in SAFETY_QUESTIONS:
        if question.asked_if is None or question.asked_if in opened:
            if _counts_as_yes(given, question.id):
                opened.add(question.id)
            yield question


def _could_change_verdict(question: SafetyQuestion, verdict: Verdict) -> bool:
    """Return whether an answer could still change something.

    In an emergency there is nothing left to ask. Who is blocked is asked only what could block too, or worse:
    it may be more urgent, and a clinician's clearance must be about all of it.
    """
    if verdict <= Verdict.CAUTION:
        return True
    return verdict is Verdict.BLOCK and _WORST_REACHABLE_VERDICT[question.id] >= Verdict.BLOCK


def _worst_reachable_verdict(question: SafetyQuestion) -> Verdict:
    """Return the worst verdict of a question and all that follow it."""
    following = (other for other in SAFETY_QUESTIONS if other.asked_if == question.id)
    return max([question.effect.verdict, *map(_worst_reachable_verdict, following)])


_WORST_REACHABLE_VERDICT = {question.id: _worst_reachable_verdict(question) for question in SAFETY_QUESTIONS}


def _result_text(verdict: Verdict, because: Collection[SafetyQuestion], missing: Collection[SafetyQuestion]) -> Message:
    if verdict > Verdict.CAUTION:
        texts = [question.effect.text for question in because]
        return next(text for text in reversed(REFERRALS) if text in texts)
    if missing:
        return counted(
            "{count} safety question left.",
            "{count} safety questions left.",
            len(missing),
        )
    if verdict is Verdict.CAUTION:
        return Message("You can do these exercises, with a few changes.")
    return Message("Nothing you told us rules out these exercises. Stop if anything hurts.")


def _make_clearance(verdict: Verdict, effects: Collection[SafetyEffect], *, lifted: bool) -> Clearance:
    removes: dict[Trait, Message] = {}
    advice = [_FOLLOW_CLINICIAN_ADVICE] if lifted else []
    for effect in effects:
        removes = {**effect.removed_traits, **removes}  # the first reason stands
        advice.extend(effect.advice)
    return Clearance(
        verdict=verdict,
        removed_traits=removes,
        max_hold_s=min((e.max_hold_s for e in effects if e.max_hold_s is not None), default=None),
        lowest_level_only=any(effect.lowest_level_only for effect in effects),
        advice=tuple(advice),
    )


def _answer_problems(answers: Mapping[str, object], file: str) -> Iterator[Problem]:
    known = {question.id for question in SAFETY_QUESTIONS}
    for key, given in answers.items():
        if key not in known:
            yield Problem(file, str(key), Message("There is no question with this id."))
        elif _parse_answer(given) is None:
            yield Problem(file, key, Message('The answer must be "no", "yes" or "unsure".'))
