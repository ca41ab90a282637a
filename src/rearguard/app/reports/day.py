"""The report of one day: known activity, entries to edit, and the course of the charge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from rearguard.app.person import charging
from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import read_reminder_settings
from rearguard.app.person.symptoms import find_morning_after
from rearguard.app.person.time_input import EARLIEST_YEAR
from rearguard.app.watcher.reminding import waiting_reminder_json
from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.charge.battery import Battery
from rearguard.charge.day_course import best_session_time, charge_course, clip_span
from rearguard.charge.timeline import ACTIVITY_BY_NAME, ENTERED_BY_HAND
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise


def day_json(
    diary: Diary, exercises: Mapping[str, Exercise], translate: Translate, day: date | None = None
) -> dict[str, Any]:
    """Return a day, from local midnight to midnight, as JSON values; times have the local offset.

    `spans` are the known activities, without overlaps; time between them is unknown. `by_hand` lists the entries that
    can be removed, the newest first. `course` is the charge from midnight until now, or until the end of the day;
    `charge` is its last value. Only for today: `reminder` is the one that waits for an answer, `morning_after` the
    session whose morning-after question is open.

    Args:
        diary: of the person.
        exercises: by id.
        translate: into the reader's language.
        day: a date; None: today.

    Raises:
        InvalidRequest: the day is in the future.
    """
    now = diary.clock.now()
    reminders = read_reminder_settings(diary.paths)
    today = now.astimezone().date()
    day = day or today
    start, end = day_bounds(day, today)
    at = min(now.timestamp(), end)
    timeline = charging.known_activity(
        diary, exercises, datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(at, UTC)
    )
    spans = [clip_span(span, start, end) for span in timeline.spans if span.end > start and span.start < end]
    course = list(charge_course(timeline, start, at))
    return {
        "from": _to_iso(start),
        "to": _to_iso(end),
        "charge": charging.charge_json(course[-1][1], datetime.fromtimestamp(at, UTC)),
        "spans": [_span_json(span) for span in spans],
        "by_hand": list(_logged_by_hand(diary, start, end)),
        "course": [{"at": _to_iso(at), **charge_range_json(battery)} for at, battery in course],
        "best": _best_time_json(spans, now, reminders.policy.work_ends, translate) if day == today else None,
        "reminder": waiting_reminder_json(diary, translate) if day == today else None,
        "standing": reminders.at_standing_desk,
        "felt": [_symptoms_json(entry) for entry in _symptom_entries(diary, start, end)],
        "morning_after": find_morning_after(diary) if day == today else None,
    }


def charge_range_json(battery: Battery) -> dict[str, float]:
    """Return the range of a charge as JSON values."""
    return {"low": round(battery.low, 1), "high": round(battery.high, 1)}


def day_bounds(day: date, today: date) -> tuple[float, float]:
    """Return the start and the end of a day, in seconds since 1970.

    Raises:
        InvalidRequest: the day is in the future, or before any journal.
    """
    if day.year < EARLIEST_YEAR or day > today:
        raise InvalidRequest(Message("There is no history for {day}.", {"day": day.isoformat()}))
    return day_start(day), day_start(day + timedelta(days=1))


def day_start(day: date) -> float:
    """Return the start of a local day, in seconds since 1970; a day may have 23 or 25 hours."""
    return datetime.combine(day, time()).astimezone().timestamp()


def retract_activity(diary: Diary, entry_id: str) -> None:
    """Remove an entry made by hand; removing it twice changes nothing.

    Args:
        diary: of the person.
        entry_id: of the entry.

    Raises:
        InvalidRequest: no entry made by hand has this id.
    """
    retracted = {entry.data["entry"] for entry in diary.read(EventKind.RETRACTED)}
    for entry in diary.read(EventKind.SAT, EventKind.MOVED, having={"by": ENTERED_BY_HAND}, newest_first=True):
        if str(entry.id) == entry_id and entry.data["by"] == ENTERED_BY_HAND:
            if entry_id not in retracted:
                diary.write((EventKind.RETRACTED, {"entry": entry_id}))
            return
    raise InvalidRequest(Message("You entered nothing with this id."))


def _span_json(span: ActivitySpan) -> dict[str, Any]:
    return {"start": _to_iso(span.start), "end": _to_iso(span.end), "activity": span.activity.value}


def _logged_by_hand(diary: Diary, start: float, end: float) -> Iterator[dict[str, Any]]:
    """Yield the entries made by hand that touch a day and were not removed; they may be logged on a later day."""
    retracted = {UUID(entry.data["entry"]) for entry in diary.read(EventKind.RETRACTED)}
    since = datetime.fromtimestamp(start, UTC)
    for entry in diary.read(
        EventKind.SAT, EventKind.MOVED, since=since, having={"by": ENTERED_BY_HAND}, newest_first=True
    ):
        if entry.data["by"] != ENTERED_BY_HAND or entry.id in retracted:
            continue
        first, last = (datetime.fromisoformat(entry.data[key]).timestamp() for key in ("from", "to"))
        if first < end and last > start:
            activity = ACTIVITY_BY_NAME.get(entry.data.get("how", ""), Activity.SITTING)
            yield {"entry": str(entry.id), **_span_json(clip_span(ActivitySpan(first, last, activity), start, end))}


def _best_time_json(
    spans: list[ActivitySpan], now: datetime, work_ends: time, translate: Translate
) -> dict[str, Any] | None:
    """Return the best time for one session today, with a sentence; None if there is no advice."""
    local_now = now.astimezone()
    end = datetime.combine(local_now.date(), work_ends).astimezone()
    best = best_session_time(spans, now.timestamp(), end.timestamp())
    if best is None:
        return None
    middle = datetime.fromtimestamp(best, UTC).astimezone()
    if middle > local_now:
        text = Message(
            "Best time for one session today: around {time}, halfway through your sitting.",
            {"time": middle.strftime("%H:%M")},
        )
    else:
        text = Message("More than half of your sitting day is over: the sooner you move, the more it helps.")
    return {"at": max(middle, local_now).isoformat(), "text": text.render(translate)}


def _symptom_entries(diary: Diary, start: float, end: float) -> Iterator[Entry]:
    first, last = (datetime.fromtimestamp(at, UTC) for at in (start, end))
    for entry in diary.read(EventKind.FELT, since=first, until=last):
        if "numb" in entry.data or "wobble" in entry.data:
            yield entry


def _symptoms_json(entry: Entry) -> dict[str, Any]:
    names = ("numb", "wobble", "session")
    return {"at": entry.at.astimezone().isoformat(), **{name: entry.data.get(name) for name in names}}


def _to_iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone().isoformat()
