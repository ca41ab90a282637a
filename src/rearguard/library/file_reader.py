"""The reader of library files: exercises and programmes, or problems.

Import it only to read a file: it imports pydantic and tomllib.
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
from rearguard.library.folder import FolderKind, LibraryFile, printable_path
from rearguard.library.library import Library
from rearguard.library.lint import run_rules
from rearguard.library.program import Program
from rearguard.library.program_rules import PROGRAM_RULES
from rearguard.library.toml_reader import FileFinding, KeyPath, UnreadableFile, read_toml, sanitize_tables
from rearguard.library.validation import validate_fields
from rearguard.library.watch_rules import WATCH_RULES


class LibraryReader:
    """A reader of folders, where a later file replaces an earlier file with its id.

    A file with problems replaces nothing. A programme is checked against the exercises of its own and earlier folders,
    so that a later file can never break an earlier one.
    """

    def __init__(self, known: Mapping[str, Exercise]) -> None:
        """Start with exercises that programmes may use although they aren't read here."""
        self._known = dict(known)
        self._broken: set[str] = set()
        self._exercises: dict[str, Exercise] = {}
        self._programs: dict[str, Program] = {}
        self._problems: list[Problem] = []

    def read_folder(self, files: Iterable[LibraryFile]) -> None:
        """Read the files of one folder."""
        programs = []
        for file in files:
            try:
                tables = read_toml(file.path)
            except UnreadableFile as error:
                self._problems.append(Problem(printable_path(file.path), "", error.message))
                self._broken.add(_stem(file))
                continue
            if (file.kind or _guess_kind(tables)) == "programs":
                programs.append((file, tables))
            else:
                self._read_exercise(file, tables)
        for file, tables in programs:
            self._read_program(file, tables)

    def build_library(self) -> Library:
        """Build the library from all files read so far."""
        return Library(self._exercises, self._programs, tuple(self._problems))

    def _read_exercise(self, file: LibraryFile, tables: dict[str, Any]) -> None:
        tables, invalid_values = sanitize_tables(tables)
        fields, field_findings = validate_fields(Exercise, tables)
        rule_findings = run_rules((*EXERCISE_RULES, *FIGURE_RULES, *WATCH_RULES), {**fields, "stem": _stem(file)})
        if self._add_problems(file, invalid_values, field_findings, rule_findings):
            self._broken.add(_stem(file))
            return
        exercise = Exercise(**fields)
        self._exercises[exercise.id] = self._known[exercise.id] = exercise

    def _read_program(self, file: LibraryFile, tables: dict[str, Any]) -> None:
        tables, invalid_values = sanitize_tables(tables)
        fields, field_findings = validate_fields(Program, tables)
        context = {"stem": _stem(file), "exercises": self._known, "broken": self._broken}
        rule_findings = run_rules(PROGRAM_RULES, {**fields, **context})
        if not self._add_problems(file, invalid_values, field_findings, rule_findings):
            program = Program(**fields)
            self._programs[program.id] = program

    def _add_problems(
        self,
        file: LibraryFile,
        invalid_values: list[FileFinding],
        field_findings: list[FileFinding],
        rule_findings: list[FileFinding],
    ) -> bool:
        """Add a file's findings as problems, one per place of an invalid value; return whether there are any."""
        invalid_places = {place for place, _ in invalid_values}
        findings = [
            *invalid_values,
            *(finding for finding in field_findings if finding[0] not in invalid_places),
            *rule_findings,
        ]
        self._problems.extend(
            Problem(printable_path(file.path), _dotted_key(place), message) for place, message in findings
        )
        return bool(findings)


def _dotted_key(place: KeyPath) -> str:
    """Return a place for display: dotted, list entries counted from 1, unusual keys in quotes."""
    return ".".join(
        str(part + 1)
        if isinstance(part, int)
        else part
        if re.fullmatch(r"[\w-]{1,60}", part)
        else json.dumps(part[:60])
        for part in place
    )


def _guess_kind(tables: dict[str, Any]) -> FolderKind:
    return "programs" if "items" in tables else "exercises"


def _stem(file: LibraryFile) -> str:
    return printable_path(file.path.stem)
