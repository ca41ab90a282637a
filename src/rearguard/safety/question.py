"""What a safety question is: its words, when it is asked, and what follows from the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from rearguard.core.message import Message, Translate, untranslated
from rearguard.core.value import value
from rearguard.library.exercise import Trait
from rearguard.safety.clearance import Verdict


class ScreeningAnswer(StrEnum):
    """What can be said to a question. "No" is the harmless answer to every one of them."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"

    @property
    def counts_as_yes(self) -> bool:
        """Whether what the question warns of may be there: in doubt it is."""
        return self is not ScreeningAnswer.NO


ANSWER_TEXTS: Mapping[ScreeningAnswer, Message] = MappingProxyType(
    {
        ScreeningAnswer.NO: Message("No"),
        ScreeningAnswer.YES: Message("Yes"),
        ScreeningAnswer.UNSURE: Message("Not sure"),
    }
)
"""The answers in words, in the order in which they are offered."""


@value(kw_only=True)
class SafetyEffect:
    """What follows from a yes.

    Raises:
        ValueError: the verdict stops someone without a text that says what to do, or lets someone go on with one.
    """

    verdict: Verdict = Verdict.OK
    text: Message | None = None
    """What to do instead of exercising: one of `referral.REFERRALS`."""
    removed_traits: Mapping[Trait, Message] = field(default_factory=dict)
    """What the body must not be asked for, with the reason in a few words."""
    max_hold_s: int | None = None
    """Seconds beyond which no position is held."""
    lowest_level_only: bool = False
    """Whether every exercise stays on the first step of its ladder."""
    advice: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        if (self.verdict > Verdict.CAUTION) is (self.text is None):
            raise ValueError("a verdict that stops someone says what to do; any other has nothing to say")


@value(kw_only=True)
class SafetyQuestion:
    """One question that "no", "yes" and "unsure" answer.

    There is one effect, not one for each answer: "no" never has any, and "unsure" has that of "yes" by
    construction.
    """

    id: str
    """Stable: it is what an answer file and the journal hold."""
    text: Message
    effect: SafetyEffect
    asked_if: str | None = None
    """The question whose yes (or unsure) leads to this one; None: it is always asked."""

    def as_json(self, translate: Translate = untranslated) -> dict[str, Any]:
        """Return what a face or a program needs to ask it: `answers` maps each answer's id to its words."""
        return {
            "id": self.id,
            "text": self.text.render(translate),
            "answers": {answer.value: text.render(translate) for answer, text in ANSWER_TEXTS.items()},
            "asked_if": self.asked_if,
        }
