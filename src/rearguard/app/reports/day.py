"""A day: what is known of it, how it can be put right, and where the charge went."""

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
from rearguard.charge.fold import battery_at
from rearguard.charge.timeline import ACTIVITY_BY_NAME, ENTERED_BY_HAND, ActivityTimeline
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise

COURSE_STEP_S = 15 * 60.0
"""Seconds between two points of the charge's course: less can't be seen on a strip of a day."""


def day_json(
    diary: Diary, exercises: Mapping[str, Exercise], translate: Translate, on: date | None = None
) -> dict[str, Any]:
    """Return a day, from midnight to midnight here, as JSON values; times with this place's offset.

    `spans` is what is known, without overlaps; between them is time of which nobody told. `by_hand` is what can be
    taken back, the newest first. `course` is the charge from midnight until now, or until the day was over; `charge`
    is its end. Of today alone: `reminder` is the one that waits for an answer, `morning_after` the session of whose
    next morning nothing was told yet.

    Args:
        diary: the journal.
        exercises: by id.
        translate: into the reader's language.
        on: which day; None: today.

    Raises:
        InvalidRequest: the day is still to come.
    """
    now = diary.clock.now()
    wished = read_reminder_settings(diary.paths)
    today = now.astimezone().date()
    on = on or today
    start, end = day_bounds(on, today)
    at = min(now.timestamp(), end)
    story = charging.known_activity(
        diary, exercises, datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(at, UTC)
    )
    spans = [_clip(span, start, end) for span in story.spans if span.end > start and span.start < end]
    course = list(_charge_course(story, start, at))
    return {
        "from": _to_iso(start),
        "to": _to_iso(end),
        "charge": charging.charge_json(course[-1][1], datetime.fromtimestamp(at, UTC)),
        "spans": [_span_json(span) for span in spans],
        "by_hand": list(_logged_by_hand(diary, start, end)),
        "course": [{"at": _to_iso(at), **charge_range_json(battery)} for at, battery in course],
        "best": _best_time_json(spans, now, wished.policy.work_ends, translate) if on == today else None,
        "reminder": waiting_reminder_json(diary, translate) if on == today else None,
        "standing": wished.at_standing_desk,
        "felt": [_symptoms_json(entry) for entry in _symptom_entries(diary, start, end)],
        "morning_after": find_morning_after(diary) if on == today else None,
    }


def charge_range_json(battery: Battery) -> dict[str, float]:
    """Return the least and the most that a charge can be, as JSON values."""
    return {"low": round(battery.low, 1), "high": round(battery.high, 1)}


def day_bounds(on: date, today: date) -> tuple[float, float]:
    """Return when a day begins and ends.

    Raises:
        InvalidRequest: it is still to come, or before all journals.
    """
    if on.year < EARLIEST_YEAR or on > today:
        raise InvalidRequest(Message("There is no history for {day}.", {"day": on.isoformat()}))
    return day_start(on), day_start(on + timedelta(days=1))


def day_start(on: date) -> float:
    """Return when a day begins by the clock on the wall: it may have 23 or 25 hours."""
    return datetime.combine(on, time()).astimezone().timestamp()


def retract_activity(diary: Diary, entry_id: str) -> None:
    """Take back what was told by hand; what was taken back already stays so.

    Args:
        diary: the journal.
        entry_id: the entry's id.

    Raises:
        InvalidRequest: nothing of that name was told by hand.
    """
    gone = {entry.data["entry"] for entry in diary.read(EventKind.RETRACTED)}
    for entry in diary.read(EventKind.SAT, EventKind.MOVED, having={"by": ENTERED_BY_HAND}, newest_first=True):
        if str(entry.id) == entry_id and entry.data["by"] == ENTERED_BY_HAND:
            if entry_id not in gone:
                diary.write((EventKind.RETRACTED, {"entry": entry_id}))
            return
    raise InvalidRequest(Message("You entered nothing with this id."))


def _charge_course(story: ActivityTimeline, start: float, now: float) -> Iterator[tuple[float, Battery]]:
    """Yield the charge at midnight, every quarter of an hour since, and now."""
    at, battery = start, battery_at(story, start)
    yield at, battery
    while at < now:
        until = min(at + COURSE_STEP_S, now)
        battery = battery_at(story, until, battery, at)
        at = until
        yield at, battery


def _clip(span: ActivitySpan, start: float, end: float) -> ActivitySpan:
    return ActivitySpan(max(span.start, start), min(span.end, end), span.activity)


def _span_json(span: ActivitySpan) -> dict[str, Any]:
    return {"start": _to_iso(span.start), "end": _to_iso(span.end), "activity": span.activity.value}


def _logged_by_hand(diary: Diary, start: float, end: float) -> Iterator[dict[str, Any]]:
    """Yield what was told by hand of a day, and not taken back: it may have been told on a later one."""
    gone = {UUID(entry.data["entry"]) for entry in diary.read(EventKind.RETRACTED)}
    since = datetime.fromtimestamp(start, UTC)
    for entry in diary.read(
        EventKind.SAT, EventKind.MOVED, since=since, having={"by": ENTERED_BY_HAND}, newest_first=True
    ):
        if entry.data["by"] != ENTERED_BY_HAND or entry.id in gone:
            continue
        first, last = (datetime.fromisoformat(entry.data[key]).timestamp() for key in ("from", "to"))
        if first < end and last > start:
            how = ACTIVITY_BY_NAME.get(entry.data.get("how", ""), Activity.SITTING)
            yield {"entry": str(entry.id), **_span_json(_clip(ActivitySpan(first, last, how), start, end))}


def _best_time_json(
    spans: list[ActivitySpan], now: datetime, work_ends: time, translate: Translate
) -> dict[str, Any] | None:
    """Return the best moment for one session today; None: nothing is to be said of it.

    Charge's mean over a sitting day is highest when its only break is in the middle, and falls from there to both
    ends alike: what a break restores decays until the end, and before it there must be something to restore.
    """
    sitting = [span.start for span in spans if span.activity is Activity.SITTING]
    trained = any(span.activity is Activity.EXERCISING for span in spans)
    here = now.astimezone()
    end = datetime.combine(here.date(), work_ends).astimezone()
    if not sitting or trained or here >= end or sitting[0] >= end.timestamp():
        return None
    middle = datetime.fromtimestamp((sitting[0] + end.timestamp()) / 2, UTC).astimezone()
    if middle > here:
        text = Message(
            "Best time for one session today: around {time}, halfway through your sitting.",
            {"time": middle.strftime("%H:%M")},
        )
    else:
        text = Message("More than half of your sitting day is over: the sooner you move, the more it helps.")
    return {"at": max(middle, here).isoformat(), "text": text.render(translate)}


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
