"""What a session came to: what was done of what was planned, what it restored, and what comes next."""

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
    """Return how a session ended as JSON values.

    `gain` is the part of the missing charge that the finished steps restore, reckoned as a plan's; `before` and
    `after` are the charge when it began, and what they make of it. `effort` is how hard it was, where that was told;
    `progress` what became of each exercise, and why.

    Raises:
        InvalidRequest: there is no such session.
    """
    begun = next(
        (one for one in diary.read(EventKind.SESSION_STARTED, newest_first=True) if one.data["session"] == session),
        None,
    )
    if begun is None:
        raise InvalidRequest(Message("There is no session {name}.", {"name": session}))
    then = history_json(diary, exercises, translate, since=begun.at, until=begun.at + timedelta(microseconds=1))
    past = next(one for one in then if one["session"] == session)
    judged = summarise_form(diary, exercises, translate, begun.at - CLOCK_SLACK, begun.at + CLOCK_SLACK)
    dose = sum(_finished_doses(past["steps"], exercises), Dose())
    return {
        "session": session,
        "reason": past["reason"],
        "seconds": past["seconds"],
        "gain": round(dose.restored_fraction(), 4),
        **_charge_change(diary, exercises, past, dose),
        "work": [
            {**row, "judged": judged.get((session, row["exercise"]))}  # also where no set was finished
            for row in _compare_with_plan(past["work"], _planned_sets(begun), exercises, translate)
        ],
        "effort": _reported_effort(diary, session),
        "progress": session_changes_json(diary, exercises, session, translate),
        "next": _next_advice(diary, exercises).render(translate),
    }


def _charge_change(
    diary: Diary, exercises: Mapping[str, Exercise], past: Mapping[str, Any], dose: Dose
) -> dict[str, dict[str, float]]:
    """Return the charge before a session, and after its dose: minutes of training are neither sitting nor walking."""
    before = charge_at(diary, exercises, datetime.fromisoformat(past["started"]))
    return {"before": charge_range_json(before), "after": charge_range_json(before.after_dose(dose))}


def _finished_doses(steps: Iterable[Mapping[str, Any]], exercises: Mapping[str, Exercise]) -> Iterator[Dose]:
    """Yield the dose a side of each step that was worked, the mean of both sides."""
    for step in steps:
        exercise = exercises.get(step["exercise"])
        level = next((one for one in exercise.levels if one.id == step["level"]), None) if exercise else None
        if step["kind"] == StepKind.WORK and level is not None:
            yield level.effort.dose_over(step["seconds"] * (1.0 if step["side"] == Side.BOTH else 0.5))


def _planned_sets(begun: Entry) -> dict[str, int]:
    """Return how many sets of each exercise were planned, in the order of the plan."""
    work = [step for step in begun.data["plan"]["steps"] if step["kind"] == StepKind.WORK]
    return {step["exercise"]: step["sets"] for step in work}


def _compare_with_plan(
    work: list[dict[str, Any]], planned: Mapping[str, int], exercises: Mapping[str, Exercise], translate: Translate
) -> list[dict[str, Any]]:
    """Return what was done of each exercise beside the sets that were planned; what was not begun comes with none."""
    done = {one["exercise"]: one for one in work}
    none = {"sets": 0, "reps": None, "seconds": 0}
    return [
        {
            "exercise": name,
            "name": translate(exercises[name].name) if name in exercises else name,
            **{key: done.get(name, none)[key] for key in none},
            "planned": planned.get(name, 0),
        }
        for name in dict.fromkeys([*planned, *done])
    ]


def _reported_effort(diary: Diary, session: str) -> float | None:
    told = (
        entry.data for entry in diary.read(EventKind.FELT, newest_first=True) if entry.data.get("session") == session
    )
    return next((data["effort"] for data in told if "effort" in data), None)


def _next_advice(diary: Diary, exercises: Mapping[str, Exercise]) -> Message:
    """Return one line on what comes next: what the safety answers say, when they speak against it now."""
    now = diary.clock.now()
    found = safety_status(diary)
    if found.clearance is None:
        return found.text
    return week_advice(recent_bouts(diary), exercises, now)
