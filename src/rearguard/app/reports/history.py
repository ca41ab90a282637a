"""The history: the sessions in the journal, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.reports.form_summary import summarise_form
from rearguard.core.message import Translate
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import StepKind

CLOCK_SLACK = timedelta(days=2)
"""Largest time between a session and its entries: clocks are set, and sessions are resumed."""


def history_json(
    diary: Diary,
    exercises: Mapping[str, Exercise],
    translate: Translate,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Return the sessions that began in a period, or of all time, as JSON values; at most `limit`.

    `seconds` is the time of the finished steps, rests included, without skipped ones. `work` holds the finished work by
    exercise: the sets and seconds a side are those of the side that did more, so that a set on both sides counts once.
    `judged` is the coach's form summary; null without a camera.
    """
    sessions: dict[str, dict[str, Any]] = {}
    steps: dict[str, list[Entry]] = {}
    starts = list(islice(diary.read(EventKind.SESSION_STARTED, since=since, until=until, newest_first=True), limit))
    if not starts:
        return []
    first = None if since is None and limit is None else starts[-1].at - CLOCK_SLACK
    last = None if until is None else starts[0].at + CLOCK_SLACK
    for entry in starts:
        session_id = entry.data["session"]
        sessions[session_id] = {
            "session": session_id,
            "started": entry.at.astimezone().isoformat(),
            "ended": None,
            "program": entry.data["program"],
            "minutes": entry.data["minutes"],
            "reason": None,
        }
        steps[session_id] = []
    # A second pass, since a clock that was set back puts steps before the start of their session.
    for entry in diary.read(EventKind.STEP_DONE, EventKind.SESSION_ENDED, since=first, until=last):
        session_id = entry.data["session"]
        if session_id in sessions and entry.kind is EventKind.STEP_DONE:
            steps[session_id].append(entry)
        elif session_id in sessions:
            sessions[session_id] |= {"ended": entry.at.astimezone().isoformat(), "reason": entry.data["reason"]}
    judged = summarise_form(diary, exercises, translate, first, last)
    for session_id, session_row in sessions.items():
        session_row["steps_done"] = len(steps[session_id])
        session_row["seconds"] = sum(step.data["seconds"] for step in steps[session_id])
        session_row["steps"] = [
            {key: field for key, field in step.data.items() if key != "session"} for step in steps[session_id]
        ]
        work = _work_json(steps[session_id], exercises, translate)
        session_row["work"] = [{**done, "judged": judged.get((session_id, done["exercise"]))} for done in work]
    return list(sessions.values())


def _work_json(
    steps: Iterable[Entry], exercises: Mapping[str, Exercise], translate: Translate
) -> Iterator[dict[str, Any]]:
    """Yield the finished work of each exercise, in the order of the session."""
    steps_by_exercise: dict[str, list[Entry]] = {}
    for step in steps:
        if step.data["kind"] == StepKind.WORK:
            steps_by_exercise.setdefault(step.data["exercise"], []).append(step)
    for exercise, bouts in steps_by_exercise.items():
        sides: dict[str, list[Entry]] = {}
        for bout in bouts:
            sides.setdefault(bout.data["side"], []).append(bout)
        busier_side = max(sides.values(), key=len)
        yield {
            "exercise": exercise,
            # An exercise that has left the library is shown by its id.
            "name": translate(exercises[exercise].name) if exercise in exercises else exercise,
            "sets": len(busier_side),
            "reps": sum(bout.data["reps"] or 0 for bout in busier_side) or None,
            "seconds": sum(bout.data["seconds"] for bout in busier_side),
            "sides": sorted(sides),
        }
