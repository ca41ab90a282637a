"""Progress as JSON values: the ladders, what moved and why, what the week held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.training.levels import progress
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import Kind
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Kind as StepKind
from rearguard.plan.request import Rung
from rearguard.progress.detraining import LONG, days
from rearguard.progress.fold import EASY_WEEK, Progress
from rearguard.progress.ladder import rung
from rearguard.progress.level_state import Decision, Standing
from rearguard.progress.targets import rungs
from rearguard.progress.week import MINUTES, SESSIONS, SETS, WEEK, Bout, advice, stretched, week

TOLD = 30
"""Changes that are told, the newest ones."""


def report(diary: Diary, exercises: Mapping[str, Exercise], translate: Translate) -> dict[str, Any]:
    """Return where a person stands as JSON values, times with this place's offset."""
    now = diary.clock.now()
    found = progress(diary, exercises)
    next_ones = rungs(found, exercises, now)
    changes = [one for one in reversed(found.decisions) if one.changes and one.exercise in exercises][:TOLD]
    return {
        "at": now.astimezone().isoformat(),
        "exercises": [
            _standing(exercises[name], standing, next_ones[name], found, translate)
            for name, standing in found.standings.items()
            if name in next_ones
        ],
        "changes": [_decision(one, exercises[one.exercise], found, translate) for one in changes],
        "week": _week(diary, exercises, translate),
        "easy_week": _easy_week(diary, found, translate),
        "retest": _retest(diary, found, translate),
    }


def after(diary: Diary, exercises: Mapping[str, Exercise], session: str, translate: Translate) -> list[dict[str, Any]]:
    """Return what became of each exercise after a session, also of what stays as it is, as JSON values."""
    found = progress(diary, exercises)
    return [
        _decision(one, exercises[one.exercise], found, translate)
        for one in found.decisions
        if one.session == session and one.exercise in exercises
    ]


def bouts(diary: Diary) -> list[Bout]:
    """Return what was worked in the last seven days."""
    return [
        Bout.of(entry)
        for entry in diary.read(Kind.STEP_DONE, since=diary.clock.now() - WEEK)
        if entry.data["kind"] == StepKind.WORK
    ]


def _standing(
    exercise: Exercise, standing: Standing, planned: Rung, found: Progress, translate: Translate
) -> dict[str, Any]:
    here = rung(exercise, standing.level)
    ladder = [level for level in exercise.levels if not level.branch]
    last = next((one.reason for one in reversed(found.decisions) if one.exercise == exercise.id), None)
    why = planned.why if planned.why is not None and planned.why != standing.why else last
    return {
        "exercise": exercise.id,
        "name": translate(exercise.name),
        "level": exercise.levels[here].id,
        "rung": sum(not level.branch for level in exercise.levels[: here + 1]),
        "rungs": len(ladder),
        **_amount(exercise, standing.amount),
        "planned": {"level": planned.level, "reps": planned.reps, "seconds": planned.seconds, "sets": planned.sets},
        "levels": [
            {"id": level.id, "name": translate(level.name), "branch": level.branch} for level in exercise.levels
        ],
        "last_at": standing.last_at and standing.last_at.astimezone().isoformat(),
        "why": why and why.render(translate),
        "change": standing.changed,
    }


def _decision(one: Decision, exercise: Exercise, found: Progress, translate: Translate) -> dict[str, Any]:
    levels = {level.id: translate(level.name) for level in exercise.levels}
    standing = found.standings.get(exercise.id)
    return {
        "id": one.id,
        "at": one.at.astimezone().isoformat(),
        "session": one.session,
        "exercise": exercise.id,
        "name": translate(exercise.name),
        "action": one.action.value,
        "before": {"level": levels.get(one.level_before, one.level_before), **_amount(exercise, one.amount_before)},
        "after": {"level": levels.get(one.level, one.level), **_amount(exercise, one.amount)},
        "why": one.reason.render(translate),
        "undoable": standing is not None and standing.changed == one.id,
    }


def _amount(exercise: Exercise, amount: int) -> dict[str, int | None]:
    counted = exercise.dose.reps is not None
    return {"reps": amount if counted else None, "seconds": None if counted else amount}


def _week(diary: Diary, exercises: Mapping[str, Exercise], translate: Translate) -> dict[str, Any]:
    now, done = diary.clock.now(), bouts(diary)
    held = week(done, exercises, now)
    muscles = ((Message("Large glute muscle"), held.maximus), (Message("Muscle at the side of the hip"), held.medius))
    return {
        "from": (now - WEEK).astimezone().isoformat(),
        "sessions": held.sessions,
        "sessions_asked": SESSIONS,
        "enough": held.enough,
        "muscles": [{"name": name.render(translate), "sets": sets, "asked": SETS} for name, sets in muscles],
        "stretches": [
            {
                "exercise": one.exercise,
                "name": translate(exercises[one.exercise].name),
                "left": round(one.left, 2),
                "right": round(one.right, 2),
                "asked": MINUTES,
            }
            for one in stretched(done, exercises, now)
        ],
        "text": advice(done, exercises, now).render(translate),
    }


def _easy_week(diary: Diary, found: Progress, translate: Translate) -> dict[str, Any]:
    now = diary.clock.now()
    until = found.easy_at + EASY_WEEK if found.easy_at is not None and found.easy(now) else None
    text: Message | None = None
    if until is not None:
        text = Message("An easy week: 40 percent less of everything.")
    elif found.tired(now):
        text = Message(
            "Five weeks without a break. An easy week with 40 percent less is a custom among those who train; that it "
            "does good is weakly shown. It is yours to take or leave."
        )
    return {
        "offered": until is None and found.tired(now),
        "until": until and until.astimezone().isoformat(),
        "text": text and text.render(translate),
    }


def _retest(diary: Diary, found: Progress, translate: Translate) -> str | None:
    """Return why the self-tests are to be done anew, or None."""
    now = diary.clock.now()
    since = now - timedelta(days=1) if days(found.last_at, now) > LONG else found.long_break_at
    if since is None or _tested(diary.read(Kind.TESTED, since=since)):
        return None
    return translate("After more than four weeks without, do the self-tests again: they show where you begin.")


def _tested(entries: Iterable[object]) -> bool:
    return any(True for _entry in entries)
