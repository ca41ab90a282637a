"""The loaded library: exercises and programmes by id, and the problems of files that did not load."""

from __future__ import annotations

from collections.abc import Mapping

from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.problem import Problem
from rearguard.core.suggestion import closest_name
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.library.program import Program


@value
class Library:
    """The loaded exercises and programmes, without the files that have problems."""

    exercises: Mapping[str, Exercise]
    programs: Mapping[str, Program]
    problems: tuple[Problem, ...] = ()

    def exercise(self, exercise_id: str) -> Exercise:
        """Return the exercise with an id.

        Raises:
            InvalidRequest: there is no such exercise.
        """
        exercise = self.exercises.get(exercise_id)
        if exercise is not None:
            return exercise
        near = closest_name(exercise_id, self.exercises)
        if near is not None:
            raise InvalidRequest(
                Message("There is no exercise {name}. Did you mean {near}?", {"name": exercise_id, "near": near})
            )
        raise InvalidRequest(
            Message("There is no exercise {name}. List them with: rearguard library list", {"name": exercise_id})
        )

    def program(self, program_id: str) -> Program:
        """Return the programme with an id.

        Raises:
            InvalidRequest: there is no such programme.
        """
        program = self.programs.get(program_id)
        if program is not None:
            return program
        names = ", ".join(self.programs)
        raise InvalidRequest(
            Message("There is no programme {name}. Choose from: {names}", {"name": program_id, "names": names})
        )
