"""The charge of now, and what a person says of their day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person import heartbeat
from rearguard.app.person.activity_entries import watched
from rearguard.app.person.diary import Diary
from rearguard.charge.activity import Activity
from rearguard.charge.battery import Battery
from rearguard.charge.fold import WINDOW, charge
from rearguard.charge.timeline import BY_HAND, KINDS, Story, story
from rearguard.core.errors import Misuse
from rearguard.core.message import Message
from rearguard.journal.entry import Entry, Kind
from rearguard.library.exercise import Exercise

LONGEST = timedelta(hours=24)
"""Longer than this nobody sits, stands or walks: it is a slip in a date."""

LATE = timedelta(days=7)
"""What a watcher saw is in the journal at its end, and lasts no longer: a machine left on over a weekend does."""


def charge_at(diary: Diary, exercises: Mapping[str, Exercise], at: datetime) -> Battery:
    """Return the charge at a moment, from what was told until today."""
    return charge(told(diary, exercises, at, at), at.timestamp())


def told(diary: Diary, exercises: Mapping[str, Exercise], start: datetime, end: datetime | None = None) -> Story:
    """Return what is known from two weeks before a moment on, with what a watcher has not put down yet.

    Args:
        diary: the journal.
        exercises: by id.
        start: the earliest moment whose charge is wanted.
        end: the latest; None: that of now. Of a short time long ago little is read.
    """
    since = start - timedelta(seconds=WINDOW)
    late = None if end is None else end + LATE
    entries = list(diary.read(*KINDS, since=since, until=late))
    if late is not None:  # one's own word may come at any time, and so may the one that takes it back
        entries += diary.read(Kind.SAT, Kind.MOVED, since=late, having={"by": BY_HAND})
        entries += diary.read(Kind.RETRACTED, since=late)
    entries += [watched(diary.person, span) for span in heartbeat.read(diary.home).spans]
    return story(entries, exercises)


def document(battery: Battery, at: datetime) -> dict[str, Any]:
    """Return a charge as JSON values: percent, and the time with this place's offset."""
    maximus, medius = battery.gluteus_maximus, battery.gluteus_medius
    return {
        "at": at.astimezone().isoformat(),
        "percent": round(battery.percent, 1),
        "low": round(battery.low, 1),
        "high": round(battery.high, 1),
        "gluteus_maximus": round((maximus.low + maximus.high) / 2, 1),
        "gluteus_medius": round((medius.low + medius.high) / 2, 1),
    }


def tell(diary: Diary, start: datetime, end: datetime, how: Activity) -> Entry:
    """Keep what a person says they did, and return the entry; a later word about the same time replaces it.

    Raises:
        Misuse: the time makes no sense.
    """
    if not start < end:
        raise Misuse(Message("It must end after it begins."))
    if end > diary.clock.now():
        raise Misuse(Message("It must not end in the future."))
    if end - start > LONGEST:
        raise Misuse(Message("It must not be longer than a day."))
    span = {"from": start.isoformat(), "to": end.isoformat(), "by": BY_HAND}
    if how is Activity.SITTING:
        (entry,) = diary.write((Kind.SAT, span))
    else:
        (entry,) = diary.write((Kind.MOVED, {**span, "how": how.value}))
    return entry
