"""A day: what is known of it, how it can be put right, and where the charge went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from rearguard.app.person import charging
from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import wishes
from rearguard.app.person.symptoms import morning_after
from rearguard.app.person.time_input import EARLIEST
from rearguard.app.watcher.reminding import waiting
from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import Span
from rearguard.charge.battery import Battery
from rearguard.charge.fold import charge
from rearguard.charge.timeline import BY_HAND, BY_NAME, Story
from rearguard.core.errors import Misuse
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import Entry, Kind
from rearguard.library.exercise import Exercise

STEP = 15 * 60.0
"""Seconds between two points of the charge's course: less can't be seen on a strip of a day."""


def day(
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
        Misuse: the day is still to come.
    """
    now = diary.clock.now()
    wished = wishes(diary.home)
    today = now.astimezone().date()
    on = on or today
    start, end = bounds_of(on, today)
    at = min(now.timestamp(), end)
    story = charging.told(diary, exercises, datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(at, UTC))
    spans = [_clipped(span, start, end) for span in story.spans if span.end > start and span.start < end]
    course = list(_course(story, start, at))
    return {
        "from": _iso(start),
        "to": _iso(end),
        "charge": charging.document(course[-1][1], datetime.fromtimestamp(at, UTC)),
        "spans": [_told(span) for span in spans],
        "by_hand": list(_by_hand(diary, start, end)),
        "course": [{"at": _iso(at), **bounds(battery)} for at, battery in course],
        "best": _best(spans, now, wished.manners.work_ends, translate) if on == today else None,
        "reminder": waiting(diary, translate) if on == today else None,
        "standing": wished.standing,
        "felt": [_felt(entry) for entry in _feelings(diary, start, end)],
        "morning_after": morning_after(diary) if on == today else None,
    }


def bounds(battery: Battery) -> dict[str, float]:
    """Return the least and the most that a charge can be, as JSON values."""
    return {"low": round(battery.low, 1), "high": round(battery.high, 1)}


def bounds_of(on: date, today: date) -> tuple[float, float]:
    """Return when a day begins and ends.

    Raises:
        Misuse: it is still to come, or before all journals.
    """
    if on.year < EARLIEST or on > today:
        raise Misuse(Message("{day} is no day to look back at.", {"day": on.isoformat()}))
    return midnight(on), midnight(on + timedelta(days=1))


def midnight(on: date) -> float:
    """Return when a day begins by the clock on the wall: it may have 23 or 25 hours."""
    return datetime.combine(on, time()).astimezone().timestamp()


def take_back(diary: Diary, name: str) -> None:
    """Take back what was told by hand; what was taken back already stays so.

    Args:
        diary: the journal.
        name: the entry's id.

    Raises:
        Misuse: nothing of that name was told by hand.
    """
    gone = {entry.data["entry"] for entry in diary.read(Kind.RETRACTED)}
    for entry in diary.read(Kind.SAT, Kind.MOVED, having={"by": BY_HAND}, newest_first=True):
        if str(entry.id) == name and entry.data["by"] == BY_HAND:
            if name not in gone:
                diary.write((Kind.RETRACTED, {"entry": name}))
            return
    raise Misuse(Message("Nothing of that name was told by hand."))


def _course(story: Story, start: float, now: float) -> Iterator[tuple[float, Battery]]:
    """Yield the charge at midnight, every quarter of an hour since, and now."""
    at, battery = start, charge(story, start)
    yield at, battery
    while at < now:
        until = min(at + STEP, now)
        battery = charge(story, until, battery, at)
        at = until
        yield at, battery


def _clipped(span: Span, start: float, end: float) -> Span:
    return Span(max(span.start, start), min(span.end, end), span.activity)


def _told(span: Span) -> dict[str, Any]:
    return {"start": _iso(span.start), "end": _iso(span.end), "activity": span.activity.value}


def _by_hand(diary: Diary, start: float, end: float) -> Iterator[dict[str, Any]]:
    """Yield what was told by hand of a day, and not taken back: it may have been told on a later one."""
    gone = {UUID(entry.data["entry"]) for entry in diary.read(Kind.RETRACTED)}
    since = datetime.fromtimestamp(start, UTC)
    for entry in diary.read(Kind.SAT, Kind.MOVED, since=since, having={"by": BY_HAND}, newest_first=True):
        if entry.data["by"] != BY_HAND or entry.id in gone:
            continue
        first, last = (datetime.fromisoformat(entry.data[key]).timestamp() for key in ("from", "to"))
        if first < end and last > start:
            how = BY_NAME.get(entry.data.get("how", ""), Activity.SITTING)
            yield {"entry": str(entry.id), **_told(_clipped(Span(first, last, how), start, end))}


def _best(spans: list[Span], now: datetime, work_ends: time, translate: Translate) -> dict[str, Any] | None:
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
            "One session does most in the middle of your sitting day, at about {time}.",
            {"time": middle.strftime("%H:%M")},
        )
    else:
        text = Message("The middle of your sitting day is past: the sooner a session comes now, the more it does.")
    return {"at": max(middle, here).isoformat(), "text": text.render(translate)}


def _feelings(diary: Diary, start: float, end: float) -> Iterator[Entry]:
    first, last = (datetime.fromtimestamp(at, UTC) for at in (start, end))
    for entry in diary.read(Kind.FELT, since=first, until=last):
        if "numb" in entry.data or "wobble" in entry.data:
            yield entry


def _felt(entry: Entry) -> dict[str, Any]:
    names = ("numb", "wobble", "session")
    return {"at": entry.at.astimezone().isoformat(), **{name: entry.data.get(name) for name in names}}


def _iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone().isoformat()
