"""Summaries of the coach's reports, by session and exercise, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.core.message import Translate
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise

FormSummary = dict[str, Any]


def summarise_form(
    diary: Diary,
    exercises: Mapping[str, Exercise],
    translate: Translate,
    since: datetime | None = None,
    until: datetime | None = None,
) -> dict[tuple[str, str], FormSummary]:
    """Return the form summaries of a period, or of all time, by session and exercise, as JSON values.

    `reps` is the number of repetitions in all sets, `held` the seconds in position, both on the side that did more,
    None where they don't apply; `better` lists what to improve, the most frequent fault first.
    """
    sets: dict[tuple[str, str], list[Entry]] = {}
    for entry in diary.read(EventKind.SET_JUDGED, since=since, until=until):
        sets.setdefault((entry.data["session"], entry.data["exercise"]), []).append(entry)
    return {
        (session, name): _summarise_sets(entries, exercises.get(name), translate)
        for (session, name), entries in sets.items()
    }


def _summarise_sets(entries: Iterable[Entry], exercise: Exercise | None, translate: Translate) -> FormSummary:
    entries = list(entries)
    reps, held_s = Counter[str](), Counter[str]()
    for entry in entries:
        reps[entry.data["side"]] += len(entry.data["reps"])
        held_s[entry.data["side"]] += sum(hold["seconds"] for hold in entry.data["holds"])
    fault_counts = Counter(fault["id"] for entry in entries for fault in entry.data["faults"])
    cues = dict(_fault_cues(exercise)) if exercise is not None else {}
    return {
        "reps": max(reps.values()) or None,
        "held": round(max(held_s.values())) or None,
        "better": [translate(cues[fault]) for fault, _ in fault_counts.most_common() if fault in cues],
    }


def _fault_cues(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """Yield the cue of each fault, those of single levels included."""
    levels = (level.watch for level in exercise.levels)
    for watch in (exercise.watch, *levels):
        yield from ((fault.id, fault.cue) for fault in (watch.flaws if watch is not None else ()))
