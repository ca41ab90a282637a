"""The clearance that every plan needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from enum import IntEnum

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Trait


class Verdict(IntEnum):
    """How safe exercise is; the worst answer wins."""

    OK = 0
    CAUTION = 1
    BLOCK = 2
    EMERGENCY = 3


@value
class Clearance:
    """Permission to exercise, and its limits. Only a safety check with the verdict OK or CAUTION gives one."""

    verdict: Verdict
    removed_traits: Mapping[Trait, Message] = field(default_factory=dict)
    """The traits that no exercise may have, each with the reason."""
    max_hold_s: int | None = None
    """The longest hold in seconds; None: no limit."""
    lowest_level_only: bool = False
    """Whether every exercise stays at its first level."""
    advice: tuple[Message, ...] = ()
    """Advice for the person."""

    def __post_init__(self) -> None:
        if self.verdict > Verdict.CAUTION:
            raise ValueError("a blocking verdict gives no clearance")

    def reason_against(self, traits: Iterable[Trait]) -> Message | None:
        """Return the reason why an exercise with these traits is removed; None if it is allowed."""
        return next((self.removed_traits[trait] for trait in sorted(traits) if trait in self.removed_traits), None)
