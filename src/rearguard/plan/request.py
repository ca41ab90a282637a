"""What a plan is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Equipment
from rearguard.library.program import Program

MIN_BUDGET_S, MAX_BUDGET_S = 120, 1800
"""Seconds: below two minutes a single exercise barely fits; thirty hold every programme with time to spare."""


@value
class LevelTarget:
    """Where a person stands on an exercise's ladder, and how much of it is asked of them."""

    level: str
    reps: int | None = None
    """Repetitions a set; None: the exercise's usual."""
    seconds: int | None = None
    """The most seconds a set of what is timed; None: the programme's."""
    sets: int | None = None
    """The most sets, where that is fewer than the programme's; None: the programme's."""
    reason: Message | None = None
    """Why it is there and so much, said with the plan."""


@value(kw_only=True)
class PlanInputs:
    """A programme to be fitted into `budget_s` seconds with what is at hand."""

    program: Program
    budget_s: int
    available: frozenset[Equipment] = frozenset(Equipment)
    excluded: frozenset[str] = frozenset()
    """Exercises that the person does not want."""
    targets: Mapping[str, LevelTarget] = field(default_factory=dict)
    """By exercise; absent: the first step of the ladder."""
