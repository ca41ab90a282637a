"""The progress report as JSON values: levels, their changes and reasons, and the week."""

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
"""Number of the newest changes in a report."""


def progress_json(diary: Diary, exercises: Mapping[str, Exercise], translate: Translate) -> dict[str, Any]:
    """Return the progress report as JSON values; times have the local offset."""
    now = diary.clock.now()
    progress = compute_progress(diary, exercises)
    targets = level_targets(progress, exercises, now)
    changes = [
        decision for decision in reversed(progress.decisions) if decision.is_change and decision.exercise in exercises
    ][:MAX_REPORTED_CHANGES]
    return {
        "at": now.astimezone().isoformat(),
        "exercises": [
            _level_state_json(exercises[exercise_id], level_state, targets[exercise_id], progress, translate)
            for exercise_id, level_state in progress.level_states.items()
            if exercise_id in targets
        ],
        "changes": [_change_json(decision, exercises[decision.exercise], progress, translate) for decision in changes],
        "week": _week_json(diary, exercises, translate),
        "easy_week": _easy_week_json(diary, progress, translate),
        "retest": _retest_advice(diary, progress, translate),
    }


def session_changes_json(
    diary: Diary, exercises: Mapping[str, Exercise], session: str, translate: Translate
) -> list[dict[str, Any]]:
    """Return the decision about each exercise of a session, unchanged ones included, as JSON values."""
    progress = compute_progress(diary, exercises)
    return [
        _change_json(decision, exercises[decision.exercise], progress, translate)
        for decision in progress.decisions
        if decision.session == session and decision.exercise in exercises
    ]


def recent_bouts(diary: Diary) -> list[DoneBout]:
    """Return the finished bouts of work of the last seven days."""
    return [
        DoneBout.from_entry(entry)
        for entry in diary.read(EventKind.STEP_DONE, since=diary.clock.now() - WEEK)
        if entry.data["kind"] == StepKind.WORK
    ]


def _level_state_json(
    exercise: Exercise, level_state: LevelState, target: LevelTarget, progress: TrainingProgress, translate: Translate
) -> dict[str, Any]:
    index = level_index(exercise, level_state.level)
    ladder = [level for level in exercise.levels if not level.branch]
    last = next(
        (decision.reason for decision in reversed(progress.decisions) if decision.exercise == exercise.id), None
    )
    reason = target.reason if target.reason is not None and target.reason != level_state.change_reason else last
    return {
        "exercise": exercise.id,
        "name": translate(exercise.name),
        "level": exercise.levels[index].id,
        "rung": sum(not level.branch for level in exercise.levels[: index + 1]),
        "rungs": len(ladder),
        **_amount_json(exercise, level_state.amount),
        "planned": {"level": target.level, "reps": target.reps, "seconds": target.seconds, "sets": target.sets},
        "levels": [
            {"id": level.id, "name": translate(level.name), "branch": level.branch} for level in exercise.levels
        ],
        "last_at": level_state.last_at and level_state.last_at.astimezone().isoformat(),
        "why": reason and reason.render(translate),
        "change": level_state.change_id,
    }


def _change_json(
    decision: LevelDecision, exercise: Exercise, progress: TrainingProgress, translate: Translate
) -> dict[str, Any]:
    levels = {level.id: translate(level.name) for level in exercise.levels}
    level_state = progress.level_states.get(exercise.id)
    return {
        "id": decision.id,
        "at": decision.at.astimezone().isoformat(),
        "session": decision.session,
        "exercise": exercise.id,
        "name": translate(exercise.name),
        "action": decision.action.value,
        "before": {
            "level": levels.get(decision.level_before, decision.level_before),
            **_amount_json(exercise, decision.amount_before),
        },
        "after": {"level": levels.get(decision.level, decision.level), **_amount_json(exercise, decision.amount)},
        "why": decision.reason.render(translate),
        "undoable": level_state is not None and level_state.change_id == decision.id,
    }


def _amount_json(exercise: Exercise, amount: int) -> dict[str, int | None]:
    counted = exercise.dose.reps is not None
    return {"reps": amount if counted else None, "seconds": None if counted else amount}


def _week_json(diary: Diary, exercises: Mapping[str, Exercise], translate: Translate) -> dict[str, Any]:
    now, bouts = diary.clock.now(), recent_bouts(diary)
    week = summarize_week(bouts, exercises, now)
    muscles = (
        (Message("Big glute (gluteus maximus)"), week.maximus),
        (Message("Side glute (gluteus medius)"), week.medius),
    )
    return {
        "from": (now - WEEK).astimezone().isoformat(),
        "sessions": week.sessions,
        "sessions_asked": MIN_WEEKLY_SESSIONS,
        "enough": week.is_enough,
        "muscles": [{"name": name.render(translate), "sets": sets, "asked": MIN_WEEKLY_SETS} for name, sets in muscles],
        "stretches": [
            {
                "exercise": stretch.exercise,
                "name": translate(exercises[stretch.exercise].name),
                "left": round(stretch.left, 2),
                "right": round(stretch.right, 2),
                "asked": WEEKLY_STRETCH_MIN,
            }
            for stretch in stretch_minutes(bouts, exercises, now)
        ],
        "text": week_advice(bouts, exercises, now).render(translate),
    }


def _easy_week_json(diary: Diary, progress: TrainingProgress, translate: Translate) -> dict[str, Any]:
    now = diary.clock.now()
    until = (
        progress.easy_week_at + EASY_WEEK if progress.easy_week_at is not None and progress.is_easy_week(now) else None
    )
    text: Message | None = None
    if until is not None:
        text = Message("Easy week: 40% less of everything.")
    elif progress.may_offer_easy_week(now):
        text = Message(
            "Five weeks in a row. Many people now take an easy week (40% less). The evidence for it is weak, "
            "so it's up to you."
        )
    return {
        "offered": until is None and progress.may_offer_easy_week(now),
        "until": until and until.astimezone().isoformat(),
        "text": text and text.render(translate),
    }


def _retest_advice(diary: Diary, progress: TrainingProgress, translate: Translate) -> str | None:
    """Return the advice to repeat the self-tests, or None."""
    now = diary.clock.now()
    since = (
        now - timedelta(days=1)
        if days_since(progress.last_session_at, now) > LONG_BREAK_DAYS
        else progress.long_break_at
    )
    if since is None or _has_any(diary.read(EventKind.TESTED, since=since)):
        return None
    return Message("You had a break of more than four weeks. Repeat the self-tests to see where you stand.").render(
        translate
    )


def _has_any(entries: Iterable[object]) -> bool:
    return any(True for _entry in entries)
