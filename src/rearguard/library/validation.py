"""Validation of a file's tables against the dataclasses, with messages in plain words.

pydantic validates; this module words the messages. Import it only to read a file: pydantic takes long to import.
"""

from __future__ import annotations

import dataclasses
import json
import re
from functools import cache
from types import GenericAlias
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from rearguard.core.message import Message
from rearguard.core.suggestion import closest_name
from rearguard.library.lint import unknown_name_message
from rearguard.library.serialization import Json, TypeForm, field_types
from rearguard.library.toml_reader import FileFinding, KeyPath

STRICT_CONFIG = ConfigDict(extra="forbid", strict=True)
"""Strict, since TOML has types: "3" is not a number, and true is not 1."""


def validate_fields(kind: type, tables: dict[str, Any]) -> tuple[dict[str, Any], list[FileFinding]]:
    """Return the valid fields of `kind`, and the findings about the others.

    Args:
        kind: a dataclass; unknown keys are rejected at every depth.
        tables: a file's tables, with JSON's types only.
    """
    try:
        value = _parse(kind, tables)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=True)
    else:
        return {name: getattr(value, name) for name in field_types(kind)}, []
    findings = [(_key_path(detail), _error_message(kind, detail)) for detail in details]
    invalid = {place[0] for place, _ in findings}
    valid = {field.name: field.default for field in dataclasses.fields(kind) if field.name not in invalid}
    for name, inner in field_types(kind).items():
        if name in tables and name not in invalid:
            valid[name] = _parse(inner, tables[name])
    return valid, findings


def _parse(kind: TypeForm, value: Json) -> Any:  # noqa: ANN401 - of type `kind`
    return _type_adapter(kind).validate_json(json.dumps([value]))[0]


@cache
def _type_adapter(kind: TypeForm) -> TypeAdapter[Any]:
    # In a tuple: a dataclass itself takes no configuration here, but a type around it does, at every depth.
    wrapper: TypeForm = GenericAlias(tuple, (kind,))
    return TypeAdapter(wrapper, config=STRICT_CONFIG)


def _key_path(detail: ErrorDetails) -> KeyPath:
    return detail["loc"][1:]


def _error_message(kind: type, detail: ErrorDetails) -> Message:
    """Return pydantic's error in words for the author of a TOML file."""
    error = detail["type"]
    if error == "unexpected_keyword_argument":
        return _unknown_key_message(kind, _key_path(detail))
    if error in {"enum", "literal_error"}:
        return _not_one_of_message(detail)
    if error == "too_long":
        return Message("can't have more than {count} entries", {"count": detail["ctx"]["max_length"]})
    if error == "missing" and isinstance(detail["loc"][-1], int):
        return Message("this entry is missing from the list")
    return PYDANTIC_MESSAGES.get(error, UNKNOWN_ERROR_MESSAGE)


def _unknown_key_message(kind: type, path: KeyPath) -> Message:
    known = _keys_at(kind, path[:-1])
    close = closest_name(str(path[-1]), known)
    if close is not None:
        return Message("there is no such key here; did you mean “{name}”?", {"name": close})
    return Message("there is no such key here; the keys are: {names}", {"names": ", ".join(known)})


def _keys_at(kind: TypeForm, path: KeyPath) -> list[str]:
    """Return the keys of the table at a path inside a dataclass."""
    for step in path:
        if isinstance(step, str) and dataclasses.is_dataclass(kind):
            kind = field_types(kind)[step]  # type: ignore[arg-type] # a class, not an instance
        for inner in getattr(kind, "__args__", ()):  # X | None, tuple[X, ...]
            if dataclasses.is_dataclass(inner):
                kind = inner
    return list(field_types(kind))


def _not_one_of_message(detail: ErrorDetails) -> Message:
    return unknown_name_message(str(detail["input"]), re.findall(r"'([^']*)'", detail["ctx"]["expected"]))


UNKNOWN_ERROR_MESSAGE = Message("is not valid here: compare it with one of our files")

PYDANTIC_MESSAGES = {
    "missing": Message("is missing"),
    "string_type": Message("must be text in quotation marks"),
    "int_type": Message("must be a whole number, without quotation marks"),
    "float_type": Message("must be a number, without quotation marks"),
    "bool_type": Message("must be true or false, without quotation marks"),
    "tuple_type": Message("must be a list, in [ ]"),
    "frozen_set_type": Message("must be a list, in [ ]"),
    "dict_type": Message("must be a table with its own keys"),
    "dataclass_type": Message("must be a table with its own keys"),
}
"""Messages by pydantic's error types."""
