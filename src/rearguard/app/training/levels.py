"""Where a person stands on each ladder, what moved them there, and what they decide themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from rearguard.app.person import snapshot_cache
from rearguard.app.person.diary import Diary
from rearguard.app.person.progress_checkpoint import ProgressCheckpoint
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Exercise
from rearguard.library.folder import file_stamp
from rearguard.library.serialization import value_from_json, value_json
from rearguard.plan.request import LevelTarget
from rearguard.progress import fold as progress_room
from rearguard.progress.fold import TrainingProgress, fold_progress
from rearguard.progress.ladder import has_progression
from rearguard.progress.sessions import LATE_AFTER, PROGRESS_EVENT_KINDS, read_progress_events
from rearguard.progress.targets import level_targets

PROGRESS_SNAPSHOT = "progress.json"

SETTLED_AFTER = LATE_AFTER + timedelta(days=1)
"""Of a session that is so old nothing more is told: it need not be read again."""


def compute_progress(diary: Diary, exercises: Mapping[str, Exercise]) -> TrainingProgress:
    """Return where a person stands, as of the last session."""
    before = snapshot_cache.journal_mark(diary.paths)
    key = [*before, *_cache_key(exercises)] if before else []
    kept = _recall_progress(diary, key)
    if kept is not None:
        return kept
    found = _fold_journal(diary, exercises)
    if before and before == snapshot_cache.journal_mark(diary.paths):
        snapshot_cache.store_snapshot(diary.paths, PROGRESS_SNAPSHOT, key, value_json(found))
    return found


def current_targets(diary: Diary, exercises: Mapping[str, Exercise]) -> dict[str, LevelTarget]:
    """Return what a plan made now takes from it."""
    return level_targets(compute_progress(diary, exercises), exercises, diary.clock.now())


def undo_change(diary: Diary, exercises: Mapping[str, Exercise], change_id: str) -> None:
    """Take back the last change of an exercise: it is planned again as before.

    Raises:
        Misuse: there is no such change, or a later one has come.
    """
    for name, standing in compute_progress(diary, exercises).level_states.items():
        if standing.change_id == change_id:
            diary.write((EventKind.LEVEL_CHANGED, {"exercise": name, "undone": change_id}))
            return
    raise InvalidRequest(Message("This change can't be undone. Only an exercise's latest change can."))


def choose_level(diary: Diary, exercises: Mapping[str, Exercise], exercise_id: str, level: str) -> None:
    """Keep that a person wants an exercise at a level.

    Raises:
        Misuse: there is no such exercise or level.
    """
    exercise = exercises.get(exercise_id)
    if exercise is None or not has_progression(exercise):
        raise InvalidRequest(Message("There is no exercise {name} with levels.", {"name": exercise_id}))
    if level not in {one.id for one in exercise.levels}:
        names = ", ".join(one.id for one in exercise.levels)
        raise InvalidRequest(Message("There is no level {name}. Choose from: {names}", {"name": level, "names": names}))
    diary.write((EventKind.LEVEL_CHANGED, {"exercise": exercise_id, "level": level}))


def start_easy_week(diary: Diary) -> None:
    """Begin an easy week."""
    diary.write((EventKind.LEVEL_CHANGED, {"easy": True}))


def _fold_journal(diary: Diary, exercises: Mapping[str, Exercise]) -> TrainingProgress:
    """Return the fold of the journal; what is settled is not read again."""
    known = diary.progress_checkpoint
    if known is not None and known.exercises is not exercises:
        known = None
    since = None if known is None else known.until
    begun = TrainingProgress() if known is None else known.progress
    told = [
        one
        for one in read_progress_events(diary.read(*PROGRESS_EVENT_KINDS, since=since))
        if since is None or one.at >= since
    ]
    until = diary.clock.now() - SETTLED_AFTER
    if since is None or until > since:
        begun = fold_progress(begun, [one for one in told if one.at < until], exercises)
        told = [one for one in told if one.at >= until]
        diary.progress_checkpoint = ProgressCheckpoint(until=until, progress=begun, exercises=exercises)
    return fold_progress(begun, told, exercises)


def _recall_progress(diary: Diary, key: snapshot_cache.JournalMark) -> TrainingProgress | None:
    kept = snapshot_cache.recall_snapshot(diary.paths, PROGRESS_SNAPSHOT, key)
    try:
        found: TrainingProgress | None = None if kept is None else value_from_json(TrainingProgress, kept)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return None
    return found


def _cache_key(exercises: Mapping[str, Exercise]) -> list[list[Any]]:
    """Return what else must be the same: the ladders, and the code that folds."""
    ladders = [
        [
            name,
            exercise.role.value,
            value_json(exercise.dose),
            [
                [one.id, sorted(one.needs), sorted(one.traits), one.branch, one.effort.gluteus_maximus]
                for one in exercise.levels
            ],
        ]
        for name, exercise in exercises.items()
    ]
    code = sorted(Path(progress_room.__file__).parent.glob("*.py"))
    return [*ladders, *([path.name, *file_stamp(path)] for path in code)]
