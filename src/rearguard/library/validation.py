"""Tables against our dataclasses: which fields are right, and what is wrong with the others, in plain words.

pydantic judges; this room speaks. Import it only when there is a file to judge: pydantic takes long to import.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import re
from functools import cache
from types import GenericAlias
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from rearguard.core.message import Message
from rearguard.library.serialization import Json, TypeForm, fields
from rearguard.library.toml_reader import Finding, Place

CONFIG = ConfigDict(extra="forbid", strict=True)
"""Strict, for TOML has types: "3" is no number, and true is no 1."""


def validate(kind: type, tables: dict[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """Return the fields of `kind` that are right, and what is wrong with the others.

    Args:
        kind: a dataclass; extra keys are refused all the way down.
        tables: a file's tables, such as JSON could say them.
    """
    try:
        value = _parse(kind, tables)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=True)
    else:
        return {name: getattr(value, name) for name in fields(kind)}, []
    findings = [(_place(detail), _message(kind, detail)) for detail in details]
    wrong = {place[0] for place, _ in findings}
    right = {field.name: field.default for field in dataclasses.fields(kind) if field.name not in wrong}
    for name, inner in fields(kind).items():
        if name in tables and name not in wrong:
            right[name] = _parse(inner, tables[name])
    return right, findings


def _parse(kind: TypeForm, value: Json) -> Any:  # noqa: ANN401 - of whatever type is asked for
    return _adapter(kind).validate_json(json.dumps([value]))[0]


@cache
def _adapter(kind: TypeForm) -> TypeAdapter[Any]:
    # In a tuple, because only around a dataclass can its configuration be given, and it goes all the way down.
    around: TypeForm = GenericAlias(tuple, (kind,))
    return TypeAdapter(around, config=CONFIG)


def _place(detail: ErrorDetails) -> Place:
    return detail["loc"][1:]


def _message(kind: type, detail: ErrorDetails) -> Message:
    """Return pydantic's complaint in the words of someone who wrote a TOML file."""
    error = detail["type"]
    if error == "unexpected_keyword_argument":
        return _unknown_key(kind, _place(detail))
    if error in {"enum", "literal_error"}:
        return _one_of(detail)
    if error == "too_long":
        return Message("must have {count} entries, not more", {"count": detail["ctx"]["max_length"]})
    if error == "missing" and isinstance(detail["loc"][-1], int):
        return Message("this entry is missing from the list")
    return PLAIN.get(error, UNKNOWN)


def _unknown_key(kind: type, place: Place) -> Message:
    known = _keys(kind, place[:-1])
    close = difflib.get_close_matches(str(place[-1]), known, n=1)
    if close:
        return Message("there is no such key here; did you mean “{name}”?", {"name": close[0]})
    return Message("there is no such key here; the keys are: {names}", {"names": ", ".join(known)})


def _keys(kind: TypeForm, place: Place) -> list[str]:
    """Return the keys of the table at a place inside a dataclass."""
    for step in place:
        if isinstance(step, str) and dataclasses.is_dataclass(kind):
            kind = fields(kind)[step]  # type: ignore[arg-type] # a class, not an instance
        for inner in getattr(kind, "__args__", ()):  # X | None, tuple[X, ...]
            if dataclasses.is_dataclass(inner):
                kind = inner
    return list(fields(kind))


def _one_of(detail: ErrorDetails) -> Message:
    names = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    close = difflib.get_close_matches(str(detail["input"]), names, n=1)
    if close:
        return Message("there is no such value; did you mean “{name}”?", {"name": close[0]})
    return Message("must be one of these: {names}", {"names": ", ".join(names)})


UNKNOWN = Message("is not understood here: compare it with one of our files")

PLAIN = {
    "missing": Message("is missing"),
    "string_type": Message("must be a text in quotation marks"),
    "int_type": Message("must be a whole number, without quotation marks"),
    "float_type": Message("must be a number, without quotation marks"),
    "bool_type": Message("must be true or false, without quotation marks"),
    "tuple_type": Message("must be a list, in [ ]"),
    "frozen_set_type": Message("must be a list, in [ ]"),
    "dict_type": Message("must be a table, with keys of its own"),
    "dataclass_type": Message("must be a table, with keys of its own"),
}
"""pydantic's types of errors."""
