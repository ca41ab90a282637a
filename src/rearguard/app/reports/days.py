"""What each of many days held, in columns: what a history is drawn from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from rearguard.app.person import charging
from rearguard.app.person.diary import Diary
from rearguard.app.reports.day import day_bounds, day_start
from rearguard.charge.activity import Activity
from rearguard.charge.daily import PeriodSummary, summarize_periods
from rearguard.charge.timeline import CHARGE_EVENT_KINDS
from rearguard.core.message import Translate
from rearguard.core.side import Side
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise, Role
from rearguard.plan.plan import StepKind
from rearguard.progress.week import DoneBout, trained_muscles

LEG_SIDES = (Side.LEFT, Side.RIGHT)

DayColumn = list[Any]


def days_json(
    diary: Diary, exercises: Mapping[str, Exercise], translate: Translate, until: date | None, most: int
) -> dict[str, Any]:
    """Return days by the clock on the wall here, as JSON values: columns of equal length, the oldest day first.

    `low` and `high` are the least and the most that a day's mean charge can be (percent), null where nobody told of
    anything; `sitting` and `known` are minutes. `sets` are those of each leg, counted for a muscle as a week counts
    them, and `stretches` the minutes of each side. `form` is the mean of what a coach made of the sets, 0 to 1.
    `felt` lists what was said of numbness, wobble and pain. `first` is the first day of the journal, null where it is
    empty: what comes before `from` is still to be asked for.

    Args:
        diary: the journal.
        exercises: by id.
        translate: into the reader's language.
        until: the last day wanted; None, or one to come: today.
        most: how many days at most; fewer where the journal begins later.

    Raises:
        InvalidRequest: the day is before all journals.
    """
    now = diary.clock.now()
    today = now.astimezone().date()
    last = min(until or today, today)
    _, over = day_bounds(last, today)
    begun = next(
        (entry.at.astimezone().date() for entry in diary.read(*CHARGE_EVENT_KINDS, EventKind.FELT, EventKind.TESTED)),
        None,
    )
    first = max(last - timedelta(days=most - 1), min(begun or last, last))
    dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    starts = [day_start(on) for on in dates]
    cuts = [*starts, min(over, max(now.timestamp(), starts[-1] + 1))]
    start, end = datetime.fromtimestamp(starts[0], UTC), datetime.fromtimestamp(over, UTC)
    known = summarize_periods(charging.known_activity(diary, exercises, start, end), cuts)
    return {
        "first": begun and begun.isoformat(),
        "from": dates[0].isoformat(),
        "to": dates[-1].isoformat(),
        **_activity_columns(known),
        **_training_columns(
            diary.read(EventKind.STEP_DONE, EventKind.SET_JUDGED, since=start, until=end), exercises, translate, starts
        ),
        "felt": [_symptoms_json(entry) for entry in diary.read(EventKind.FELT, since=start, until=end)],
    }


def _activity_columns(known: Iterable[PeriodSummary]) -> dict[str, DayColumn]:
    """Return the columns of what one did all day."""
    columns: dict[str, DayColumn] = {"low": [], "high": [], "sitting": [], "known": []}
    for one in known:
        columns["low"].append(round(one.low, 1) if one.seconds else None)
        columns["high"].append(round(one.high, 1) if one.seconds else None)
        columns["sitting"].append(round(one.seconds.get(Activity.SITTING, 0.0) / 60))
        columns["known"].append(round(sum(one.seconds.values()) / 60))
    return columns


def _training_columns(
    entries: Iterable[Entry], exercises: Mapping[str, Exercise], translate: Translate, starts: list[float]
) -> dict[str, Any]:
    """Return the columns of what was trained."""
    length = len(starts)
    trained: list[set[str]] = [set() for _ in range(length)]
    sets = {muscle: {leg.value: [0] * length for leg in LEG_SIDES} for muscle in ("gluteus_maximus", "gluteus_medius")}
    stretches: dict[str, dict[str, list[float]]] = {}
    scores: list[list[float]] = [[] for _ in range(length)]
    for entry in entries:
        number = bisect_right(starts, entry.at.timestamp()) - 1
        if entry.kind is EventKind.SET_JUDGED:
            scores[number].append(entry.data["score"])
            continue
        if entry.data["kind"] != StepKind.WORK:
            continue
        bout = DoneBout.from_entry(entry)
        trained[number].add(bout.session)
        legs = [leg.value for leg in LEG_SIDES if bout.side in {leg, Side.BOTH}]
        exercise = exercises.get(bout.exercise)
        for leg, muscle in product(legs, trained_muscles(bout, exercises)):
            sets[muscle][leg][number] += 1
        if exercise is not None and exercise.role is Role.STRETCH:
            minutes = stretches.setdefault(exercise.id, {leg.value: [0.0] * length for leg in LEG_SIDES})
            for leg in legs:
                minutes[leg][number] = round(minutes[leg][number] + bout.seconds / 60, 2)
    return {
        "sessions": [len(names) for names in trained],
        "sets": sets,
        "stretches": [
            {"exercise": name, "name": translate(exercises[name].name), **minutes}
            for name, minutes in sorted(stretches.items())
        ],
        "form": [round(sum(found) / len(found), 3) if found else None for found in scores],
    }


def _symptoms_json(entry: Entry) -> dict[str, Any]:
    names = ("numb", "wobble", "pain", "session")
    return {"at": entry.at.astimezone().isoformat(), **{name: entry.data.get(name) for name in names}}
