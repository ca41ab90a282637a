"""The rules of a programme's file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from rearguard.core.message import Message
from rearguard.library.exercise import Exercise, Role
from rearguard.library.lint import LONGEST, MOST_REPS, Rule, between, identity, known_as, links
from rearguard.library.program import Item, Prescribed
from rearguard.library.toml_reader import Finding

MOST_ITEMS = 20
"""More do not fit into any break, and planning them exactly would take long."""


def its_own_name(id: str, exercises: Mapping[str, Exercise]) -> Iterator[Finding]:  # noqa: A002 - as in `identity`
    """No programme is called like an exercise: both are asked for by id."""
    if id in exercises:
        yield ("id",), Message("an exercise has this id already: name the programme otherwise")


def each_once(items: tuple[Item, ...]) -> Iterator[Finding]:
    """There are exercises, not too many, and each once."""
    if not items:
        yield ("items",), Message("must have one exercise at least")
    if len(items) > MOST_ITEMS:
        yield ("items",), Message("must have {most} exercises at most: make two programmes", {"most": MOST_ITEMS})
    ids = [item.exercise for item in items]
    for i, item in enumerate(items):
        if item.exercise in ids[:i]:
            yield ("items", i, "exercise"), Message("is in the list already: raise its sets instead")


def exercises_exist(
    items: tuple[Item, ...], exercises: Mapping[str, Exercise], broken: AbstractSet[str]
) -> Iterator[Finding]:
    """Every exercise is known."""
    for i, item in enumerate(items):
        if item.exercise in exercises:
            continue
        close = difflib.get_close_matches(item.exercise, [*exercises, *broken], n=1)
        if item.exercise in broken:
            message = Message("the exercise's own file has problems: see there")
        elif close:
            message = Message("there is no such exercise; did you mean “{name}”?", {"name": close[0]})
        else:
            message = Message("there is no such exercise; there are: {names}", {"names": ", ".join(exercises)})
        yield ("items", i, "exercise"), message


def no_tests(items: tuple[Item, ...], exercises: Mapping[str, Exercise]) -> Iterator[Finding]:
    """A self-test is done by itself."""
    for i, item in enumerate(items):
        if item.exercise in exercises and exercises[item.exercise].role is Role.TEST:
            yield ("items", i, "exercise"), Message("is a self-test: it is done by itself, with rearguard test")


def doses_fit(items: tuple[Item, ...], exercises: Mapping[str, Exercise]) -> Iterator[Finding]:
    """Each dose is one that its exercise can have."""
    for i, item in enumerate(items):
        exercise = exercises.get(item.exercise)
        if exercise is None:
            continue
        dose = exercise.dose
        yield from between(item.sets, 1, dose.sets.largest, ("items", i, "sets"))
        if item.seconds is not None and dose.seconds is None:
            yield ("items", i, "seconds"), Message("the exercise is counted, not timed: give reps, or nothing")
        elif item.seconds is not None and dose.seconds is not None:
            yield from between(item.seconds, dose.seconds.smallest, LONGEST, ("items", i, "seconds"))
        if item.reps is not None and dose.reps is None:
            yield ("items", i, "reps"), Message("the exercise is timed, not counted: give seconds, or nothing")
        elif item.reps is not None:
            yield from between(item.reps, 1, MOST_REPS, ("items", i, "reps"))


def levels_exist(items: tuple[Item, ...], exercises: Mapping[str, Exercise]) -> Iterator[Finding]:
    """Levels that are prescribed or ruled out are of the exercise's ladder, and one of them is left."""
    for i, item in enumerate(items):
        exercise = exercises.get(item.exercise)
        if exercise is None:
            continue
        names = [level.id for level in exercise.levels]
        if item.level is not None and item.level not in names:
            yield ("items", i, "level"), known_as(item.level, names)
        for j, name in enumerate(item.without_levels):
            if name not in names:
                yield ("items", i, "without_levels", j), known_as(name, names)
        if item.level in item.without_levels:
            yield ("items", i, "level"), Message("is among the levels that are ruled out")
        elif set(names) <= set(item.without_levels):
            yield ("items", i, "without_levels"), Message("leaves no level: take the exercise out instead")


def prescription_holds(prescribed: Prescribed | None) -> Iterator[Finding]:
    """The days of a prescription are days, in their order, and its limits can be kept."""
    if prescribed is None:
        return
    days = {"valid_from": prescribed.valid_from, "valid_until": prescribed.valid_until}
    wrong = [name for name, day in days.items() if day is not None and not _is_day(day)]
    for name in wrong:
        yield ("prescribed", name), Message("must be a day, as “2026-03-02”")
    if not wrong and prescribed.valid_until is not None and prescribed.valid_until < prescribed.valid_from:
        yield ("prescribed", "valid_until"), Message("must not be before “valid_from”")
    if prescribed.per_week is not None:
        yield from between(prescribed.per_week, 1, 7, ("prescribed", "per_week"))
    if prescribed.most_pain is not None:
        yield from between(prescribed.most_pain, 0, 10, ("prescribed", "most_pain"))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) is not None


PROGRAM_RULES: tuple[Rule, ...] = (
    identity,
    its_own_name,
    each_once,
    exercises_exist,
    no_tests,
    doses_fit,
    levels_exist,
    prescription_holds,
    links,
)
