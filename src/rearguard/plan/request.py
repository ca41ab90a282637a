"""The inputs of the planner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Equipment
from rearguard.library.program import Program

MIN_BUDGET_S, MAX_BUDGET_S = 120, 1800
"""Seconds. Below two minutes a single exercise barely fits; 30 minutes are more than any programme needs."""


@value
class LevelTarget:
    """The level and amount of an exercise that a person trains at."""

    level: str
    reps: int | None = None
    """Repetitions per set; None: the exercise's usual."""
    seconds: int | None = None
    """The most seconds per set of a timed exercise; None: the programme's."""
    sets: int | None = None
    """The most sets, where fewer than the programme's; None: the programme's."""
    reason: Message | None = None
    """The reason for the level and amount, shown with the plan."""


@value(kw_only=True)
class PlanInputs:
    """A programme to fit into `budget_s` seconds with the available equipment."""

    program: Program
    budget_s: int
    available: frozenset[Equipment] = frozenset(Equipment)
    excluded: frozenset[str] = frozenset()
    """Ids of exercises that the person excludes."""
    targets: Mapping[str, LevelTarget] = field(default_factory=dict)
    """Targets by exercise id; without one: the first level."""
