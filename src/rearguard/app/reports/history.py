"""What was done: the sessions in the journal, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.reports.form_summary import judgements
from rearguard.core.message import Translate
from rearguard.journal.entry import Entry, Kind
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Kind as StepKind

SLACK = timedelta(days=2)
"""By how much what belongs to a session may seem to be earlier or later: clocks are set, and sessions gone on with."""


def history(
    diary: Diary,
    exercises: Mapping[str, Exercise],
    translate: Translate,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    most: int | None = None,
) -> list[dict[str, Any]]:
    """Return the sessions that began in some time, or ever, as JSON values; `most` of them, if there are more.

    `seconds` is the time of the steps that were finished, rests among them: what was skipped is not in it. `work`
    holds what was finished, by exercise: the sets and the seconds a side are counted on the side that did more, so
    that a set on both sides counts once. `judged` is what a camera's coach made of it; null where none watched.
    """
    sessions: dict[str, dict[str, Any]] = {}
    steps: dict[str, list[Entry]] = {}
    begun = list(islice(diary.read(Kind.SESSION_STARTED, since=since, until=until, newest_first=True), most))
    if not begun:
        return []
    first = None if since is None and most is None else begun[-1].at - SLACK
    last = None if until is None else begun[0].at + SLACK
    for entry in begun:
        name = entry.data["session"]
        sessions[name] = {
            "session": name,
            "started": entry.at.astimezone().isoformat(),
            "ended": None,
            "program": entry.data["program"],
            "minutes": entry.data["minutes"],
            "reason": None,
        }
        steps[name] = []
    # Not in one go with the beginnings: a clock that was set back puts what happened before what it belongs to.
    for entry in diary.read(Kind.STEP_DONE, Kind.SESSION_ENDED, since=first, until=last):
        name = entry.data["session"]
        if name in sessions and entry.kind is Kind.STEP_DONE:
            steps[name].append(entry)
        elif name in sessions:
            sessions[name] |= {"ended": entry.at.astimezone().isoformat(), "reason": entry.data["reason"]}
    judged = judgements(diary, exercises, translate, first, last)
    for name, found in sessions.items():
        found["steps_done"] = len(steps[name])
        found["seconds"] = sum(step.data["seconds"] for step in steps[name])
        found["steps"] = [{key: value for key, value in e.data.items() if key != "session"} for e in steps[name]]
        work = _work(steps[name], exercises, translate)
        found["work"] = [{**done, "judged": judged.get((name, done["exercise"]))} for done in work]
    return list(sessions.values())


def _work(steps: Iterable[Entry], exercises: Mapping[str, Exercise], translate: Translate) -> Iterator[dict[str, Any]]:
    """Yield what was worked, exercise by exercise in the order of the session."""
    done: dict[str, list[Entry]] = {}
    for step in steps:
        if step.data["kind"] == StepKind.WORK:
            done.setdefault(step.data["exercise"], []).append(step)
    for exercise, bouts in done.items():
        sides: dict[str, list[Entry]] = {}
        for bout in bouts:
            sides.setdefault(bout.data["side"], []).append(bout)
        more = max(sides.values(), key=len)
        yield {
            "exercise": exercise,
            # An exercise that is not in the library any more goes by its id.
            "name": translate(exercises[exercise].name) if exercise in exercises else exercise,
            "sets": len(more),
            "reps": sum(bout.data["reps"] or 0 for bout in more) or None,
            "seconds": sum(bout.data["seconds"] for bout in more),
            "sides": sorted(sides),
        }
