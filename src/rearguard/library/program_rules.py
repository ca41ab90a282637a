"""The rules of a programme's file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from rearguard.core.message import Message
from rearguard.core.suggestion import closest_name
from rearguard.library.exercise import Exercise, Role
from rearguard.library.lint import (
    MAX_BOUT_S,
    MAX_REPS,
    FileRule,
    check_between,
    check_id,
    check_links,
    unknown_name_message,
)
from rearguard.library.program import Prescription, ProgramItem
from rearguard.library.toml_reader import FileFinding

MAX_PROGRAM_ITEMS = 20
"""More do not fit into a break, and an exact plan of them would take long."""


def check_id_is_free(id: str, exercises: Mapping[str, Exercise]) -> Iterator[FileFinding]:  # noqa: A002 - the field's name
    """No programme has the id of an exercise."""
    if id in exercises:
        yield ("id",), Message("an exercise already has this id: choose another one")


def check_items_unique(items: tuple[ProgramItem, ...]) -> Iterator[FileFinding]:
    """There are exercises, not too many, each once."""
    if not items:
        yield ("items",), Message("must have at least one exercise")
    if len(items) > MAX_PROGRAM_ITEMS:
        yield (
            ("items",),
            Message("can have {most} exercises at most: split it into two programmes", {"most": MAX_PROGRAM_ITEMS}),
        )
    ids = [item.exercise for item in items]
    for i, item in enumerate(items):
        if item.exercise in ids[:i]:
            yield ("items", i, "exercise"), Message("is already in the list: add sets there instead")


def check_exercises_exist(
    items: tuple[ProgramItem, ...], exercises: Mapping[str, Exercise], broken: AbstractSet[str]
) -> Iterator[FileFinding]:
    """Every exercise exists."""
    for i, item in enumerate(items):
        if item.exercise in exercises:
            continue
        close = closest_name(item.exercise, [*exercises, *broken])
        if item.exercise in broken:
            message = Message("the exercise's own file has problems: fix those first")
        elif close is not None:
            message = Message("there is no such exercise; did you mean “{name}”?", {"name": close})
        else:
            message = Message("there is no such exercise; there are: {names}", {"names": ", ".join(exercises)})
        yield ("items", i, "exercise"), message


def check_no_tests(items: tuple[ProgramItem, ...], exercises: Mapping[str, Exercise]) -> Iterator[FileFinding]:
    """No exercise is a self-test."""
    for i, item in enumerate(items):
        if item.exercise in exercises and exercises[item.exercise].role is Role.TEST:
            yield ("items", i, "exercise"), Message("is a self-test: do it by itself with rearguard test")


def check_doses(items: tuple[ProgramItem, ...], exercises: Mapping[str, Exercise]) -> Iterator[FileFinding]:
    """Each dose is possible for its exercise."""
    for i, item in enumerate(items):
        exercise = exercises.get(item.exercise)
        if exercise is None:
            continue
        dose = exercise.dose
        yield from check_between(item.sets, 1, dose.sets.largest, ("items", i, "sets"))
        if item.seconds is not None and dose.seconds is None:
            yield ("items", i, "seconds"), Message("the exercise is counted, not timed: use reps, or leave both out")
        elif item.seconds is not None and dose.seconds is not None:
            yield from check_between(item.seconds, dose.seconds.smallest, MAX_BOUT_S, ("items", i, "seconds"))
        if item.reps is not None and dose.reps is None:
            yield ("items", i, "reps"), Message("the exercise is timed, not counted: use seconds, or leave both out")
        elif item.reps is not None:
            yield from check_between(item.reps, 1, MAX_REPS, ("items", i, "reps"))


def check_levels_exist(items: tuple[ProgramItem, ...], exercises: Mapping[str, Exercise]) -> Iterator[FileFinding]:
    """Prescribed and excluded levels exist, and at least one level is left."""
    for i, item in enumerate(items):
        exercise = exercises.get(item.exercise)
        if exercise is None:
            continue
        names = exercise.level_ids
        if item.level is not None and item.level not in names:
            yield ("items", i, "level"), unknown_name_message(item.level, names)
        for j, name in enumerate(item.without_levels):
            if name not in names:
                yield ("items", i, "without_levels", j), unknown_name_message(name, names)
        if item.level in item.without_levels:
            yield ("items", i, "level"), Message("is one of the excluded levels")
        elif set(names) <= set(item.without_levels):
            yield ("items", i, "without_levels"), Message("leaves no level: remove the exercise instead")


def check_prescription(prescribed: Prescription | None) -> Iterator[FileFinding]:
    """A prescription's dates are valid and in order, and its limits are possible."""
    if prescribed is None:
        return
    days = {"valid_from": prescribed.valid_from, "valid_until": prescribed.valid_until}
    invalid = [name for name, day in days.items() if day is not None and not _is_date(day)]
    for name in invalid:
        yield ("prescribed", name), Message("must be a date such as “2026-03-02”")
    if not invalid and prescribed.valid_until is not None and prescribed.valid_until < prescribed.valid_from:
        yield ("prescribed", "valid_until"), Message("must not be before “valid_from”")
    if prescribed.per_week is not None:
        yield from check_between(prescribed.per_week, 1, 7, ("prescribed", "per_week"))
    if prescribed.most_pain is not None:
        yield from check_between(prescribed.most_pain, 0, 10, ("prescribed", "most_pain"))


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) is not None


PROGRAM_RULES: tuple[FileRule, ...] = (
    check_id,
    check_id_is_free,
    check_items_unique,
    check_exercises_exist,
    check_no_tests,
    check_doses,
    check_levels_exist,
    check_prescription,
    check_links,
)
