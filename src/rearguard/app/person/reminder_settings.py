"""A person's reminder settings, and whether they are at a standing desk; a file beside the other settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from rearguard.app.person.paths import Paths
from rearguard.app.person.setting_fields import Flag, SettingField, TimeOfDay, WholeNumber, parse_fields
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.reminders.reminder_context import ReminderPolicy

REMINDERS_FILE = "reminders.json"

MIN_AFTER_MINUTES, MAX_AFTER_MINUTES = 20, 240
"""Minutes: more often is nagging, and half a day of sitting needs no reminder any more."""

MAX_REMINDERS_PER_DAY = 20

REMINDER_FIELDS: Mapping[str, SettingField] = {
    "on": Flag(),
    "after": WholeNumber(MIN_AFTER_MINUTES, MAX_AFTER_MINUTES),
    "a_day": WholeNumber(1, MAX_REMINDERS_PER_DAY),
    "quiet_from": TimeOfDay(),
    "quiet_to": TimeOfDay(),
    "work_ends": TimeOfDay(),
    "ask": Flag(),
    "standing": Flag(),
}
"""The fields of `ReminderSettings`, by JSON key; the API's models are built from it."""

POLICY_KEYS: Mapping[str, str] = {
    "is_enabled": "on",
    "after_minutes": "after",
    "max_per_day": "a_day",
    "quiet_from": "quiet_from",
    "quiet_to": "quiet_to",
    "work_ends": "work_ends",
    "asks_on_return": "ask",
}
"""The JSON key of each attribute of `ReminderPolicy`."""


@value
class ReminderSettings:
    """The current reminder settings."""

    policy: ReminderPolicy = ReminderPolicy()
    at_standing_desk: bool = False
    """Whether the person set that they are at a standing desk: input is then no sign of sitting."""

    def as_json(self) -> dict[str, Any]:
        """Return the settings as JSON values; times of day as HH:MM."""
        values = {key: getattr(self.policy, attribute) for attribute, key in POLICY_KEYS.items()}
        values["standing"] = self.at_standing_desk
        return {key: field.to_json(values[key]) for key, field in REMINDER_FIELDS.items()}


def read_reminder_settings(paths: Paths) -> ReminderSettings:
    """Return the saved settings; the defaults if the file can't be read."""
    try:
        return parse_reminder_settings(json.loads((paths.config / REMINDERS_FILE).read_bytes()))
    except (OSError, ValueError, RecursionError, InvalidRequest):
        return ReminderSettings()


class CachedReminderSettings:
    """Reminder settings for frequent reads: the file is parsed again only after a change.

    Args:
        paths: the folders of the file.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._mark: tuple[int, int] | None = None
        self._settings = ReminderSettings()

    def read(self) -> ReminderSettings:
        """Return the current settings."""
        try:
            status = (self._paths.config / REMINDERS_FILE).stat()
        except OSError:
            return ReminderSettings()
        mark = (status.st_mtime_ns, status.st_ino)
        if mark != self._mark:
            self._mark, self._settings = mark, read_reminder_settings(self._paths)
        return self._settings


def change_reminder_settings(paths: Paths, data: Mapping[str, Any]) -> ReminderSettings:
    """Change the named settings, save all, and return them.

    Raises:
        InvalidRequest: a key is unknown, or a value is not allowed.
        Refusal: the file can't be written; the old settings stay.
    """
    settings = parse_reminder_settings({**read_reminder_settings(paths).as_json(), **data})
    paths.write_config(REMINDERS_FILE, settings.as_json())
    return settings


def parse_reminder_settings(data: object) -> ReminderSettings:
    """Parse reminder settings from JSON values; missing values get the default.

    Raises:
        InvalidRequest: a key is unknown, or a value is not allowed.
    """
    if not isinstance(data, dict) or not data.keys() <= REMINDER_FIELDS.keys():
        raise InvalidRequest(Message("Reminder settings are: {keys}", {"keys": ", ".join(REMINDER_FIELDS)}))
    values = parse_fields(REMINDER_FIELDS, {**ReminderSettings().as_json(), **data})
    policy = ReminderPolicy(**{attribute: values[key] for attribute, key in POLICY_KEYS.items()})
    return ReminderSettings(policy, values["standing"])
