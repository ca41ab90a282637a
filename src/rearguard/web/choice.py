"""Request parameters whose choices come from a registry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError


def choice_of(names: Iterable[str]) -> tuple[Any, ...]:
    """Return the annotations of a text that must be one of some names: `Annotated[str, *choice_of(names)]`."""
    choices = list(names)

    def check(name: str) -> str:
        if name not in choices:
            raise PydanticCustomError("choice", "Input should be one of these: {names}", {"names": ", ".join(choices)})
        return name

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": choices})
