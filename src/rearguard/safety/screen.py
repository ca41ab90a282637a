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
from rearguard.safety.question import Answer, Effect, Question
from rearguard.safety.questions import QUESTIONS
from rearguard.safety.referral import REFERRALS

_KEEP_TO_IT = Message("Do only what the health professional who cleared you allows, and stop if anything gets worse.")


@value(kw_only=True)
class Outcome:
    """What a set of answers comes to."""

    verdict: Verdict
    """The worst so far: while a question is missing, it may get worse."""
    text: Message
    """What it means and what to do."""
    answered: tuple[Question, ...]
    """The questions that were reached and answered."""
    missing: tuple[Question, ...]
    """The questions that were reached and still need an answer; there are none once there is an emergency."""
    because: tuple[Question, ...]
    """The questions whose answers weighed most; none when nothing was answered by more than "no"."""
    clearance: Clearance | None
    """Leave to exercise. None: blocked, an emergency, or something is missing."""
    problems: tuple[Problem, ...]
    """What is not known here. It counts as not answered."""

    @property
    def progress(self) -> tuple[int, int]:
        """The number of the next question, and about how many there are, for a yes may lead to more."""
        total = len(self.answered) + len(self.missing)
        return min(len(self.answered) + 1, total), total

    @property
    def asks_clinician(self) -> bool:
        """Whether a clinician's clearance could still lead to exercise: then ask `referral.CLINICIAN`."""
        return self.verdict is Verdict.BLOCK and not self.missing


def evaluate(answers: Mapping[str, object], *, cleared_by_clinician: bool = False, file: str = "") -> Outcome:
    """Return what the answers come to.

    Args:
        answers: question id to "no", "yes" or "unsure". Answers to questions that were not reached are ignored.
        cleared_by_clinician: the statement that a health professional who knows of what blocks cleared this
            person for exercise. It lifts a block, never an emergency.
        file: where the answers come from, for the problems.
    """
    given = {question.id: answer for question in QUESTIONS if (answer := _answer(answers.get(question.id)))}
    reached = tuple(_reached(given))
    said_yes = tuple(question for question in reached if _counts_as_yes(given, question.id))
    worst = max((question.effect.verdict for question in said_yes), default=Verdict.OK)
    lifted = cleared_by_clinician and worst is Verdict.BLOCK
    verdict = Verdict.CAUTION if lifted else worst
    missing = tuple(question for question in reached if question.id not in given and _matters(question, verdict))
    because = tuple(question for question in said_yes if worst > Verdict.OK and question.effect.verdict is worst)
    cleared = verdict <= Verdict.CAUTION and not missing
    return Outcome(
        verdict=verdict,
        text=_text(verdict, because, missing),
        answered=tuple(question for question in reached if question.id in given),
        missing=missing,
        because=because,
        clearance=_clearance(verdict, [question.effect for question in said_yes], lifted=lifted) if cleared else None,
        problems=tuple(_problems(answers, file)),
    )


def next_question(answers: Mapping[str, object], *, cleared_by_clinician: bool = False) -> Question | None:
    """Return what to ask next; None when nothing that could be said would matter any more."""
    return next(iter(evaluate(answers, cleared_by_clinician=cleared_by_clinician).missing), None)


def _answer(value: object) -> Answer | None:
    return next((answer for answer in Answer if answer == value), None)


def _counts_as_yes(given: Mapping[str, Answer], question_id: str) -> bool:
    return question_id in given and given[question_id].counts_as_yes


def _reached(given: Mapping[str, Answer]) -> Iterator[Question]:
    """Yield the questions that the answers lead to; one that follows another stands after it."""
    opened: set[str] = set()
    for question in QUESTIONS:
        if question.asked_if is None or question.asked_if in opened:
            if _counts_as_yes(given, question.id):
                opened.add(question.id)
            yield question


def _matters(question: Question, verdict: Verdict) -> bool:
    """Return whether an answer could still change something.

    In an emergency there is nothing left to ask. Who is blocked is asked only what could block too, or worse:
    it may be more urgent, and a clinician's clearance must be about all of it.
    """
    if verdict <= Verdict.CAUTION:
        return True
    return verdict is Verdict.BLOCK and _LEADS_TO[question.id] >= Verdict.BLOCK


def _leads_to(question: Question) -> Verdict:
    """Return the worst verdict of a question and all that follow it."""
    following = (other for other in QUESTIONS if other.asked_if == question.id)
    return max([question.effect.verdict, *map(_leads_to, following)])


_LEADS_TO = {question.id: _leads_to(question) for question in QUESTIONS}


def _text(verdict: Verdict, because: Collection[Question], missing: Collection[Question]) -> Message:
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


def _clearance(verdict: Verdict, effects: Collection[Effect], *, lifted: bool) -> Clearance:
    removes: dict[Trait, Message] = {}
    advice = [_KEEP_TO_IT] if lifted else []
    for effect in effects:
        removes = {**effect.removes, **removes}  # the first reason stands
        advice.extend(effect.advice)
    return Clearance(
        verdict=verdict,
        removes=removes,
        longest_hold=min((e.longest_hold for e in effects if e.longest_hold is not None), default=None),
        lowest_level=any(effect.lowest_level for effect in effects),
        advice=tuple(advice),
    )


def _problems(answers: Mapping[str, object], file: str) -> Iterator[Problem]:
    known = {question.id for question in QUESTIONS}
    for key, given in answers.items():
        if key not in known:
            yield Problem(file, str(key), Message("There is no question with this id."))
        elif _answer(given) is None:
            yield Problem(file, key, Message('The answer must be "no", "yes" or "unsure".'))
