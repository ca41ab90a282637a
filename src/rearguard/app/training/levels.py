"""The level of each exercise: computed from the journal, and changed by the person's own choice."""

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
"""Age after which no more events of a session are expected, so its entries need not be read again."""


def compute_progress(diary: Diary, exercises: Mapping[str, Exercise]) -> TrainingProgress:
    """Return the training progress as of the last session."""
    mark = snapshot_cache.journal_mark(diary.paths)
    key = [*mark, *_cache_key(exercises)] if mark else []
    cached = _recall_progress(diary, key)
    if cached is not None:
        return cached
    progress = _fold_journal(diary, exercises)
    if mark and mark == snapshot_cache.journal_mark(diary.paths):
        snapshot_cache.store_snapshot(diary.paths, PROGRESS_SNAPSHOT, key, value_json(progress))
    return progress


def current_targets(diary: Diary, exercises: Mapping[str, Exercise]) -> dict[str, LevelTarget]:
    """Return the level and amount of each exercise for a plan made now."""
    return level_targets(compute_progress(diary, exercises), exercises, diary.clock.now())


def undo_change(diary: Diary, exercises: Mapping[str, Exercise], change_id: str) -> None:
    """Undo the last change of an exercise, so that it is planned as before.

    Raises:
        InvalidRequest: there is no such change, or a later one exists.
    """
    for exercise_id, level_state in compute_progress(diary, exercises).level_states.items():
        if level_state.change_id == change_id:
            diary.write((EventKind.LEVEL_CHANGED, {"exercise": exercise_id, "undone": change_id}))
            return
    raise InvalidRequest(Message("This change can't be undone. Only an exercise's latest change can."))


def choose_level(diary: Diary, exercises: Mapping[str, Exercise], exercise_id: str, level: str) -> None:
    """Store the level that the person chose for an exercise.

    Raises:
        InvalidRequest: there is no such exercise or level.
    """
    exercise = exercises.get(exercise_id)
    if exercise is None or not has_progression(exercise):
        raise InvalidRequest(Message("There is no exercise {name} with levels.", {"name": exercise_id}))
    diary.write((EventKind.LEVEL_CHANGED, {"exercise": exercise_id, "level": exercise.level(level).id}))


def start_easy_week(diary: Diary) -> None:
    """Start an easy week."""
    diary.write((EventKind.LEVEL_CHANGED, {"easy": True}))


def _fold_journal(diary: Diary, exercises: Mapping[str, Exercise]) -> TrainingProgress:
    """Return the journal folded into progress; entries before the checkpoint are not read again."""
    checkpoint = diary.progress_checkpoint
    if checkpoint is not None and checkpoint.exercises is not exercises:
        checkpoint = None
    since = None if checkpoint is None else checkpoint.until
    progress = TrainingProgress() if checkpoint is None else checkpoint.progress
    events = [
        entry
        for entry in read_progress_events(diary.read(*PROGRESS_EVENT_KINDS, since=since))
        if since is None or entry.at >= since
    ]
    until = diary.clock.now() - SETTLED_AFTER
    if since is None or until > since:
        progress = fold_progress(progress, [entry for entry in events if entry.at < until], exercises)
        events = [entry for entry in events if entry.at >= until]
        diary.progress_checkpoint = ProgressCheckpoint(until=until, progress=progress, exercises=exercises)
    return fold_progress(progress, events, exercises)


def _recall_progress(diary: Diary, key: snapshot_cache.JournalMark) -> TrainingProgress | None:
    snapshot = snapshot_cache.recall_snapshot(diary.paths, PROGRESS_SNAPSHOT, key)
    try:
        progress: TrainingProgress | None = None if snapshot is None else value_from_json(TrainingProgress, snapshot)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return None
    return progress


def _cache_key(exercises: Mapping[str, Exercise]) -> list[list[Any]]:
    """Return what a cached result depends on besides the journal: the levels, and the code that folds."""
    ladders = [
        [
            name,
            exercise.role.value,
            value_json(exercise.dose),
            [
                [level.id, sorted(level.needs), sorted(level.traits), level.branch, level.effort.gluteus_maximus]
                for level in exercise.levels
            ],
        ]
        for name, exercise in exercises.items()
    ]
    code = sorted(Path(progress_room.__file__).parent.glob("*.py"))
    return [*ladders, *([path.name, *file_stamp(path)] for path in code)]
