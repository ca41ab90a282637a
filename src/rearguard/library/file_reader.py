"""Files become exercises and programmes, or problems.

Import it only when there is a file to read: it brings pydantic and tomllib with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from rearguard.core.problem import Problem
from rearguard.library.exercise import Exercise
from rearguard.library.exercise_rules import EXERCISE_RULES
from rearguard.library.figure_rules import FIGURE_RULES
from rearguard.library.folder import File, Kind, shown
from rearguard.library.library import Library
from rearguard.library.lint import lint
from rearguard.library.program import Program
from rearguard.library.program_rules import PROGRAM_RULES
from rearguard.library.toml_reader import Finding, Place, Unreadable, plain, read
from rearguard.library.validation import validate
from rearguard.library.watch_rules import WATCH_RULES


class Reading:
    """Reads folder after folder; what comes later takes the place of what had its id before.

    A file with problems takes nobody's place. A programme is held against the exercises of its own folder and of
    those before, so that a later file can never break an earlier one.
    """

    def __init__(self, known: Mapping[str, Exercise]) -> None:
        """Begin with exercises that programmes may name without their being read here."""
        self._known = dict(known)
        self._broken: set[str] = set()
        self._exercises: dict[str, Exercise] = {}
        self._programs: dict[str, Program] = {}
        self._problems: list[Problem] = []

    def folder(self, files: Iterable[File]) -> None:
        """Read the files of one folder."""
        programs = []
        for file in files:
            try:
                tables = read(file.path)
            except Unreadable as error:
                self._problems.append(Problem(shown(file.path), "", error.message))
                self._broken.add(_stem(file))
                continue
            if (file.kind or _kind(tables)) == "programs":
                programs.append((file, tables))
            else:
                self._exercise(file, tables)
        for file, tables in programs:
            self._program(file, tables)

    def library(self) -> Library:
        """Return all that was read."""
        return Library(self._exercises, self._programs, tuple(self._problems))

    def _exercise(self, file: File, tables: dict[str, Any]) -> None:
        tables, odd = plain(tables)
        fields, wrong = validate(Exercise, tables)
        found = lint((*EXERCISE_RULES, *FIGURE_RULES, *WATCH_RULES), {**fields, "stem": _stem(file)})
        if self._complain(file, odd, wrong, found):
            self._broken.add(_stem(file))
            return
        exercise = Exercise(**fields)
        self._exercises[exercise.id] = self._known[exercise.id] = exercise

    def _program(self, file: File, tables: dict[str, Any]) -> None:
        tables, odd = plain(tables)
        fields, wrong = validate(Program, tables)
        context = {"stem": _stem(file), "exercises": self._known, "broken": self._broken}
        found = lint(PROGRAM_RULES, {**fields, **context})
        if not self._complain(file, odd, wrong, found):
            program = Program(**fields)
            self._programs[program.id] = program

    def _complain(self, file: File, odd: list[Finding], wrong: list[Finding], found: list[Finding]) -> bool:
        """Keep what is wrong with a file as problems, each place once; tell whether there was anything."""
        seen = {place for place, _ in odd}
        findings = [*odd, *(finding for finding in wrong if finding[0] not in seen), *found]
        self._problems.extend(Problem(shown(file.path), _key(place), message) for place, message in findings)
        return bool(findings)


def _key(place: Place) -> str:
    """Return a place as it is shown: dotted, list entries counted from 1 as people do, odd keys in quotes."""
    return ".".join(
        str(part + 1)
        if isinstance(part, int)
        else part
        if re.fullmatch(r"[\w-]{1,60}", part)
        else json.dumps(part[:60])
        for part in place
    )


def _kind(tables: dict[str, Any]) -> Kind:
    return "programs" if "items" in tables else "exercises"


def _stem(file: File) -> str:
    return shown(file.path.stem)
