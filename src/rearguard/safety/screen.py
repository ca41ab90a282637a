"""The evaluation of the safety answers: pure, total, and never a guess.

The worst answer wins. "Not sure" counts as yes. There is no clearance while a reached question is unanswered.
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
    """The result of a set of answers."""

    verdict: Verdict
    """The worst verdict so far; while a question is unanswered, it may get worse."""
    text: Message
    """What the verdict means, and what to do."""
    answered: tuple[SafetyQuestion, ...]
    """The reached questions with an answer."""
    unanswered: tuple[SafetyQuestion, ...]
    """The reached questions that still need an answer; empty in an emergency."""
    decisive: tuple[SafetyQuestion, ...]
    """The questions whose answers weighed most; none when nothing was answered by more than "no"."""
    clearance: Clearance | None
    """Permission to exercise; None: blocked, an emergency, or an answer is missing."""
    problems: tuple[Problem, ...]
    """Unknown questions and invalid answers, which count as not answered."""

    @property
    def question_progress(self) -> tuple[int, int]:
        """The number of the next question and of all known so far; a yes may add more."""
        total = len(self.answered) + len(self.unanswered)
        return min(len(self.answered) + 1, total), total

    @property
    def asks_clinician(self) -> bool:
        """Whether a clinician's clearance could lift the block: then ask `referral.CLINICIAN_QUESTION`."""
        return self.verdict is Verdict.BLOCK and not self.unanswered


def evaluate_answers(
    answers: Mapping[str, object], *, cleared_by_clinician: bool = False, file: str = ""
) -> ScreeningResult:
    """Evaluate the answers to the safety questions.

    Args:
        answers: question id to "no", "yes" or "unsure". Answers to questions that were not reached are ignored.
        cleared_by_clinician: whether a health professional who knows of the blocking conditions cleared this
            person for exercise. It lifts a block, never an emergency.
        file: the file of the answers, named in the problems.
    """
    parsed = {
        question.id: answer for question in SAFETY_QUESTIONS if (answer := _parse_answer(answers.get(question.id)))
    }
    reached = tuple(_reached_questions(parsed))
    positive = tuple(question for question in reached if _counts_as_yes(parsed, question.id))
    worst = max((question.effect.verdict for question in positive), default=Verdict.OK)
    lifted = cleared_by_clinician and worst is Verdict.BLOCK
    verdict = Verdict.CAUTION if lifted else worst
    unanswered = tuple(
        question for question in reached if question.id not in parsed and _could_change_verdict(question, verdict)
    )
    decisive = tuple(question for question in positive if worst > Verdict.OK and question.effect.verdict is worst)
    cleared = verdict <= Verdict.CAUTION and not unanswered
    return ScreeningResult(
        verdict=verdict,
        text=_result_text(verdict, decisive, unanswered),
        answered=tuple(question for question in reached if question.id in parsed),
        unanswered=unanswered,
        decisive=decisive,
        clearance=_make_clearance(verdict, [question.effect for question in positive], lifted=lifted)
        if cleared
        else None,
        problems=tuple(_answer_problems(answers, file)),
    )


def next_question(answers: Mapping[str, object], *, cleared_by_clinician: bool = False) -> SafetyQuestion | None:
    """Return the next question; None when no answer could change the result."""
    return next(iter(evaluate_answers(answers, cleared_by_clinician=cleared_by_clinician).unanswered), None)


def _parse_answer(value: object) -> ScreeningAnswer | None:
    return next((answer for answer in ScreeningAnswer if answer == value), None)


def _counts_as_yes(answers: Mapping[str, ScreeningAnswer], question_id: str) -> bool:
    return question_id in answers and answers[question_id].counts_as_yes


def _reached_questions(answers: Mapping[str, ScreeningAnswer]) -> Iterator[SafetyQuestion]:
    """Yield the questions that the answers lead to, each follow-up after its question."""
    positive_ids: set[str] = set()
    for question in SAFETY_QUESTIONS:
        if question.asked_if is None or question.asked_if in positive_ids:
            if _counts_as_yes(answers, question.id):
                positive_ids.add(question.id)
            yield question


def _could_change_verdict(question: SafetyQuestion, verdict: Verdict) -> bool:
    """Return whether an answer could change the verdict.

    In an emergency no question is left. After a block, only questions that could block as well, or worse, are left:
    they may be more urgent, and a clinician's clearance must cover all of them.
    """
    if verdict <= Verdict.CAUTION:
        return True
    return verdict is Verdict.BLOCK and _WORST_REACHABLE_VERDICT[question.id] >= Verdict.BLOCK


def _worst_reachable_verdict(question: SafetyQuestion) -> Verdict:
    """Return the worst verdict of a question and its follow-up questions."""
    follow_ups = (other for other in SAFETY_QUESTIONS if other.asked_if == question.id)
    return max([question.effect.verdict, *map(_worst_reachable_verdict, follow_ups)])


_WORST_REACHABLE_VERDICT = {question.id: _worst_reachable_verdict(question) for question in SAFETY_QUESTIONS}


def _result_text(
    verdict: Verdict, decisive: Collection[SafetyQuestion], unanswered: Collection[SafetyQuestion]
) -> Message:
    if verdict > Verdict.CAUTION:
        texts = [question.effect.text for question in decisive]
        return next(text for text in reversed(REFERRALS) if text in texts)
    if unanswered:
        return counted(
            "{count} safety question left.",
            "{count} safety questions left.",
            len(unanswered),
        )
    if verdict is Verdict.CAUTION:
        return Message("You can do these exercises, with a few changes.")
    return Message("Nothing you told us rules out these exercises. Stop if anything hurts.")


def _make_clearance(verdict: Verdict, effects: Collection[SafetyEffect], *, lifted: bool) -> Clearance:
    reasons: dict[Trait, Message] = {}
    advice = [_FOLLOW_CLINICIAN_ADVICE] if lifted else []
    for effect in effects:
        reasons = {**effect.removed_traits, **reasons}  # the first reason wins
        advice.extend(effect.advice)
    return Clearance(
        verdict=verdict,
        removed_traits=reasons,
        max_hold_s=min((effect.max_hold_s for effect in effects if effect.max_hold_s is not None), default=None),
        lowest_level_only=any(effect.lowest_level_only for effect in effects),
        advice=tuple(advice),
    )


def _answer_problems(answers: Mapping[str, object], file: str) -> Iterator[Problem]:
    ids = {question.id for question in SAFETY_QUESTIONS}
    for key, answer in answers.items():
        if key not in ids:
            yield Problem(file, str(key), Message("There is no question with this id."))
        elif _parse_answer(answer) is None:
            yield Problem(file, key, Message('The answer must be "no", "yes" or "unsure".'))
