"""What a plan is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Need
from rearguard.library.program import Program

SHORTEST, LONGEST = 120, 1800
"""Seconds: below two minutes a single exercise barely fits; thirty hold every programme with time to spare."""


@value
class Rung:
    """Where a person stands on an exercise's ladder, and how much of it is asked of them."""

    level: str
    reps: int | None = None
    """Repetitions a set; None: the exercise's usual."""
    seconds: int | None = None
    """The most seconds a set of what is timed; None: the programme's."""
    sets: int | None = None
    """The most sets, where that is fewer than the programme's; None: the programme's."""
    why: Message | None = None
    """Why it is there and so much, said with the plan."""


@value(kw_only=True)
class Request:
    """A programme to be fitted into `budget` seconds with what is at hand."""

    program: Program
    budget: int
    have: frozenset[Need] = frozenset(Need)
    exclude: frozenset[str] = frozenset()
    """Exercises that the person does not want."""
    rungs: Mapping[str, Rung] = field(default_factory=dict)
    """By exercise; absent: the first step of the ladder."""
