"""Checks of JSON values: each returns what is wrong, or None."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.plan.plan_json import plan_from_json

Validator = Callable[[Any], Message | None]

MIN_YEAR, MAX_YEAR = 1, 9999
"""Years: between them a time exists in every zone."""

NOT_A_TIME = Message("must be a time with an offset, such as 2026-03-02T14:30:00+01:00")


def parse_time(value: object) -> datetime | None:
    """Parse a time with an offset; None if the value is none."""
    try:
        time = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return time if isinstance(value, str) and time.tzinfo is not None and MIN_YEAR < time.year < MAX_YEAR else None


def check_time(value: object) -> Message | None:
    """Require a time with an offset."""
    return NOT_A_TIME if parse_time(value) is None else None


def check_text(value: object) -> Message | None:
    """Require a text."""
    return None if isinstance(value, str) else Message("must be text")


def check_uuid(value: object) -> Message | None:
    """Require a UUID in its usual form."""
    try:
        is_valid = isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        is_valid = False
    return None if is_valid else Message("must be a UUID")


def check_bool(value: object) -> Message | None:
    """Require true or false."""
    return None if isinstance(value, bool) else Message("must be true or false")


def check_table(value: object) -> Message | None:
    """Require a table."""
    return None if isinstance(value, dict) else Message("must be a table")


def check_list(value: object) -> Message | None:
    """Require a list."""
    return None if isinstance(value, list) else Message("must be a list")


def check_texts(value: object) -> Message | None:
    """Require a list of texts."""
    is_valid = isinstance(value, list) and all(isinstance(text, str) for text in value)
    return None if is_valid else Message("must be a list of text values")


def check_text_lists(value: object) -> Message | None:
    """Require a table of lists of texts."""
    is_valid = isinstance(value, dict) and all(check_texts(texts) is None for texts in value.values())
    return None if is_valid else Message("must be a table of lists of text values")


def check_plan(value: object) -> Message | None:
    """Require a plan as `stored_plan_json` writes it."""
    try:
        steps = plan_from_json(value).steps  # type: ignore[arg-type] # a value that is no table fails
    except (LookupError, TypeError, ValueError, AttributeError):
        return Message("is not a plan")
    counts = (count for step in steps for count in (step.at, step.seconds, step.set, step.sets))
    reps = (step.reps for step in steps)
    words = (text for step in steps for text in (step.exercise, step.level))
    faults = (*map(CHECK_COUNT, counts), *map(nullable(CHECK_COUNT), reps), *map(check_text, words))
    return Message("is not a plan") if any(faults) else None


def integer_between(least: int, most: int) -> Validator:
    """Build a check for a whole number in a range."""
    fault = Message("must be a whole number from {least} to {most}", {"least": least, "most": most})
    return lambda value: None if type(value) is int and least <= value <= most else fault


def number_between(least: float, most: float) -> Validator:
    """Build a check for a number in a range."""
    fault = Message("must be a number from {least} to {most}", {"least": least, "most": most})
    return lambda value: None if type(value) in {int, float} and least <= value <= most else fault


def one_of(*names: str) -> Validator:
    """Build a check for one of several texts."""
    fault = Message("must be one of these: {names}", {"names": ", ".join(names)})
    return lambda value: None if isinstance(value, str) and value in names else fault


def nullable(check: Validator) -> Validator:
    """Build a check that accepts null, or what another check accepts."""
    return lambda value: None if value is None else check(value)


def tables_with(**keys: Validator) -> Validator:
    """Build a check for a list of tables with some keys."""
    fault = Message("must be a list of tables with {keys}", {"keys": ", ".join(keys)})

    def is_valid(value: object) -> bool:
        return isinstance(value, dict) and all(key in value and not check(value[key]) for key, check in keys.items())

    return lambda value: None if isinstance(value, list) and all(map(is_valid, value)) else fault


CHECK_COUNT = integer_between(0, 1_000_000)
CHECK_SECONDS = number_between(0, 1_000_000)
CHECK_SCORE = nullable(number_between(0, 10))
CHECK_SIDE = one_of(*Side)
