"""The value without which nothing is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Trait


class Verdict(IntEnum):
    """How safe it is to go on; the worst answer wins."""

    OK = 0
    CAUTION = 1
    BLOCK = 2
    EMERGENCY = 3


@value
class Clearance:
    """Leave to exercise, and its limits. `safety` makes one only of a screen whose verdict is OK or CAUTION."""

    verdict: Verdict
    removed_traits: Mapping[Trait, Message] = field(default_factory=dict)
    """What the body must not be asked for, with the reason in words."""
    max_hold_s: int | None = None
    """Seconds beyond which no position is held."""
    lowest_level_only: bool = False
    """Whether every exercise stays on the first step of its ladder."""
    advice: tuple[Message, ...] = ()
    """What to mind, in words."""

    def __post_init__(self) -> None:
        if self.verdict > Verdict.CAUTION:
            raise ValueError("a blocked screen clears nobody")
