"""What a camera's coach made of what was done, in words for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.core.message import Translate
from rearguard.journal.entry import Entry, Kind
from rearguard.library.exercise import Exercise

Judged = dict[str, Any]


def judgements(
    diary: Diary,
    exercises: Mapping[str, Exercise],
    translate: Translate,
    since: datetime | None = None,
    until: datetime | None = None,
) -> dict[tuple[str, str], Judged]:
    """Return what was judged in some time, or ever, by session and exercise, as JSON values.

    `reps` is how many were counted in all its sets, `held` the seconds in position, both on the side that did more,
    each None where that is not what counts; `better` says what to do, what was seen most often first.
    """
    sets: dict[tuple[str, str], list[Entry]] = {}
    for entry in diary.read(Kind.SET_JUDGED, since=since, until=until):
        sets.setdefault((entry.data["session"], entry.data["exercise"]), []).append(entry)
    return {
        (session, name): _judged(entries, exercises.get(name), translate) for (session, name), entries in sets.items()
    }


def _judged(entries: Iterable[Entry], exercise: Exercise | None, translate: Translate) -> Judged:
    entries = list(entries)
    reps, held = Counter[str](), Counter[str]()
    for entry in entries:
        reps[entry.data["side"]] += len(entry.data["reps"])
        held[entry.data["side"]] += sum(hold["seconds"] for hold in entry.data["holds"])
    seen = Counter(fault["id"] for entry in entries for fault in entry.data["faults"])
    cues = dict(_cues(exercise)) if exercise is not None else {}
    return {
        "reps": max(reps.values()) or None,
        "held": round(max(held.values())) or None,
        "better": [translate(cues[fault]) for fault, _ in seen.most_common() if fault in cues],
    }


def _cues(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Yield what is said of each flaw, those of single levels among them."""
    levels = (level.watch for level in exercise.levels)
    for watch in (exercise.watch, *levels):
        yield from ((flaw.id, flaw.cue) for flaw in (watch.flaws if watch is not None else ()))
