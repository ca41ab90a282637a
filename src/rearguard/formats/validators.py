"""Small checks of JSON values: each says what is wrong with one, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.plan.plan_json import from_json

Check = Callable[[Any], Message | None]

FIRST, LAST = 1, 9999
"""Years: between them every zone has a time for a time."""

NO_TIME = Message("must be a time with an offset, as in 2026-03-02T14:30:00+01:00")


def time_of(value: object) -> datetime | None:
    """Return the time that a text says with its offset; None when it says none."""
    try:
        time = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return time if isinstance(value, str) and time.tzinfo is not None and FIRST < time.year < LAST else None


def a_time(value: object) -> Message | None:
    """Want a time with an offset."""
    return NO_TIME if time_of(value) is None else None


def a_text(value: object) -> Message | None:
    """Want a text."""
    return None if isinstance(value, str) else Message("must be a text")


def a_uuid(value: object) -> Message | None:
    """Want a UUID in its usual form."""
    try:
        fine = isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        fine = False
    return None if fine else Message("must be a UUID")


def a_truth(value: object) -> Message | None:
    """Want true or false."""
    return None if isinstance(value, bool) else Message("must be true or false")


def a_table(value: object) -> Message | None:
    """Want a table."""
    return None if isinstance(value, dict) else Message("must be a table")


def a_list(value: object) -> Message | None:
    """Want a list."""
    return None if isinstance(value, list) else Message("must be a list")


def texts(value: object) -> Message | None:
    """Want a list of texts."""
    fine = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return None if fine else Message("must be a list of texts")


def lists(value: object) -> Message | None:
    """Want a table of lists of texts."""
    fine = isinstance(value, dict) and all(texts(one) is None for one in value.values())
    return None if fine else Message("must be a table of lists of texts")


def a_plan(value: object) -> Message | None:
    """Want a plan, as `plan.document` writes it."""
    try:
        steps = from_json(value).steps  # type: ignore[arg-type] # what is no table fails
    except (LookupError, TypeError, ValueError, AttributeError):
        return Message("is no plan")
    counts = (count for step in steps for count in (step.at, step.seconds, step.set, step.sets))
    reps = (step.reps for step in steps)
    words = (text for step in steps for text in (step.exercise, step.level))
    wrong = (*map(COUNT, counts), *map(or_null(COUNT), reps), *map(a_text, words))
    return Message("is no plan") if any(wrong) else None


def whole(least: int, most: int) -> Check:
    """Want a whole number in bounds."""
    fault = Message("must be a whole number from {least} to {most}", {"least": least, "most": most})
    return lambda value: None if type(value) is int and least <= value <= most else fault


def number(least: float, most: float) -> Check:
    """Want a number in bounds."""
    fault = Message("must be a number from {least} to {most}", {"least": least, "most": most})
    return lambda value: None if type(value) in {int, float} and least <= value <= most else fault


def one_of(*names: str) -> Check:
    """Want one of some texts."""
    fault = Message("must be one of these: {names}", {"names": ", ".join(names)})
    return lambda value: None if isinstance(value, str) and value in names else fault


def or_null(check: Check) -> Check:
    """Want nothing, or what another check wants."""
    return lambda value: None if value is None else check(value)


def tables(**keys: Check) -> Check:
    """Want a list of tables that have some keys."""
    fault = Message("must be a list of tables with {keys}", {"keys": ", ".join(keys)})

    def fine(value: object) -> bool:
        return isinstance(value, dict) and all(key in value and not check(value[key]) for key, check in keys.items())

    return lambda value: None if isinstance(value, list) and all(map(fine, value)) else fault


COUNT = whole(0, 1_000_000)
SECONDS = number(0, 1_000_000)
SCORE = or_null(number(0, 10))
SIDE = one_of(*Side)
