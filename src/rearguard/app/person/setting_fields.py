"""Settings fields: the allowed values of each key, declared once for the file, the terminal, the API and the page.

Plain classes without pydantic, which would slow down every command; `web/setting_models.py` builds the API's models.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from typing import Any, Protocol

from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.value import value


class SettingField(Protocol):
    """A type of setting."""

    def parse(self, key: str, json_value: object) -> Any:  # noqa: ANN401 - each field has its type
        """Return the value that a JSON value stands for.

        Args:
            key: names the setting in an error.
            json_value: anything.

        Raises:
            InvalidRequest: the value is not allowed.
        """
        ...

    def to_json(self, setting: Any) -> Any:  # noqa: ANN401 - as above
        """Return a value as a JSON value."""
        ...


@value
class Flag:
    """True or false."""

    def parse(self, key: str, json_value: object) -> bool:
        """Return the value. See `SettingField.parse`."""
        if isinstance(json_value, bool):
            return json_value
        raise InvalidRequest(Message("{name}: true or false", {"name": key}))

    def to_json(self, setting: bool) -> bool:  # noqa: FBT001 - the value itself
        """Return the value unchanged."""
        return setting


@value
class WholeNumber:
    """A whole number in a range, both ends included."""

    least: int
    most: int

    def parse(self, key: str, json_value: object) -> int:
        """Return the number. See `SettingField.parse`."""
        if isinstance(json_value, int) and not isinstance(json_value, bool) and self.least <= json_value <= self.most:
            return json_value
        raise InvalidRequest(
            Message(
                "{name}: a whole number from {least} to {most}", {"name": key, "least": self.least, "most": self.most}
            )
        )

    def to_json(self, setting: int) -> int:
        """Return the number unchanged."""
        return setting


@value
class Number:
    """A number in a range, both ends included."""

    least: float
    most: float

    def parse(self, key: str, json_value: object) -> float:
        """Return the number. See `SettingField.parse`."""
        is_flag = isinstance(json_value, bool)  # in Python a kind of integer
        if isinstance(json_value, int | float) and not is_flag and self.least <= json_value <= self.most:
            return float(json_value)
        raise InvalidRequest(
            Message("{name}: a number from {least} to {most}", {"name": key, "least": self.least, "most": self.most})
        )

    def to_json(self, setting: float) -> float:
        """Return the number unchanged."""
        return setting


@value
class Choice:
    """A single member of an enumeration."""

    options: type[StrEnum]

    def parse(self, key: str, json_value: object) -> StrEnum:
        """Return the member. See `SettingField.parse`."""
        if isinstance(json_value, str) and json_value in list(self.options):
            return self.options(json_value)
        raise InvalidRequest(Message("{name}: one of {options}", {"name": key, "options": ", ".join(self.options)}))

    def to_json(self, setting: StrEnum) -> str:
        """Return the member's value."""
        return setting.value


@value
class Choices:
    """Any members of an enumeration."""

    options: type[StrEnum]

    def parse(self, key: str, json_value: object) -> frozenset[StrEnum]:
        """Return the members. See `SettingField.parse`."""
        if isinstance(json_value, list) and set(map(str, json_value)) <= set(self.options):
            return frozenset(map(self.options, json_value))
        raise InvalidRequest(Message("{name}: a list of {options}", {"name": key, "options": ", ".join(self.options)}))

    def to_json(self, setting: frozenset[StrEnum]) -> list[str]:
        """Return the members' values, sorted."""
        return sorted(member.value for member in setting)


@value
class TimeOfDay:
    """A time of day; in JSON HH:MM."""

    def parse(self, key: str, json_value: object) -> time:
        """Return the time. See `SettingField.parse`."""
        try:
            hours, minutes = map(int, str(json_value).split(":"))
            return time(hours, minutes)
        except ValueError:
            raise InvalidRequest(Message("{name}: a time such as 17:30", {"name": key})) from None

    def to_json(self, setting: time) -> str:
        """Return the time as HH:MM."""
        return f"{setting:%H:%M}"


def parse_fields(fields: Mapping[str, SettingField], values: Mapping[str, object]) -> dict[str, Any]:
    """Return the value of each field, by key.

    Args:
        fields: by key.
        values: a JSON value for each key.

    Raises:
        InvalidRequest: a value is not allowed.
    """
    return {key: field.parse(key, values[key]) for key, field in fields.items()}
