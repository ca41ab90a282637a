"""Conversion of dataclasses to JSON values and back."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

Json: TypeAlias = Any
"""A value that `json` reads and writes."""

TypeForm: TypeAlias = Any
"""A class, or a form such as `X | None` and `tuple[X, ...]`."""


@cache
def field_types(kind: type) -> dict[str, TypeForm]:
    """Return a dataclass's fields and their types, in order."""
    return get_type_hints(kind)


def value_json(value: object, *, sparse: bool = False) -> Json:
    """Return a value as JSON; sets are sorted.

    Args:
        value: a dataclass, or the value of a field.
        sparse: whether to omit fields that are None, as many are in a figure; None is the default of all of them.
    """
    if dataclasses.is_dataclass(value):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {
            name: value_json(inner, sparse=sparse) for name, inner in fields.items() if inner is not None or not sparse
        }
    if isinstance(value, Enum | datetime):
        return value.value if isinstance(value, Enum) else value.isoformat()
    if isinstance(value, Mapping):
        return {key: value_json(inner, sparse=sparse) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value_json(inner, sparse=sparse) for inner in value)
    if isinstance(value, tuple | list):
        return [value_json(inner, sparse=sparse) for inner in value]
    return value


def value_from_json(kind: TypeForm, value: Json) -> Any:  # noqa: ANN401 - of type `kind`
    """Return the value of a type from `value_json`'s output.

    It checks only what it must; `validation` checks people's files.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: the JSON doesn't match the type.
    """
    if kind is Any or type(value) is kind:
        return value
    origin = get_origin(kind)
    if origin is not None:
        return _generic_from_json(origin, get_args(kind), value)
    if hasattr(kind, "__dataclass_fields__"):  # with is_dataclass, mypy assumes an instance
        kinds = field_types(kind)
        return kind(**{name: value_from_json(kinds[name], inner) for name, inner in value.items()})
    if kind is datetime:
        return datetime.fromisoformat(value)
    if issubclass(kind, Enum):
        return kind(value)
    raise TypeError(f"{value!r} is no {kind}")


def _generic_from_json(origin: TypeForm, arguments: tuple[TypeForm, ...], value: Json) -> object:
    if origin in {types.UnionType, Union}:  # Literal | None gives typing.Union
        if type(value) in arguments:
            return value
        (other,) = (kind for kind in arguments if kind not in {str, int, float, types.NoneType})
        return value_from_json(other, value)
    if origin is Literal:
        return arguments[arguments.index(value)]
    if origin is tuple:
        kinds = arguments if arguments[-1] is not Ellipsis else arguments[:1] * len(value)
        return tuple(value_from_json(kind, inner) for kind, inner in zip(kinds, value, strict=True))
    if origin is frozenset:
        return frozenset(value_from_json(arguments[0], inner) for inner in value)
    return {key: value_from_json(arguments[1], inner) for key, inner in value.items()}
