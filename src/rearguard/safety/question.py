"""A safety question: its text, when it is asked, and the effect of a yes."""

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
    """An answer to a safety question. "No" is the harmless answer to each of them."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"

    @property
    def counts_as_yes(self) -> bool:
        """Whether the answer has the effect of a yes: "unsure" has."""
        return self is not ScreeningAnswer.NO


ANSWER_TEXTS: Mapping[ScreeningAnswer, Message] = MappingProxyType(
    {
        ScreeningAnswer.NO: Message("No"),
        ScreeningAnswer.YES: Message("Yes"),
        ScreeningAnswer.UNSURE: Message("Not sure"),
    }
)
"""The texts of the answers, in display order."""


@value(kw_only=True)
class SafetyEffect:
    """The effect of a yes.

    Raises:
        ValueError: a verdict that blocks has no `text`, or one that does not block has one.
    """

    verdict: Verdict = Verdict.OK
    text: Message | None = None
    """What to do instead of exercising, one of `referral.REFERRALS`."""
    removed_traits: Mapping[Trait, Message] = field(default_factory=dict)
    """The traits that no exercise may have, each with the reason in a few words."""
    max_hold_s: int | None = None
    """The longest hold in seconds; None: no limit."""
    lowest_level_only: bool = False
    """Whether every exercise stays at its first level."""
    advice: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        if (self.verdict > Verdict.CAUTION) is (self.text is None):
            raise ValueError("a verdict that blocks needs a text with what to do, and no other verdict has one")


@value(kw_only=True)
class SafetyQuestion:
    """A question with the answers "no", "yes" and "unsure".

    It has one effect, not one for each answer: "no" never has an effect, and "unsure" always has that of "yes".
    """

    id: str
    """Never changed: answer files and the journal refer to it."""
    text: Message
    effect: SafetyEffect
    asked_if: str | None = None
    """The question whose yes (or unsure) leads to this question; None: it is always asked."""

    def as_json(self, translate: Translate = untranslated) -> dict[str, Any]:
        """Return the question as JSON for a user interface: `answers` maps each answer's id to its text."""
        return {
            "id": self.id,
            "text": self.text.render(translate),
            "answers": {answer.value: text.render(translate) for answer, text in ANSWER_TEXTS.items()},
            "asked_if": self.asked_if,
        }
