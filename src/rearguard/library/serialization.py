"""Values as JSON and back: what a dataclass looks like from outside."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

Json: TypeAlias = Any
"""What `json` reads and writes: tables, lists, texts, numbers, truths and nothing."""

TypeForm: TypeAlias = Any
"""A class, or something like `X | None` and `tuple[X, ...]`."""


@cache
def fields(kind: type) -> dict[str, TypeForm]:
    """Return the fields of a dataclass and their types, in order."""
    return get_type_hints(kind)


def to_json(value: object, *, sparse: bool = False) -> Json:
    """Return a value of ours in JSON's own: tables, lists, texts and numbers. Sets are sorted.

    Args:
        value: a dataclass, or what stands in one.
        sparse: whether fields that are None are left out; a figure has many. All such have that as their default.
    """
    if dataclasses.is_dataclass(value):
        said = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {name: to_json(inner, sparse=sparse) for name, inner in said.items() if inner is not None or not sparse}
    if isinstance(value, Enum | datetime):
        return value.value if isinstance(value, Enum) else value.isoformat()
    if isinstance(value, Mapping):
        return {key: to_json(inner, sparse=sparse) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(to_json(inner, sparse=sparse) for inner in value)
    if isinstance(value, tuple | list):
        return [to_json(inner, sparse=sparse) for inner in value]
    return value


def from_json(kind: TypeForm, value: Json) -> Any:  # noqa: ANN401 - of whatever type is asked for
    """Return the value of a type that `to_json` gave this for.

    It checks no more than it must: what comes from a person is for `validation`.

    Raises:
        TypeError, ValueError, KeyError, AttributeError: this is not JSON of that type.
    """
    if kind is Any or type(value) is kind:
        return value
    origin = get_origin(kind)
    if origin is not None:
        return _generic(origin, get_args(kind), value)
    if hasattr(kind, "__dataclass_fields__"):  # is_dataclass would tell mypy that it may be an instance
        kinds = fields(kind)
        return kind(**{name: from_json(kinds[name], inner) for name, inner in value.items()})
    if kind is datetime:
        return datetime.fromisoformat(value)
    if issubclass(kind, Enum):
        return kind(value)
    raise TypeError(f"{value!r} is no {kind}")


def _generic(origin: TypeForm, of: tuple[TypeForm, ...], value: Json) -> object:
    if origin in {types.UnionType, Union}:  # Literal | None is the older kind
        if type(value) in of:
            return value
        (other,) = (kind for kind in of if kind not in {str, int, float, types.NoneType})
        return from_json(other, value)
    if origin is Literal:
        return of[of.index(value)]
    if origin is tuple:
        kinds = of if of[-1] is not Ellipsis else of[:1] * len(value)
        return tuple(from_json(kind, inner) for kind, inner in zip(kinds, value, strict=True))
    if origin is frozenset:
        return frozenset(from_json(of[0], inner) for inner in value)
    return {key: from_json(of[1], inner) for key, inner in value.items()}
