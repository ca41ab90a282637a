"""Fields of the API's pydantic models for settings, built from the setting fields that `app.person` declares."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import GenericAlias
from typing import Annotated, Any

from pydantic import Field

from rearguard.app.person.setting_fields import Choice, Choices, Flag, Number, SettingField, TimeOfDay, WholeNumber

TIME_OF_DAY_PATTERN = r"^([01]\d|2[0-3]):[0-5]\d$"


def model_fields(fields: Mapping[str, SettingField], defaults: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return field definitions for `pydantic.create_model`.

    Args:
        fields: by JSON key.
        defaults: by JSON key; a field with the default None also takes null. All others are required.
    """
    definitions: dict[str, Any] = {}
    for key, field in fields.items():
        annotation = _annotation(field)
        if defaults is None or key not in defaults:
            definitions[key] = (annotation, ...)
        else:
            definitions[key] = (annotation | None if defaults[key] is None else annotation, defaults[key])
    return definitions


def _annotation(field: SettingField) -> Any:  # noqa: ANN401 - a type that is built here
    """Return the type of a setting in JSON; a text if its values are known only at run time."""
    annotation: Any = str
    match field:
        case Flag():
            annotation = bool
        case WholeNumber(least=least, most=most):
            annotation = Annotated[int, Field(ge=least, le=most)]
        case Number(least=least, most=most):
            annotation = Annotated[float, Field(ge=least, le=most)]
        case Choice(options=options):
            annotation = _option(options)
        case Choices(options=options):
            annotation = GenericAlias(list, (_option(options),))
        case TimeOfDay():
            annotation = Annotated[str, Field(pattern=TIME_OF_DAY_PATTERN)]
    return annotation


def _option(options: type[StrEnum]) -> Any:  # noqa: ANN401 - a type that is built here
    """Return the type of a member; strict models take no text for an enumeration by themselves."""
    return Annotated[options, Field(strict=False)]
