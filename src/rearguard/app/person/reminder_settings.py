"""How somebody wants to be reminded, and whether they are at their standing desk: kept beside the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import time
from typing import Any

from rearguard.app.person.paths import Paths
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.reminders.reminder_context import ReminderPolicy

REMINDERS_FILE = "reminders.json"

MIN_AFTER_MINUTES, MAX_AFTER_MINUTES = 20, 240
"""Minutes: more often is nagging, and half a day of sitting needs no reminder any more."""

MAX_REMINDERS_PER_DAY = 20
"""Reminders in a day."""

REMINDER_KEYS = ("on", "after", "a_day", "quiet_from", "quiet_to", "work_ends", "ask", "standing")


@value
class ReminderSettings:
    """What holds until it is changed."""

    policy: ReminderPolicy = ReminderPolicy()
    at_standing_desk: bool = False
    """Whether they said that they are at their standing desk: what is typed then is not typed sitting."""

    def as_json(self) -> dict[str, Any]:
        """Return them as JSON values; times of day as HH:MM."""
        manners = self.policy
        return {
            "on": manners.is_enabled,
            "after": manners.after_minutes,
            "a_day": manners.max_per_day,
            "quiet_from": f"{manners.quiet_from:%H:%M}",
            "quiet_to": f"{manners.quiet_to:%H:%M}",
            "work_ends": f"{manners.work_ends:%H:%M}",
            "ask": manners.asks_on_return,
            "standing": self.at_standing_desk,
        }


def read_reminder_settings(home: Paths) -> ReminderSettings:
    """Return what is wished; what can't be read is as at first."""
    try:
        return parse_reminder_settings(json.loads((home.config / REMINDERS_FILE).read_bytes()))
    except (OSError, ValueError, RecursionError, InvalidRequest):
        return ReminderSettings()


class CachedReminderSettings:
    """The wishes of a home for one who asks all day: read anew only when their file is another.

    Args:
        home: where they are.
    """

    def __init__(self, home: Paths) -> None:
        self._paths = home
        self._mark: tuple[int, int] | None = None
        self._settings = ReminderSettings()

    def read(self) -> ReminderSettings:
        """Return what is wished now."""
        try:
            status = (self._paths.config / REMINDERS_FILE).stat()
        except OSError:
            return ReminderSettings()
        mark = (status.st_mtime_ns, status.st_ino)
        if mark != self._mark:
            self._mark, self._settings = mark, read_reminder_settings(self._paths)
        return self._settings


def change_reminder_settings(home: Paths, data: Mapping[str, Any]) -> ReminderSettings:
    """Change what is named, keep it, and return all.

    Raises:
        Misuse: there is no such wish.
        Refusal: it can't be written; what was before holds.
    """
    new = parse_reminder_settings({**read_reminder_settings(home).as_json(), **data})
    home.write_config(REMINDERS_FILE, new.as_json())
    return new


def parse_reminder_settings(data: object) -> ReminderSettings:
    """Return the wishes that JSON values mean; what is absent is as at first.

    Raises:
        Misuse: a value is none of those that there are.
    """
    known = ReminderSettings().as_json()
    if not isinstance(data, dict) or not data.keys() <= known.keys():
        raise InvalidRequest(Message("Reminder settings are: {keys}", {"keys": ", ".join(REMINDER_KEYS)}))
    on, after, a_day, quiet_from, quiet_to, work_ends, ask, standing = ({**known, **data}[key] for key in REMINDER_KEYS)
    for name, one in (("on", on), ("ask", ask), ("standing", standing)):
        if type(one) is not bool:
            raise InvalidRequest(Message("{name}: true or false", {"name": name}))
    for name, one, least, most in (
        ("after", after, MIN_AFTER_MINUTES, MAX_AFTER_MINUTES),
        ("a_day", a_day, 1, MAX_REMINDERS_PER_DAY),
    ):
        if type(one) is not int or not least <= one <= most:
            raise InvalidRequest(
                Message("{name}: a whole number from {least} to {most}", {"name": name, "least": least, "most": most})
            )
    manners = ReminderPolicy(
        is_enabled=on,
        after_minutes=after,
        max_per_day=a_day,
        quiet_from=_parse_time("quiet_from", quiet_from),
        quiet_to=_parse_time("quiet_to", quiet_to),
        work_ends=_parse_time("work_ends", work_ends),
        asks_on_return=ask,
    )
    return ReminderSettings(manners, standing)


def _parse_time(name: str, text: object) -> time:
    try:
        hours, minutes = map(int, str(text).split(":"))
        return time(hours, minutes)
    except ValueError:
        raise InvalidRequest(Message("{name}: a time such as 17:30", {"name": name})) from None
