"""A person's settings: equipment, location, voice, page and language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from rearguard.app.person.language import SYSTEM_LANGUAGE, list_languages
from rearguard.app.person.paths import Paths
from rearguard.app.person.setting_fields import (
    Choice,
    Choices,
    Flag,
    Number,
    SettingField,
    WholeNumber,
    parse_fields,
)
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Equipment
from rearguard.session.verbosity import Verbosity

MAX_VOLUME_PERCENT = 100

MIN_VOICE_RATE, MAX_VOICE_RATE = 0.5, 2.0
"""Factor of the voice's normal speed: the range that is intelligible and that every system's voice supports."""

SETTINGS_FILE = "settings.json"


class Location(StrEnum):
    """A place to exercise."""

    FLOOR = "floor"  # anywhere with space to lie down
    DESK = "desk"  # beside the chair
    OFFICE = "office"  # the same, in clothes that don't allow a band or a wide step


@value
class LanguageChoice:
    """An installed language, or the system's."""

    def parse(self, key: str, json_value: object) -> str:
        """Return the language. See `SettingField.parse`."""
        languages = (SYSTEM_LANGUAGE, *list_languages())
        if isinstance(json_value, str) and json_value in languages:
            return json_value
        raise InvalidRequest(Message("{name}: one of {options}", {"name": key, "options": ", ".join(languages)}))

    def to_json(self, setting: str) -> str:
        """Return the language unchanged."""
        return setting


SETTING_FIELDS: Mapping[str, SettingField] = {
    "have": Choices(Equipment),
    "place": Choice(Location),
    "talk": Choice(Verbosity),
    "volume": WholeNumber(0, MAX_VOLUME_PERCENT),
    "rate": Number(MIN_VOICE_RATE, MAX_VOICE_RATE),
    "letters": Flag(),
    "language": LanguageChoice(),
}
"""The fields of `Settings`, by JSON key; the API's models are built from it."""


@value
class Settings:
    """The current settings. By default all equipment of the article's session is available."""

    have: frozenset[Equipment] = frozenset({Equipment.BAND, Equipment.WALL, Equipment.CHAIR, Equipment.FLOOR})
    place: Location = Location.FLOOR
    talk: Verbosity = Verbosity.ALL
    volume: int = 80
    rate: float = 1.0
    letters: bool = True
    """Whether single letters and digits are shortcuts in the page: dictation software would trigger them."""
    language: str = SYSTEM_LANGUAGE
    """The language of the page and the reminders; a command follows its environment."""

    @property
    def speaking_rate(self) -> float:
        """The rate for cue durations: that of the voice, or 1 if the cues are only read."""
        return self.rate if self.talk in {Verbosity.ALL, Verbosity.CHANGES} else 1.0

    def as_json(self) -> dict[str, Any]:
        """Return the settings as JSON values."""
        return {key: field.to_json(getattr(self, key)) for key, field in SETTING_FIELDS.items()}


def read_settings(paths: Paths) -> Settings:
    """Return the saved settings; the defaults if the file can't be read."""
    try:
        return parse_settings(json.loads((paths.config / SETTINGS_FILE).read_bytes()))
    except (OSError, ValueError, RecursionError, InvalidRequest):
        return Settings()


def change_settings(paths: Paths, data: Mapping[str, Any]) -> Settings:
    """Save new settings and return them.

    Raises:
        InvalidRequest: they are not settings.
        Refusal: they can't be written; the old ones stay.
    """
    settings = parse_settings(data)
    paths.write_config(SETTINGS_FILE, settings.as_json())
    return settings


def parse_settings(data: object) -> Settings:
    """Parse settings from JSON values; missing and null values get the default.

    Raises:
        InvalidRequest: a key is unknown, or a value is not allowed.
    """
    if not isinstance(data, Mapping) or not data.keys() <= SETTING_FIELDS.keys():
        raise InvalidRequest(Message("Settings are: {keys}.", {"keys": ", ".join(SETTING_FIELDS)}))
    values = {key: json_value for key, json_value in data.items() if json_value is not None}
    return Settings(**parse_fields(SETTING_FIELDS, {**Settings().as_json(), **values}))
