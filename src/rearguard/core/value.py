"""Values: small classes whose objects never change and are equal when their fields are.

`value` makes a class a frozen dataclass with slots, as `dataclass(frozen=True, slots=True)` would. That one writes
and compiles six methods for every class, 0.8 ms each time; with some forty classes a command that prints a plan
would spend a third of its time on them. Here only `__init__` is compiled, and the rest is shared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
def value(cls: type[T], /) -> type[T]: ...


@overload
def value(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True)
def value(cls: type[T] | None = None, /, *, kw_only: bool = False) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a class a value, with its fields by keyword only if `kw_only`."""

    def make(cls: type[T]) -> type[T]:
        made = dataclass(slots=True, eq=False, repr=False, kw_only=kw_only)(cls)
        for name, method in _SHARED.items():
            setattr(made, name, method)
        return made

    return make if cls is None else make(cls)


def _fields(self: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any value
    return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def _eq(self: object, other: object) -> bool:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _fields(self) == _fields(other)


def _hash(self: object) -> int:
    return hash(_fields(self))


def _repr(self: Any) -> str:  # noqa: ANN401 - any value
    inner = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__qualname__}({inner})"


def _setattr(self: object, name: str, new: object) -> None:
    """Set a field once, as `__init__` does."""
    if hasattr(self, name):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(self, name, new)


def _delattr(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_SHARED = {
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
}
