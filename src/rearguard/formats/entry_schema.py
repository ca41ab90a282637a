"""The schema of an entry from outside, so that every reader of the journal can rely on its data.

Keys that readers rely on are required; other keys are allowed, since another version may know more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from rearguard.charge.activity import Activity
from rearguard.core.message import Message
from rearguard.formats import validators
from rearguard.formats.validators import CHECK_COUNT, CHECK_SCORE, CHECK_SECONDS, CHECK_SIDE, Validator
from rearguard.journal.entry import UUID_VERSION, Entry, EventKind
from rearguard.plan.plan import StepKind

MAX_ENTRY_DEPTH = 32
"""Depth of tables and lists; Rearguard's own entries go five deep."""

MAX_JSON_INTEGER = 2**53
"""Whole numbers up to this one survive every JSON reader."""

MAX_CLOCK_AHEAD = timedelta(minutes=5)
"""Accepted lead of another machine's clock."""

MAX_ACTIVITY_SPAN = timedelta(days=31)
"""Longest period of sitting or moving; a longer one is a wrong date."""

ENTRY_KEYS = {"id", "at", "kind", "version", "data"}


class MalformedEntry(Exception):
    """An entry is not valid; `key` says where, empty for the whole entry."""

    def __init__(self, key: str, message: Message) -> None:
        super().__init__(f"{key}: {message}")
        self.key = key
        self.message = message


def parse_entry(value: object, person: str, now: datetime) -> Entry:
    """Parse an entry.

    Args:
        value: parsed JSON.
        person: the person it must belong to.
        now: the entry may not be later.

    Raises:
        MalformedEntry: the value is not a valid entry.
    """
    if not isinstance(value, dict):
        raise MalformedEntry("", Message("must be a table"))
    _check_keys(value, person)
    kind, data, version = _parse_kind(value["kind"]), value["data"], value["version"]
    _check_data(data, kind, now)
    if type(version) is not int or not 1 <= version < MAX_JSON_INTEGER:
        raise MalformedEntry("version", Message("must be a whole number, 1 or more"))
    return Entry(
        id=_parse_id(value["id"]), person=person, at=_parse_at(value["at"], now), kind=kind, version=version, data=data
    )


def _check_keys(value: Mapping[str, Any], person: str) -> None:
    if value.get("person", person) != person:
        raise MalformedEntry("person", Message("belongs to another person"))
    missing = ENTRY_KEYS - value.keys()
    if missing:
        raise MalformedEntry(min(missing), Message("is missing"))
    unknown = value.keys() - ENTRY_KEYS - {"person"}
    if unknown:
        raise MalformedEntry(min(unknown)[:60], Message("is not a known key"))


def _parse_id(text: object) -> UUID:
    if validators.check_uuid(text) is None and (uuid := UUID(str(text))).version == UUID_VERSION:
        return uuid
    raise MalformedEntry("id", Message("must be a UUID of version 7"))


def _parse_at(text: object, now: datetime) -> datetime:
    at = validators.parse_time(text)
    if at is None:
        raise MalformedEntry("at", validators.NOT_A_TIME)
    if at > now + MAX_CLOCK_AHEAD:
        raise MalformedEntry("at", Message("is in the future"))
    return at


def _parse_kind(text: object) -> EventKind:
    try:
        return EventKind(text)  # type: ignore[arg-type] # a value that is no text is no kind
    except ValueError:
        raise MalformedEntry("kind", Message("is unknown: a newer version may have written it")) from None


def _check_data(data: object, kind: EventKind, now: datetime) -> None:
    if not isinstance(data, dict):
        raise MalformedEntry("data", Message("must be a table"))
    for key, problem in _unstorable_values(data, "data"):
        raise MalformedEntry(key, problem)
    for key, (required, check) in ENTRY_SCHEMAS[kind].items():
        message = check(data[key]) if key in data else Message("is missing") if required else None
        if message is not None:
            raise MalformedEntry(f"data.{key}", message)
    if kind is EventKind.LEVEL_CHANGED and {"index", "session"} & data.keys() and "exercise" not in data:
        raise MalformedEntry("data.exercise", Message("is missing"))
    if kind in {EventKind.SAT, EventKind.MOVED}:
        start, end = (datetime.fromisoformat(data[key]) for key in ("from", "to"))
        if end > now + MAX_CLOCK_AHEAD:
            raise MalformedEntry("data.to", Message("is in the future"))
        if not timedelta() <= end - start <= MAX_ACTIVITY_SPAN:
            raise MalformedEntry("data.to", Message("must be after the start, by a month at most"))


def _unstorable_values(value: object, key: str, depth: int = 1) -> Iterator[tuple[str, Message]]:
    """Yield the values that a journal can't store or a reader can't read."""
    if depth > MAX_ENTRY_DEPTH:
        yield key, Message("is nested too deep")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _unstorable_values(name, key, depth)
            yield from _unstorable_values(inner, f"{key}.{name[:60]}", depth + 1)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _unstorable_values(inner, f"{key}.{i + 1}", depth + 1)
    elif isinstance(value, str):
        if not value.isascii() and re.search("[\ud800-\udfff]", value):
            yield key, Message("contains a broken character")
    elif isinstance(value, int | float) and not -MAX_JSON_INTEGER <= value <= MAX_JSON_INTEGER:
        yield key, Message("is not a number that means anything here")


EntrySchema = Mapping[str, tuple[bool, Validator]]
"""By key: whether it is required, and the check of its value."""

MOVED_ACTIVITIES = (activity.value for activity in Activity if activity is not Activity.SITTING)

_INTERVAL_SCHEMA: EntrySchema = {
    "from": (True, validators.check_time),
    "to": (True, validators.check_time),
    "by": (True, validators.check_text),
}
_SET_SCHEMA: EntrySchema = {
    "session": (True, validators.check_text),
    "index": (True, CHECK_COUNT),
    "exercise": (True, validators.check_text),
    "level": (True, validators.check_text),
    "side": (True, CHECK_SIDE),
    "set": (True, CHECK_COUNT),
    "sets": (True, CHECK_COUNT),
}

ENTRY_SCHEMAS: Mapping[EventKind, EntrySchema] = {
    EventKind.SCREENED: {
        "answers": (True, validators.check_table),
        "cleared_by_clinician": (False, validators.check_bool),
    },
    EventKind.SAT: _INTERVAL_SCHEMA,
    EventKind.MOVED: {**_INTERVAL_SCHEMA, "how": (True, validators.one_of(*MOVED_ACTIVITIES))},
    EventKind.SESSION_STARTED: {
        "session": (True, validators.check_uuid),
        "program": (True, validators.check_text),
        "minutes": (True, CHECK_SECONDS),
        "place": (False, validators.check_text),
        "have": (False, validators.nullable(validators.check_texts)),
        "barred": (False, validators.nullable(validators.check_texts)),
        "levels": (False, validators.nullable(validators.check_text_lists)),
        "most_pain": (False, validators.nullable(validators.integer_between(0, 10))),
        "plan": (True, validators.check_plan),
    },
    EventKind.STEP_DONE: {
        **_SET_SCHEMA,
        "kind": (True, validators.one_of(*StepKind)),
        "seconds": (True, CHECK_SECONDS),
        "reps": (True, validators.nullable(CHECK_COUNT)),
    },
    EventKind.SET_JUDGED: {
        **_SET_SCHEMA,
        "score": (True, validators.nullable(validators.number_between(0, 1))),
        "reps": (True, validators.check_list),
        "holds": (True, validators.tables_with(seconds=CHECK_SECONDS)),
        "faults": (True, validators.tables_with(id=validators.check_text)),
    },
    EventKind.SESSION_ENDED: {
        "session": (True, validators.check_text),
        "reason": (True, validators.check_text),
        "seconds": (False, CHECK_SECONDS),
    },
    EventKind.FELT: {
        "numb": (False, CHECK_SCORE),
        "wobble": (False, CHECK_SCORE),
        "pain": (False, CHECK_SCORE),
        "effort": (False, CHECK_SCORE),
        "morning_after": (False, validators.nullable(validators.check_text)),
        "new_numbness": (False, validators.nullable(validators.check_bool)),
        "session": (False, validators.nullable(validators.check_text)),
        "exercise": (False, validators.nullable(validators.check_text)),
    },
    EventKind.TESTED: {
        "test": (True, validators.check_text),
        "side": (False, CHECK_SIDE),
        "value": (True, CHECK_SECONDS),
        "unit": (False, validators.check_text),
    },
    EventKind.LEVEL_CHANGED: {
        "exercise": (False, validators.check_text),
        "session": (False, validators.nullable(validators.check_text)),
        "index": (False, CHECK_COUNT),
        "level": (False, validators.nullable(validators.check_text)),
        "undone": (False, validators.nullable(validators.check_text)),
        "easy": (False, validators.nullable(validators.check_bool)),
    },
    EventKind.NUDGED: {
        "minutes": (False, CHECK_SECONDS),
        "place": (False, validators.check_text),
        "why": (False, validators.check_list),
    },
    EventKind.ANSWERED: {"nudge": (False, validators.check_text), "reply": (False, validators.check_text)},
    EventKind.RETRACTED: {"entry": (True, validators.check_uuid)},
    EventKind.IMPORTED: {"what": (False, validators.check_text)},
}
