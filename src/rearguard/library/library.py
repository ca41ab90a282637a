"""The loaded library: exercises and programmes by id, and the problems of files that did not load."""

from __future__ import annotations

from collections.abc import Mapping

from rearguard.core.problem import Problem
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.library.program import Program


@value
class Library:
    """The loaded exercises and programmes, without the files that have problems."""

    exercises: Mapping[str, Exercise]
    programs: Mapping[str, Program]
    problems: tuple[Problem, ...] = ()
