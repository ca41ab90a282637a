"""What can be done: exercises and programmes by id, and what was wrong with the files that did not load."""

from __future__ import annotations

from collections.abc import Mapping

from rearguard.core.problem import Problem
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.library.program import Program


@value
class Library:
    """All that loaded. A file with problems is left out; the rest stands."""

    exercises: Mapping[str, Exercise]
    programs: Mapping[str, Program]
    problems: tuple[Problem, ...] = ()
