"""What a session came to: what was done of what was planned, what it restored, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person.charging import charge_at
from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import standing
from rearguard.app.reports.day import bounds
from rearguard.app.reports.form_summary import judgements
from rearguard.app.reports.history import SLACK, history
from rearguard.app.reports.progress_report import after, bouts
from rearguard.core.dose import Dose
from rearguard.core.errors import Misuse
from rearguard.core.message import Message, Translate
from rearguard.core.side import Side
from rearguard.journal.entry import Entry, Kind
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Kind as StepKind
from rearguard.progress.week import advice


def closing(diary: Diary, exercises: Mapping[str, Exercise], session: str, translate: Translate) -> dict[str, Any]:
    """Return how a session ended as JSON values.

    `gain` is the part of the missing charge that the finished steps restore, reckoned as a plan's; `before` and
    `after` are the charge when it began, and what they make of it. `effort` is how hard it was, where that was told;
    `progress` what became of each exercise, and why.

    Raises:
        Misuse: there is no such session.
    """
    begun = next(
        (one for one in diary.read(Kind.SESSION_STARTED, newest_first=True) if one.data["session"] == session), None
    )
    if begun is None:
        raise Misuse(Message("There is no session {name}.", {"name": session}))
    then = history(diary, exercises, translate, since=begun.at, until=begun.at + timedelta(microseconds=1))
    past = next(one for one in then if one["session"] == session)
    judged = judgements(diary, exercises, translate, begun.at - SLACK, begun.at + SLACK)
    dose = sum(_doses(past["steps"], exercises), Dose())
    return {
        "session": session,
        "reason": past["reason"],
        "seconds": past["seconds"],
        "gain": round(dose.restored(), 4),
        **_charges(diary, exercises, past, dose),
        "work": [
            {**row, "judged": judged.get((session, row["exercise"]))}  # also where no set was finished
            for row in _compared(past["work"], _planned(begun), exercises, translate)
        ],
        "effort": _effort(diary, session),
        "progress": after(diary, exercises, session, translate),
        "next": _next(diary, exercises).render(translate),
    }


def _charges(
    diary: Diary, exercises: Mapping[str, Exercise], past: Mapping[str, Any], dose: Dose
) -> dict[str, dict[str, float]]:
    """Return the charge before a session, and after its dose: minutes of training are neither sitting nor walking."""
    before = charge_at(diary, exercises, datetime.fromisoformat(past["started"]))
    return {"before": bounds(before), "after": bounds(before.worked(dose))}


def _doses(steps: Iterable[Mapping[str, Any]], exercises: Mapping[str, Exercise]) -> Iterator[Dose]:
    """Yield the dose a side of each step that was worked, the mean of both sides."""
    for step in steps:
        exercise = exercises.get(step["exercise"])
        level = next((one for one in exercise.levels if one.id == step["level"]), None) if exercise else None
        if step["kind"] == StepKind.WORK and level is not None:
            yield level.effort.times(step["seconds"] * (1.0 if step["side"] == Side.BOTH else 0.5))


def _planned(begun: Entry) -> dict[str, int]:
    """Return how many sets of each exercise were planned, in the order of the plan."""
    work = [step for step in begun.data["plan"]["steps"] if step["kind"] == StepKind.WORK]
    return {step["exercise"]: step["sets"] for step in work}


def _compared(
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


def _effort(diary: Diary, session: str) -> float | None:
    told = (entry.data for entry in diary.read(Kind.FELT, newest_first=True) if entry.data.get("session") == session)
    return next((data["effort"] for data in told if "effort" in data), None)


def _next(diary: Diary, exercises: Mapping[str, Exercise]) -> Message:
    """Return one line on what comes next: what the safety answers say, when they speak against it now."""
    now = diary.clock.now()
    found = standing(diary)
    if found.clearance is None:
        return found.text
    return advice(bouts(diary), exercises, now)
