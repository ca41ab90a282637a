"""What can be done: exercises and programmes by id, and what was wrong with the files that did not load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rearguard.core.problem import Problem
from rearguard.library.exercise import Exercise
from rearguard.library.program import Program


@dataclass(frozen=True, slots=True)
class Library:
    """All that loaded. A file with problems is left out; the rest stands."""

    exercises: Mapping[str, Exercise]
    programs: Mapping[str, Program]
    problems: tuple[Problem, ...] = ()
