"""The summary of a session: finished and planned work, restored charge, progress, and the next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person.charging import charge_at
from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import safety_status
from rearguard.app.reports.day import charge_range_json
from rearguard.app.reports.form_summary import summarise_form
from rearguard.app.reports.history import CLOCK_SLACK, history_json
from rearguard.app.reports.progress_report import recent_bouts, session_changes_json
from rearguard.core.dose import Dose
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, Translate
from rearguard.core.side import Side
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import StepKind
from rearguard.progress.week import week_advice


def session_summary_json(
    diary: Diary, exercises: Mapping[str, Exercise], session: str, translate: Translate
) -> dict[str, Any]:
    """Return the summary of a session as JSON values.

    `gain` is the part of the missing charge that the finished steps restore, computed as for a plan; `before` and
    `after` are the charge at the start, and with the session's dose. `effort` is the reported effort, or null;
    `progress` the decision about each exercise, with its reason.

    Raises:
        InvalidRequest: there is no such session.
    """
    started = next(
        (
            entry
            for entry in diary.read(EventKind.SESSION_STARTED, newest_first=True)
            if entry.data["session"] == session
        ),
        None,
    )
    if started is None:
        raise InvalidRequest(Message("There is no session {name}.", {"name": session}))
    sessions = history_json(diary, exercises, translate, since=started.at, until=started.at + timedelta(microseconds=1))
    session_row = next(row for row in sessions if row["session"] == session)
    form_summaries = summarise_form(diary, exercises, translate, started.at - CLOCK_SLACK, started.at + CLOCK_SLACK)
    dose = sum(_finished_doses(session_row["steps"], exercises), Dose())
    return {
        "session": session,
        "reason": session_row["reason"],
        "seconds": session_row["seconds"],
        "gain": round(dose.restored_fraction(), 4),
        **_charge_change(diary, exercises, session_row, dose),
        "work": [
            {**row, "judged": form_summaries.get((session, row["exercise"]))}  # also without a finished set
            for row in _compare_with_plan(session_row["work"], _planned_sets(started), exercises, translate)
        ],
        "effort": _reported_effort(diary, session),
        "progress": session_changes_json(diary, exercises, session, translate),
        "next": _next_advice(diary, exercises).render(translate),
    }


def _charge_change(
    diary: Diary, exercises: Mapping[str, Exercise], session_row: Mapping[str, Any], dose: Dose
) -> dict[str, dict[str, float]]:
    """Return the charge before a session and after its dose; its minutes count as neither sitting nor walking."""
    before = charge_at(diary, exercises, datetime.fromisoformat(session_row["started"]))
    return {"before": charge_range_json(before), "after": charge_range_json(before.after_dose(dose))}


def _finished_doses(steps: Iterable[Mapping[str, Any]], exercises: Mapping[str, Exercise]) -> Iterator[Dose]:
    """Yield the dose per side of each finished step of work, as the mean of both sides."""
    for step in steps:
        exercise = exercises.get(step["exercise"])
        level = (
            next((candidate for candidate in exercise.levels if candidate.id == step["level"]), None)
            if exercise
            else None
        )
        if step["kind"] == StepKind.WORK and level is not None:
            yield level.effort.dose_over(step["seconds"] * (1.0 if step["side"] == Side.BOTH else 0.5))


def _planned_sets(started: Entry) -> dict[str, int]:
    """Return the number of planned sets of each exercise, in the order of the plan."""
    work = [step for step in started.data["plan"]["steps"] if step["kind"] == StepKind.WORK]
    return {step["exercise"]: step["sets"] for step in work}


def _compare_with_plan(
    work: list[dict[str, Any]], planned: Mapping[str, int], exercises: Mapping[str, Exercise], translate: Translate
) -> list[dict[str, Any]]:
    """Return the finished work of each exercise with its planned sets; exercises not started have 0 sets."""
    done_work = {row["exercise"]: row for row in work}
    empty_row = {"sets": 0, "reps": None, "seconds": 0}
    return [
        {
            "exercise": name,
            "name": translate(exercises[name].name) if name in exercises else name,
            **{key: done_work.get(name, empty_row)[key] for key in empty_row},
            "planned": planned.get(name, 0),
        }
        for name in dict.fromkeys([*planned, *done_work])
    ]


def _reported_effort(diary: Diary, session: str) -> float | None:
    reports = (
        entry.data for entry in diary.read(EventKind.FELT, newest_first=True) if entry.data.get("session") == session
    )
    return next((data["effort"] for data in reports if "effort" in data), None)


def _next_advice(diary: Diary, exercises: Mapping[str, Exercise]) -> Message:
    """Return a line on what comes next, or the safety text if the answers rule out exercise now."""
    now = diary.clock.now()
    safety = safety_status(diary)
    if safety.clearance is None:
        return safety.text
    return week_advice(recent_bouts(diary), exercises, now)
