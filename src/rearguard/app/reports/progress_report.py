"""Progress as JSON values: the ladders, what moved and why, what the week held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.training.levels import compute_progress
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import StepKind
from rearguard.plan.request import LevelTarget
from rearguard.progress.detraining import LONG_BREAK_DAYS, days_since
from rearguard.progress.fold import EASY_WEEK, TrainingProgress
from rearguard.progress.ladder import level_index
from rearguard.progress.level_state import LevelDecision, LevelState
from rearguard.progress.targets import level_targets
from rearguard.progress.week import (
    MIN_WEEKLY_SESSIONS,
    MIN_WEEKLY_SETS,
    WEEK,
    WEEKLY_STRETCH_MIN,
    DoneBout,
    stretch_minutes,
    summarize_week,
    week_advice,
)

MAX_REPORTED_CHANGES = 30
"""Changes that are told, the newest ones."""


def progress_json(diary: Diary, exercises: Mapping[str, Exercise], translate: Translate) -> dict[str, Any]:
    """Return where a person stands as JSON values, times with this place's offset."""
    now = diary.clock.now()
    found = compute_progress(diary, exercises)
    next_ones = level_targets(found, exercises, now)
    changes = [one for one in reversed(found.decisions) if one.is_change and one.exercise in exercises][
        :MAX_REPORTED_CHANGES
    ]
    return {
        "at": now.astimezone().isoformat(),
        "exercises": [
            _level_state_json(exercises[name], standing, next_ones[name], found, translate)
            for name, standing in found.level_states.items()
            if name in next_ones
        ],
        "changes": [_change_json(one, exercises[one.exercise], found, translate) for one in changes],
        "week": _week_json(diary, exercises, translate),
        "easy_week": _easy_week_json(diary, found, translate),
        "retest": _retest_advice(diary, found, translate),
    }


def session_changes_json(
    diary: Diary, exercises: Mapping[str, Exercise], session: str, translate: Translate
) -> list[dict[str, Any]]:
    """Return what became of each exercise after a session, also of what stays as it is, as JSON values."""
    found = compute_progress(diary, exercises)
    return [
        _change_json(one, exercises[one.exercise], found, translate)
        for one in found.decisions
        if one.session == session and one.exercise in exercises
    ]


def recent_bouts(diary: Diary) -> list[DoneBout]:
    """Return what was worked in the last seven days."""
    return [
        DoneBout.from_entry(entry)
        for entry in diary.read(EventKind.STEP_DONE, since=diary.clock.now() - WEEK)
        if entry.data["kind"] == StepKind.WORK
    ]


def _level_state_json(
    exercise: Exercise, standing: LevelState, planned: LevelTarget, found: TrainingProgress, translate: Translate
) -> dict[str, Any]:
    here = level_index(exercise, standing.level)
    ladder = [level for level in exercise.levels if not level.branch]
    last = next((one.reason for one in reversed(found.decisions) if one.exercise == exercise.id), None)
    why = planned.reason if planned.reason is not None and planned.reason != standing.change_reason else last
    return {
        "exercise": exercise.id,
        "name": translate(exercise.name),
        "level": exercise.levels[here].id,
        "rung": sum(not level.branch for level in exercise.levels[: here + 1]),
        "rungs": len(ladder),
        **_amount_json(exercise, standing.amount),
        "planned": {"level": planned.level, "reps": planned.reps, "seconds": planned.seconds, "sets": planned.sets},
        "levels": [
            {"id": level.id, "name": translate(level.name), "branch": level.branch} for level in exercise.levels
        ],
        "last_at": standing.last_at and standing.last_at.astimezone().isoformat(),
        "why": why and why.render(translate),
        "change": standing.change_id,
    }


def _change_json(
    one: LevelDecision, exercise: Exercise, found: TrainingProgress, translate: Translate
) -> dict[str, Any]:
    levels = {level.id: translate(level.name) for level in exercise.levels}
    standing = found.level_states.get(exercise.id)
    return {
        "id": one.id,
        "at": one.at.astimezone().isoformat(),
        "session": one.session,
        "exercise": exercise.id,
        "name": translate(exercise.name),
        "action": one.action.value,
        "before": {
            "level": levels.get(one.level_before, one.level_before),
            **_amount_json(exercise, one.amount_before),
        },
        "after": {"level": levels.get(one.level, one.level), **_amount_json(exercise, one.amount)},
        "why": one.reason.render(translate),
        "undoable": standing is not None and standing.change_id == one.id,
    }


def _amount_json(exercise: Exercise, amount: int) -> dict[str, int | None]:
    counted = exercise.dose.reps is not None
    return {"reps": amount if counted else None, "seconds": None if counted else amount}


def _week_json(diary: Diary, exercises: Mapping[str, Exercise], translate: Translate) -> dict[str, Any]:
    now, done = diary.clock.now(), recent_bouts(diary)
    held = summarize_week(done, exercises, now)
    muscles = (
        (Message("Big glute (gluteus maximus)"), held.maximus),
        (Message("Side glute (gluteus medius)"), held.medius),
    )
    return {
        "from": (now - WEEK).astimezone().isoformat(),
        "sessions": held.sessions,
        "sessions_asked": MIN_WEEKLY_SESSIONS,
        "enough": held.is_enough,
        "muscles": [{"name": name.render(translate), "sets": sets, "asked": MIN_WEEKLY_SETS} for name, sets in muscles],
        "stretches": [
            {
                "exercise": one.exercise,
                "name": translate(exercises[one.exercise].name),
                "left": round(one.left, 2),
                "right": round(one.right, 2),
                "asked": WEEKLY_STRETCH_MIN,
            }
            for one in stretch_minutes(done, exercises, now)
        ],
        "text": week_advice(done, exercises, now).render(translate),
    }


def _easy_week_json(diary: Diary, found: TrainingProgress, translate: Translate) -> dict[str, Any]:
    now = diary.clock.now()
    until = found.easy_week_at + EASY_WEEK if found.easy_week_at is not None and found.is_easy_week(now) else None
    text: Message | None = None
    if until is not None:
        text = Message("Easy week: 40% less of everything.")
    elif found.may_offer_easy_week(now):
        text = Message(
            "Five weeks in a row. Many people now take an easy week (40% less). The evidence for it is weak, "
            "so it's up to you."
        )
    return {
        "offered": until is None and found.may_offer_easy_week(now),
        "until": until and until.astimezone().isoformat(),
        "text": text and text.render(translate),
    }


def _retest_advice(diary: Diary, found: TrainingProgress, translate: Translate) -> str | None:
    """Return why the self-tests are to be done anew, or None."""
    now = diary.clock.now()
    since = now - timedelta(days=1) if days_since(found.last_session_at, now) > LONG_BREAK_DAYS else found.long_break_at
    if since is None or _has_any(diary.read(EventKind.TESTED, since=since)):
        return None
    return Message("You had a break of more than four weeks. Repeat the self-tests to see where you stand.").render(
        translate
    )


def _has_any(entries: Iterable[object]) -> bool:
    return any(True for _entry in entries)
