"""What an entry from outside must be, so that everything that reads the journal can rely on it.

What is required is what its readers take for granted; other keys may be there, for another version may know more.
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
from rearguard.formats.validators import COUNT, SCORE, SECONDS, SIDE, Check
from rearguard.journal.entry import UUID_VERSION, Entry, Kind
from rearguard.plan.plan import Kind as StepKind

DEEPEST = 32
"""Tables and lists within each other; ours go five deep."""

LARGEST_NUMBER = 2**53
"""The whole numbers up to here survive every reader of JSON."""

AHEAD = timedelta(minutes=5)
"""By so much another machine's clock may be fast."""

LONGEST = timedelta(days=31)
"""Of one stretch of sitting or moving: longer ones are slips in a date."""

KEYS = {"id", "at", "kind", "version", "data"}


class Malformed(Exception):
    """Something in an entry is not as it must be; `key` says where, empty for the whole of it."""

    def __init__(self, key: str, message: Message) -> None:
        super().__init__(f"{key}: {message}")
        self.key = key
        self.message = message


def entry(value: object, person: str, now: datetime) -> Entry:
    """Return the entry that a value of JSON means.

    Args:
        value: as `json` read it.
        person: whose it must be.
        now: it may not have happened later.

    Raises:
        Malformed: it means none.
    """
    if not isinstance(value, dict):
        raise Malformed("", Message("must be a table"))
    _keys(value, person)
    kind, data, version = _kind(value["kind"]), value["data"], value["version"]
    _data(data, kind, now)
    if type(version) is not int or not 1 <= version < LARGEST_NUMBER:
        raise Malformed("version", Message("must be a whole number from 1"))
    return Entry(id=_id(value["id"]), person=person, at=_at(value["at"], now), kind=kind, version=version, data=data)


def _keys(value: Mapping[str, Any], person: str) -> None:
    if value.get("person", person) != person:
        raise Malformed("person", Message("is another person's"))
    missing = KEYS - value.keys()
    if missing:
        raise Malformed(min(missing), Message("is missing"))
    unknown = value.keys() - KEYS - {"person"}
    if unknown:
        raise Malformed(min(unknown)[:60], Message("there is no such key here"))


def _id(text: object) -> UUID:
    if validators.a_uuid(text) is None and (found := UUID(str(text))).version == UUID_VERSION:
        return found
    raise Malformed("id", Message("must be a UUID of version 7"))


def _at(text: object, now: datetime) -> datetime:
    at = validators.time_of(text)
    if at is None:
        raise Malformed("at", validators.NO_TIME)
    if at > now + AHEAD:
        raise Malformed("at", Message("lies in the future"))
    return at


def _kind(text: object) -> Kind:
    try:
        return Kind(text)  # type: ignore[arg-type] # what is no text is no kind
    except ValueError:
        raise Malformed("kind", Message("is not known here: a newer version may have written it")) from None


def _data(data: object, kind: Kind, now: datetime) -> None:
    if not isinstance(data, dict):
        raise Malformed("data", Message("must be a table"))
    for key, odd in _oddities(data, "data"):
        raise Malformed(key, odd)
    for key, (required, wanted) in FORMS[kind].items():
        wrong = wanted(data[key]) if key in data else Message("is missing") if required else None
        if wrong is not None:
            raise Malformed(f"data.{key}", wrong)
    if kind is Kind.LEVEL_CHANGED and {"index", "session"} & data.keys() and "exercise" not in data:
        raise Malformed("data.exercise", Message("is missing"))
    if kind in {Kind.SAT, Kind.MOVED}:
        start, end = (datetime.fromisoformat(data[key]) for key in ("from", "to"))
        if end > now + AHEAD:
            raise Malformed("data.to", Message("lies in the future"))
        if not timedelta() <= end - start <= LONGEST:
            raise Malformed("data.to", Message("must come after its beginning, and not more than a month"))


def _oddities(value: object, key: str, depth: int = 1) -> Iterator[tuple[str, Message]]:
    """Yield what no journal can keep, or no reader read."""
    if depth > DEEPEST:
        yield key, Message("is nested too deep")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _oddities(name, key, depth)
            yield from _oddities(inner, f"{key}.{name[:60]}", depth + 1)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _oddities(inner, f"{key}.{i + 1}", depth + 1)
    elif isinstance(value, str):
        if not value.isascii() and re.search("[\ud800-\udfff]", value):
            yield key, Message("has half a character in it")
    elif isinstance(value, int | float) and not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        yield key, Message("is not a number that means anything here")


Form = Mapping[str, tuple[bool, Check]]
"""By key: whether it must be there, and what it must be."""

MOVING = (activity.value for activity in Activity if activity is not Activity.SITTING)

_STRETCH: Form = {"from": (True, validators.a_time), "to": (True, validators.a_time), "by": (True, validators.a_text)}
_SET: Form = {
    "session": (True, validators.a_text),
    "index": (True, COUNT),
    "exercise": (True, validators.a_text),
    "level": (True, validators.a_text),
    "side": (True, SIDE),
    "set": (True, COUNT),
    "sets": (True, COUNT),
}

FORMS: Mapping[Kind, Form] = {
    Kind.SCREENED: {"answers": (True, validators.a_table), "cleared_by_clinician": (False, validators.a_truth)},
    Kind.SAT: _STRETCH,
    Kind.MOVED: {**_STRETCH, "how": (True, validators.one_of(*MOVING))},
    Kind.SESSION_STARTED: {
        "session": (True, validators.a_uuid),
        "program": (True, validators.a_text),
        "minutes": (True, SECONDS),
        "place": (False, validators.a_text),
        "have": (False, validators.or_null(validators.texts)),
        "barred": (False, validators.or_null(validators.texts)),
        "levels": (False, validators.or_null(validators.lists)),
        "most_pain": (False, validators.or_null(validators.whole(0, 10))),
        "plan": (True, validators.a_plan),
    },
    Kind.STEP_DONE: {
        **_SET,
        "kind": (True, validators.one_of(*StepKind)),
        "seconds": (True, SECONDS),
        "reps": (True, validators.or_null(COUNT)),
    },
    Kind.SET_JUDGED: {
        **_SET,
        "score": (True, validators.or_null(validators.number(0, 1))),
        "reps": (True, validators.a_list),
        "holds": (True, validators.tables(seconds=SECONDS)),
        "faults": (True, validators.tables(id=validators.a_text)),
    },
    Kind.SESSION_ENDED: {
        "session": (True, validators.a_text),
        "reason": (True, validators.a_text),
        "seconds": (False, SECONDS),
    },
    Kind.FELT: {
        "numb": (False, SCORE),
        "wobble": (False, SCORE),
        "pain": (False, SCORE),
        "effort": (False, SCORE),
        "morning_after": (False, validators.or_null(validators.a_text)),
        "new_numbness": (False, validators.or_null(validators.a_truth)),
        "session": (False, validators.or_null(validators.a_text)),
        "exercise": (False, validators.or_null(validators.a_text)),
    },
    Kind.TESTED: {
        "test": (True, validators.a_text),
        "side": (False, SIDE),
        "value": (True, SECONDS),
        "unit": (False, validators.a_text),
    },
    Kind.LEVEL_CHANGED: {
        "exercise": (False, validators.a_text),
        "session": (False, validators.or_null(validators.a_text)),
        "index": (False, COUNT),
        "level": (False, validators.or_null(validators.a_text)),
        "undone": (False, validators.or_null(validators.a_text)),
        "easy": (False, validators.or_null(validators.a_truth)),
    },
    Kind.NUDGED: {"minutes": (False, SECONDS), "place": (False, validators.a_text), "why": (False, validators.a_list)},
    Kind.ANSWERED: {"nudge": (False, validators.a_text), "reply": (False, validators.a_text)},
    Kind.RETRACTED: {"entry": (True, validators.a_uuid)},
    Kind.IMPORTED: {"what": (False, validators.a_text)},
}
