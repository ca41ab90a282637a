"""Progress's view of the journal: what was done in each session, how it felt, and the person's own choices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Equipment, Trait
from rearguard.plan.plan import StepKind
from rearguard.progress.ladder import Availability

PROGRESS_EVENT_KINDS = (
    EventKind.SESSION_STARTED,
    EventKind.STEP_DONE,
    EventKind.SET_JUDGED,
    EventKind.SESSION_ENDED,
    EventKind.FELT,
    EventKind.LEVEL_CHANGED,
)
"""The kinds of entries that are read."""

LATE_AFTER = timedelta(days=3)
"""Entries about a session later than this don't count: by then its outcome is final, and so are later ones."""

MIN_VISIBLE_SHARE = 0.8
"""The share of a set in which the camera must have seen the person for its count to be trusted."""


@value(kw_only=True)
class Performance:
    """What the person did of one exercise in one session."""

    exercise: str
    level: str
    planned_bouts: int
    """A bout is a set; an exercise with sides has one for each side."""
    done_bouts: int
    amount: int
    """Planned repetitions per set, or for a timed exercise the planned seconds of all sets."""
    sets: int
    """Planned sets."""
    pain: float = 0.0
    """The worst pain, 0 to 10."""
    was_eased: bool = False
    """Whether it was made easier during the session."""
    score: float | None = None
    """The form score in [0, 1]; None without a camera."""
    was_counted_short: bool = False
    """Whether a camera with a good view counted fewer repetitions than planned."""

    @property
    def is_complete(self) -> bool:
        """Whether all of it was done as planned."""
        return self.done_bouts >= self.planned_bouts and not self.was_eased


@value(kw_only=True)
class TrainedSession:
    """A session, with everything reported about it."""

    id: str
    at: datetime
    performances: tuple[Performance, ...]
    availability: Availability
    was_cut_short: bool = False
    """Whether pain, a crash or a power cut ended it: then missing sets are no sign of weakness."""
    effort: float | None = None
    """How hard it was, 0 to 10 (Borg CR10); None: not reported."""
    morning_pain: float | None = None
    """New pain on the next morning, 0 to 10; None: not reported."""
    has_new_numbness: bool = False
    """Whether new numbness was reported."""


@value(kw_only=True)
class LevelChoice:
    """The person's own choice: a level (`level`), undoing a change (`undone_change`), or an easy week (neither)."""

    id: str
    at: datetime
    exercise: str = ""
    level: str | None = None
    undone_change: str | None = None


ProgressEvent = TrainedSession | LevelChoice


def read_progress_events(entries: Iterable[Entry]) -> tuple[ProgressEvent, ...]:
    """Return the progress events of a person's entries, in the order of time.

    Args:
        entries: in any order; other kinds are ignored, and so are entries of sessions whose start is missing.
    """
    starts: dict[str, Entry] = {}
    entries_by_session: defaultdict[str, list[Entry]] = defaultdict(list)
    choices: list[LevelChoice] = []
    for entry in entries:
        session_id = entry.data.get("session") or entry.data.get("morning_after")
        if entry.kind is EventKind.SESSION_STARTED and isinstance(session_id, str):
            starts[session_id] = entry
        elif entry.kind is EventKind.LEVEL_CHANGED and "index" not in entry.data:
            choices.append(_parse_choice(entry))
        elif entry.kind in PROGRESS_EVENT_KINDS and isinstance(session_id, str):
            entries_by_session[session_id].append(entry)
    sessions = [
        session
        for session_id, start in starts.items()
        if (session := _parse_session(start, entries_by_session[session_id])) is not None
    ]
    return tuple(sorted([*sessions, *choices], key=lambda event: (event.at, event.id)))


def _parse_session(start: Entry, entries: Iterable[Entry]) -> TrainedSession | None:
    """Return a session; None when an unknown version wrote it."""
    try:
        return _build_session(start, entries)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def _parse_choice(entry: Entry) -> LevelChoice:
    data = entry.data
    return LevelChoice(
        id=str(entry.id),
        at=entry.at,
        exercise=str(data.get("exercise", "")),
        level=None if data.get("level") is None else str(data["level"]),
        undone_change=None if data.get("undone") is None else str(data["undone"]),
    )


def _build_session(start: Entry, entries: Iterable[Entry]) -> TrainedSession:
    entries = [entry for entry in entries if entry.at - start.at <= LATE_AFTER]
    symptoms = [entry.data for entry in entries if entry.kind is EventKind.FELT]
    end_reasons = [entry.data["reason"] for entry in entries if entry.kind is EventKind.SESSION_ENDED]
    efforts = _numbers_named(symptoms, "effort")
    morning_pains = _numbers_named((data for data in symptoms if "morning_after" in data), "pain")
    return TrainedSession(
        id=start.data["session"],
        at=start.at,
        performances=tuple(_performances(start, entries, symptoms)),
        availability=_availability(start.data),
        was_cut_short=bool(end_reasons) and end_reasons[-1] in {"hurt", "interrupted"},
        effort=efforts[-1] if efforts else None,
        morning_pain=morning_pains[-1] if morning_pains else None,
        has_new_numbness=any(data.get("new_numbness") is True for data in symptoms),
    )


def _numbers_named(symptoms: Iterable[Mapping[str, Any]], name: str) -> list[float]:
    """Return the numbers under a name; other values come from other programs, and are ignored."""
    scores = (data.get(name) for data in symptoms)
    return [score for score in scores if isinstance(score, int | float) and not isinstance(score, bool)]


def _availability(data: Mapping[str, Any]) -> Availability:
    """Return the availability in a session's start; older sessions without it had no limits."""
    equipment, traits = data.get("have"), data.get("barred")
    return Availability(
        equipment=frozenset(Equipment) if equipment is None else frozenset(Equipment) & frozenset(equipment),
        barred_traits=frozenset(Trait) & frozenset(traits or ()),
    )


def _performances(
    start: Entry, entries: Iterable[Entry], symptoms: Iterable[Mapping[str, Any]]
) -> Iterable[Performance]:
    steps = start.data["plan"]["steps"]
    planned: defaultdict[str, list[int]] = defaultdict(list)
    for index, step in enumerate(steps):
        if step["kind"] == StepKind.WORK:
            planned[step["exercise"]].append(index)
    done_steps = {entry.data["index"] for entry in entries if entry.kind is EventKind.STEP_DONE}
    eased_exercises = {entry.data["exercise"] for entry in entries if entry.kind is EventKind.LEVEL_CHANGED}
    reports = {entry.data["index"]: entry.data for entry in entries if entry.kind is EventKind.SET_JUDGED}
    for exercise, indices in planned.items():
        bouts = [steps[index] for index in indices]
        pains = _numbers_named((data for data in symptoms if data.get("exercise") == exercise), "pain")
        if not (done_steps & set(indices) or pains or exercise in eased_exercises):
            continue  # not begun
        exercise_reports = [reports[index] for index in indices if index in reports]
        scores = [report["score"] for report in exercise_reports if report["score"] is not None]
        yield Performance(
            exercise=exercise,
            level=bouts[0]["level"],
            planned_bouts=len(bouts),
            done_bouts=len(done_steps & set(indices)),
            amount=bouts[0]["reps"] or _seconds_per_side(bouts),
            sets=bouts[0]["sets"],
            pain=max(pains, default=0.0),
            was_eased=exercise in eased_exercises,
            score=sum(scores) / len(scores) if scores else None,
            was_counted_short=any(_is_counted_short(report) for report in exercise_reports),
        )


def _seconds_per_side(bouts: Iterable[Mapping[str, Any]]) -> int:
    """Return the seconds of a timed exercise's bouts, on the side with more."""
    sides = dict.fromkeys((Side.LEFT, Side.RIGHT), 0)
    for bout in bouts:
        for side in sides:
            sides[side] += bout["seconds"] if bout["side"] in {side, Side.BOTH} else 0
    return max(sides.values())


def _is_counted_short(report: Mapping[str, Any]) -> bool:
    planned = report["planned"]["reps"]
    return planned is not None and report["seen"] >= MIN_VISIBLE_SHARE and len(report["reps"]) < planned
