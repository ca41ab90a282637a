"""Where a person stands on each ladder, what moved them there, and what they decide themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from rearguard.app.person import snapshot_cache
from rearguard.app.person.diary import Diary
from rearguard.app.person.progress_checkpoint import Settled
from rearguard.core.errors import Misuse
from rearguard.core.message import Message
from rearguard.journal.entry import Kind
from rearguard.library.exercise import Exercise, Level
from rearguard.library.folder import stamp
from rearguard.library.serialization import from_json, to_json
from rearguard.plan.request import Rung
from rearguard.progress import fold as progress_room
from rearguard.progress.fold import Progress, fold
from rearguard.progress.ladder import climbs
from rearguard.progress.sessions import KINDS, LATE, story
from rearguard.progress.targets import rungs

SNAPSHOT = "progress.json"

SETTLED = LATE + timedelta(days=1)
"""Of a session that is so old nothing more is told: it need not be read again."""


def progress(diary: Diary, exercises: Mapping[str, Exercise]) -> Progress:
    """Return where a person stands, as of the last session."""
    before = snapshot_cache.mark(diary.home)
    key = [*before, *_key(exercises)] if before else []
    kept = _recalled(diary, key)
    if kept is not None:
        return kept
    found = _folded(diary, exercises)
    if before and before == snapshot_cache.mark(diary.home):
        snapshot_cache.keep(diary.home, SNAPSHOT, key, to_json(found))
    return found


def rungs_now(diary: Diary, exercises: Mapping[str, Exercise]) -> dict[str, Rung]:
    """Return what a plan made now takes from it."""
    return rungs(progress(diary, exercises), exercises, diary.clock.now())


def undo(diary: Diary, exercises: Mapping[str, Exercise], change: str) -> None:
    """Take back the last change of an exercise: it is planned again as before.

    Raises:
        Misuse: there is no such change, or a later one has come.
    """
    for name, standing in progress(diary, exercises).standings.items():
        if standing.changed == change:
            diary.write((Kind.LEVEL_CHANGED, {"exercise": name, "undone": change}))
            return
    raise Misuse(Message("There is no such change any more: only the last of an exercise can be undone."))


def choose(diary: Diary, exercises: Mapping[str, Exercise], name: str, level: str) -> None:
    """Keep that a person wants an exercise at a level.

    Raises:
        Misuse: there is no such exercise or level.
    """
    exercise = exercises.get(name)
    if exercise is None or not climbs(exercise):
        raise Misuse(Message("There is no exercise {name} that has levels.", {"name": name}))
    if level not in {one.id for one in exercise.levels}:
        names = ", ".join(one.id for one in exercise.levels)
        raise Misuse(Message("There is no level {name}; there are {names}", {"name": level, "names": names}))
    diary.write((Kind.LEVEL_CHANGED, {"exercise": name, "level": level}))


def take_it_easy(diary: Diary) -> None:
    """Begin an easy week."""
    diary.write((Kind.LEVEL_CHANGED, {"easy": True}))


def _folded(diary: Diary, exercises: Mapping[str, Exercise]) -> Progress:
    """Return the fold of the journal; what is settled is not read again."""
    known = diary.settled
    if known is not None and known.exercises is not exercises:
        known = None
    since = None if known is None else known.until
    begun = Progress() if known is None else known.progress
    told = [one for one in story(diary.read(*KINDS, since=since)) if since is None or one.at >= since]
    until = diary.clock.now() - SETTLED
    if since is None or until > since:
        begun = fold(begun, [one for one in told if one.at < until], exercises)
        told = [one for one in told if one.at >= until]
        diary.settled = Settled(until=until, progress=begun, exercises=exercises)
    return fold(begun, told, exercises)


def _recalled(diary: Diary, key: snapshot_cache.Mark) -> Progress | None:
    kept = snapshot_cache.recall(diary.home, SNAPSHOT, key)
    try:
        found: Progress | None = None if kept is None else from_json(Progress, kept)
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return None
    return found


def _key(exercises: Mapping[str, Exercise]) -> list[list[Any]]:
    """Return what else must be the same: the ladders, and the code that folds."""
    ladders = [
        [
            name,
            exercise.role.value,
            to_json(exercise.dose),
            [
                [one.id, sorted(one.needs), sorted(one.traits), one.branch, one.effort.gluteus_maximus]
                for one in exercise.levels
            ],
        ]
        for name, exercise in exercises.items()
    ]
    code = sorted(Path(progress_room.__file__).parent.glob("*.py"))
    return [*ladders, *([path.name, *stamp(path)] for path in code)]


def _level(level: Level) -> list[Any]:
    return [level.id, level.name, sorted(level.needs), sorted(level.traits), level.branch, to_json(level.effort)]
