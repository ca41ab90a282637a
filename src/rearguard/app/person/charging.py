"""The charge at a moment, and the activity that a person logs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person import heartbeat
from rearguard.app.person.diary import Diary
from rearguard.charge.activity import Activity
from rearguard.charge.activity_entries import activity_entry, check_logged_span
from rearguard.charge.battery import Battery
from rearguard.charge.fold import MEMORY_WINDOW_S, battery_at
from rearguard.charge.timeline import CHARGE_EVENT_KINDS, ENTERED_BY_HAND, ActivityTimeline, activity_timeline
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise

WATCHER_DELAY = timedelta(days=7)
"""How late a watcher may store a span: at the span's end, which a machine left on over a weekend delays."""


def charge_at(diary: Diary, exercises: Mapping[str, Exercise], at: datetime) -> Battery:
    """Return the charge at a moment, from all that is known today."""
    return battery_at(known_activity(diary, exercises, at, at), at.timestamp())


def known_activity(
    diary: Diary, exercises: Mapping[str, Exercise], start: datetime, end: datetime | None = None
) -> ActivityTimeline:
    """Return the activity known from two weeks before `start`, with spans that a watcher has not stored yet.

    Args:
        diary: the journal.
        exercises: by id.
        start: the earliest moment whose charge is needed.
        end: the latest; None: now. A short period long ago reads little.
    """
    since = start - timedelta(seconds=MEMORY_WINDOW_S)
    stored_until = None if end is None else end + WATCHER_DELAY
    entries = list(diary.read(*CHARGE_EVENT_KINDS, since=since, until=stored_until))
    if stored_until is not None:  # an entry by hand may come at any time, and so may its retraction
        entries += diary.read(EventKind.SAT, EventKind.MOVED, since=stored_until, having={"by": ENTERED_BY_HAND})
        entries += diary.read(EventKind.RETRACTED, since=stored_until)
    entries += [activity_entry(diary.person, span) for span in heartbeat.read_heartbeat(diary.paths).spans]
    return activity_timeline(entries, exercises)


def charge_json(battery: Battery, at: datetime) -> dict[str, Any]:
    """Return a charge as JSON values: percent, and the time with the local UTC offset."""
    maximus, medius = battery.gluteus_maximus, battery.gluteus_medius
    return {
        "at": at.astimezone().isoformat(),
        "percent": round(battery.percent, 1),
        "low": round(battery.low, 1),
        "high": round(battery.high, 1),
        "gluteus_maximus": round((maximus.low + maximus.high) / 2, 1),
        "gluteus_medius": round((medius.low + medius.high) / 2, 1),
    }


def log_activity(diary: Diary, start: datetime, end: datetime, activity: Activity) -> Entry:
    """Log an activity by hand and return the entry; a later entry for the same time replaces it.

    Raises:
        InvalidRequest: the times make no sense; see `check_logged_span`.
    """
    check_logged_span(start, end, diary.clock.now())
    data = {"from": start.isoformat(), "to": end.isoformat(), "by": ENTERED_BY_HAND}
    if activity is Activity.SITTING:
        (entry,) = diary.write((EventKind.SAT, data))
    else:
        (entry,) = diary.write((EventKind.MOVED, {**data, "how": activity.value}))
    return entry
