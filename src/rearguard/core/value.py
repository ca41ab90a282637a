"""Values: small classes whose objects never change and are equal when their fields are.

`value` makes a class a dataclass with slots. `dataclass(frozen=True)` would write and compile six methods for each
class, 0.8 ms every time, so that with some forty classes a command that prints a plan would spend a third of its
time on them. Here `__init__` is compiled and the rest is shared. That nobody assigns to a field is kept by the type
checker, which knows these classes as frozen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def value(cls: type[T], /) -> type[T]: ...


@overload
def value(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T] | None = None, /, *, kw_only: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class a value; with `kw_only` its fields are given by name."""

    def make(cls: type[T]) -> type[T]:
        made = dataclass(slots=True, eq=False, repr=False, kw_only=kw_only)(cls)
        for name, method in _SHARED_METHODS.items():
            setattr(made, name, method)
        return made

    return make if cls is None else make(cls)


def _field_values(self: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a value of any class
    return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def _equal(self: object, other: object) -> object:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _field_values(self) == _field_values(other)


def _hash(self: object) -> int:
    return hash(_field_values(self))


def _repr(self: Any) -> str:  # noqa: ANN401 - a value of any class
    inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({inner})"


_SHARED_METHODS: dict[str, Callable[..., Any]] = {"__eq__": _equal, "__hash__": _hash, "__repr__": _repr}
