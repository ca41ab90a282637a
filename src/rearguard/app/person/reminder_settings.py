"""How somebody wants to be reminded, and whether they are at their standing desk: kept beside the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import time
from typing import Any

from rearguard.app.person.paths import Home
from rearguard.core.errors import Misuse
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.reminders.reminder_context import Manners

FILE = "reminders.json"

SOONEST, LATEST = 20, 240
"""Minutes: more often is nagging, and half a day of sitting needs no reminder any more."""

MOST = 20
"""Reminders in a day."""

KEYS = ("on", "after", "a_day", "quiet_from", "quiet_to", "work_ends", "ask", "standing")


@value
class Wishes:
    """What holds until it is changed."""

    manners: Manners = Manners()
    standing: bool = False
    """Whether they said that they are at their standing desk: what is typed then is not typed sitting."""

    def as_json(self) -> dict[str, Any]:
        """Return them as JSON values; times of day as HH:MM."""
        manners = self.manners
        return {
            "on": manners.on,
            "after": manners.after,
            "a_day": manners.a_day,
            "quiet_from": f"{manners.quiet_from:%H:%M}",
            "quiet_to": f"{manners.quiet_to:%H:%M}",
            "work_ends": f"{manners.work_ends:%H:%M}",
            "ask": manners.ask,
            "standing": self.standing,
        }


def wishes(home: Home) -> Wishes:
    """Return what is wished; what can't be read is as at first."""
    try:
        return parse(json.loads((home.config / FILE).read_bytes()))
    except (OSError, ValueError, RecursionError, Misuse):
        return Wishes()


class Kept:
    """The wishes of a home for one who asks all day: read anew only when their file is another.

    Args:
        home: where they are.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._mark: tuple[int, int] | None = None
        self._wishes = Wishes()

    def now(self) -> Wishes:
        """Return what is wished now."""
        try:
            status = (self._home.config / FILE).stat()
        except OSError:
            return Wishes()
        mark = (status.st_mtime_ns, status.st_ino)
        if mark != self._mark:
            self._mark, self._wishes = mark, wishes(self._home)
        return self._wishes


def change(home: Home, data: Mapping[str, Any]) -> Wishes:
    """Change what is named, keep it, and return all.

    Raises:
        Misuse: there is no such wish.
        Refusal: it can't be written; what was before holds.
    """
    new = parse({**wishes(home).as_json(), **data})
    home.keep(FILE, new.as_json())
    return new


def parse(data: object) -> Wishes:
    """Return the wishes that JSON values mean; what is absent is as at first.

    Raises:
        Misuse: a value is none of those that there are.
    """
    known = Wishes().as_json()
    if not isinstance(data, dict) or not data.keys() <= known.keys():
        raise Misuse(Message("Reminders have: {keys}", {"keys": ", ".join(KEYS)}))
    on, after, a_day, quiet_from, quiet_to, work_ends, ask, standing = ({**known, **data}[key] for key in KEYS)
    for name, one in (("on", on), ("ask", ask), ("standing", standing)):
        if type(one) is not bool:
            raise Misuse(Message("{name}: true or false", {"name": name}))
    for name, one, least, most in (("after", after, SOONEST, LATEST), ("a_day", a_day, 1, MOST)):
        if type(one) is not int or not least <= one <= most:
            raise Misuse(
                Message("{name}: a whole number from {least} to {most}", {"name": name, "least": least, "most": most})
            )
    manners = Manners(
        on=on,
        after=after,
        a_day=a_day,
        quiet_from=_time("quiet_from", quiet_from),
        quiet_to=_time("quiet_to", quiet_to),
        work_ends=_time("work_ends", work_ends),
        ask=ask,
    )
    return Wishes(manners, standing)


def _time(name: str, text: object) -> time:
    try:
        hours, minutes = map(int, str(text).split(":"))
        return time(hours, minutes)
    except ValueError:
        raise Misuse(Message("{name}: a time of day, as 17:30", {"name": name})) from None
