"""The charge of now, and what a person says of their day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person import heartbeat
from rearguard.app.person.activity_entries import activity_entry
from rearguard.app.person.diary import Diary
from rearguard.charge.activity import Activity
from rearguard.charge.battery import Battery
from rearguard.charge.fold import MEMORY_WINDOW_S, battery_at
from rearguard.charge.logged_span import check_logged_span
from rearguard.charge.timeline import CHARGE_EVENT_KINDS, ENTERED_BY_HAND, ActivityTimeline, activity_timeline
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise

WATCHER_DELAY = timedelta(days=7)
"""What a watcher saw is in the journal at its end, and lasts no longer: a machine left on over a weekend does."""


def charge_at(diary: Diary, exercises: Mapping[str, Exercise], at: datetime) -> Battery:
    """Return the charge at a moment, from what was told until today."""
    return battery_at(known_activity(diary, exercises, at, at), at.timestamp())


def known_activity(
    diary: Diary, exercises: Mapping[str, Exercise], start: datetime, end: datetime | None = None
) -> ActivityTimeline:
    """Return what is known from two weeks before a moment on, with what a watcher has not put down yet.

    Args:
        diary: the journal.
        exercises: by id.
        start: the earliest moment whose charge is wanted.
        end: the latest; None: that of now. Of a short time long ago little is read.
    """
    since = start - timedelta(seconds=MEMORY_WINDOW_S)
    late = None if end is None else end + WATCHER_DELAY
    entries = list(diary.read(*CHARGE_EVENT_KINDS, since=since, until=late))
    if late is not None:  # one's own word may come at any time, and so may the one that takes it back
        entries += diary.read(EventKind.SAT, EventKind.MOVED, since=late, having={"by": ENTERED_BY_HAND})
        entries += diary.read(EventKind.RETRACTED, since=late)
    entries += [activity_entry(diary.person, span) for span in heartbeat.read_heartbeat(diary.paths).spans]
    return activity_timeline(entries, exercises)


def charge_json(battery: Battery, at: datetime) -> dict[str, Any]:
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


def log_activity(diary: Diary, start: datetime, end: datetime, how: Activity) -> Entry:
    """Keep what a person says they did, and return the entry; a later word about the same time replaces it.

    Raises:
        Misuse: the time makes no sense.
    """
    check_logged_span(start, end, diary.clock.now())
    span = {"from": start.isoformat(), "to": end.isoformat(), "by": ENTERED_BY_HAND}
    if how is Activity.SITTING:
        (entry,) = diary.write((EventKind.SAT, span))
    else:
        (entry,) = diary.write((EventKind.MOVED, {**span, "how": how.value}))
    return entry
