"""The report of many days in columns, from which the history is drawn."""

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
    """Return local days as JSON values: columns of equal length, the oldest day first.

    `low` and `high` are the range of a day's mean charge (percent), null where nothing is known of the day; `sitting`
    and `known` are minutes. `sets` counts the sets of each leg for each muscle, as the weekly report does, `stretches`
    the minutes of each side. `form` is the mean form score of the coached sets, 0 to 1. `felt` lists reports of
    numbness, wobble and pain. `first` is the first day of the journal, null for an empty one: days before `from` need
    another request.

    Args:
        diary: of the person.
        exercises: by id.
        translate: into the reader's language.
        until: the last day; None or a future day: today.
        most: number of days; fewer where the journal begins later.

    Raises:
        InvalidRequest: the day is before any journal.
    """
    now = diary.clock.now()
    today = now.astimezone().date()
    last = min(until or today, today)
    _, end_s = day_bounds(last, today)
    first_entry_on = next(
        (entry.at.astimezone().date() for entry in diary.read(*CHARGE_EVENT_KINDS, EventKind.FELT, EventKind.TESTED)),
        None,
    )
    first = max(last - timedelta(days=most - 1), min(first_entry_on or last, last))
    dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    starts = [day_start(day) for day in dates]
    cuts = [*starts, min(end_s, max(now.timestamp(), starts[-1] + 1))]
    start, end = datetime.fromtimestamp(starts[0], UTC), datetime.fromtimestamp(end_s, UTC)
    summaries = summarize_periods(charging.known_activity(diary, exercises, start, end), cuts)
    return {
        "first": first_entry_on and first_entry_on.isoformat(),
        "from": dates[0].isoformat(),
        "to": dates[-1].isoformat(),
        **_activity_columns(summaries),
        **_training_columns(
            diary.read(EventKind.STEP_DONE, EventKind.SET_JUDGED, since=start, until=end), exercises, translate, starts
        ),
        "felt": [_symptoms_json(entry) for entry in diary.read(EventKind.FELT, since=start, until=end)],
    }


def _activity_columns(summaries: Iterable[PeriodSummary]) -> dict[str, DayColumn]:
    """Return the columns of charge and activity."""
    columns: dict[str, DayColumn] = {"low": [], "high": [], "sitting": [], "known": []}
    for summary in summaries:
        columns["low"].append(round(summary.low, 1) if summary.seconds else None)
        columns["high"].append(round(summary.high, 1) if summary.seconds else None)
        columns["sitting"].append(round(summary.seconds.get(Activity.SITTING, 0.0) / 60))
        columns["known"].append(round(sum(summary.seconds.values()) / 60))
    return columns


def _training_columns(
    entries: Iterable[Entry], exercises: Mapping[str, Exercise], translate: Translate, starts: list[float]
) -> dict[str, Any]:
    """Return the columns of training."""
    length = len(starts)
    sessions: list[set[str]] = [set() for _ in range(length)]
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
        sessions[number].add(bout.session)
        legs = [leg.value for leg in LEG_SIDES if bout.side in {leg, Side.BOTH}]
        exercise = exercises.get(bout.exercise)
        for leg, muscle in product(legs, trained_muscles(bout, exercises)):
            sets[muscle][leg][number] += 1
        if exercise is not None and exercise.role is Role.STRETCH:
            minutes = stretches.setdefault(exercise.id, {leg.value: [0.0] * length for leg in LEG_SIDES})
            for leg in legs:
                minutes[leg][number] = round(minutes[leg][number] + bout.seconds / 60, 2)
    return {
        "sessions": [len(names) for names in sessions],
        "sets": sets,
        "stretches": [
            {"exercise": name, "name": translate(exercises[name].name), **minutes}
            for name, minutes in sorted(stretches.items())
        ],
        "form": [round(sum(day_scores) / len(day_scores), 3) if day_scores else None for day_scores in scores],
    }


def _symptoms_json(entry: Entry) -> dict[str, Any]:
    names = ("numb", "wobble", "pain", "session")
    return {"at": entry.at.astimezone().isoformat(), **{name: entry.data.get(name) for name in names}}
